import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Connection, createConnection } from 'mysql2/promise'
import { testsMysql } from '../databases'

/** A MariaDB that may be killed and started again; it ends with the test however that ends. */
export interface KeptServer {
  /** Resolves when `isUp` does not throw; at most 60 s. */
  start(isUp: (admin: Connection) => Promise<void>): Promise<void>
  /** Without a farewell to anybody. */
  kill(): Promise<void>
  /** In order, all rows on disk. */
  stop(): Promise<void>
  /** SIGSTOP: it keeps its connections and says nothing more. SIGCONT ends that. */
  signal(name: 'SIGSTOP' | 'SIGCONT'): void
  admin(): Promise<Connection>
}

const BINARY = ['/usr/sbin/mariadbd', '/usr/local/sbin/mariadbd', '/usr/bin/mariadbd'].find(existsSync)

/** MariaDB is installed and not left out of this run. */
export const hasMariadb = BINARY !== undefined && testsMysql

/** Ends the server as soon as our end of its standard input closes, however we end. */
const KEEPER =
  'exec 3<&0; "$@" 3<&- & server=$!; { read -r _ <&3; kill -9 $server; } & watcher=$!; wait $server; kill -9 $watcher'
const STARTS_WITHIN = 60_000

/** One whose rows are in `data` below the directory, which is there already, and outlive it. */
export function keptServer(directory: string, port: number, more: readonly string[]): KeptServer {
  const pidFile = join(directory, 'pid')
  const command = [
    ...[BINARY ?? 'mariadbd', '--no-defaults', `--datadir=${join(directory, 'data')}`],
    ...['--skip-grant-tables', '--skip-log-bin', '--skip-name-resolve'],
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    ...[`--port=${port}`, '--bind-address=127.0.0.1', `--socket=${join(directory, 'socket')}`],
    ...[
      `--pid-file=${pidFile}`,
      '--innodb-flush-log-at-trx-commit=1',
      '--innodb-buffer-pool-size=64M',
      ...more,
    ],
  ]
  let keeper: ChildProcess | undefined
  const admin = () => createConnection({ host: '127.0.0.1', port, user: 'root' })

  return {
    admin,
    async start(isUp) {
      keeper = spawn('sh', ['-c', KEEPER, 'keeper', ...command], { stdio: ['pipe', 'ignore', 'ignore'] })
      const until = Date.now() + STARTS_WITHIN
      for (;;) {
        let connection: Connection | undefined
        try {
          connection = await admin()
          return await isUp(connection)
        } catch (error) {
          if (Date.now() > until || keeper.exitCode !== null) throw error
          await sleep(50)
        } finally {
          connection?.destroy()
        }
      }
    },
    async kill() {
      if (keeper?.exitCode !== null) return
      const ended = once(keeper, 'exit')
      keeper.stdin?.end()
      await ended
    },
    async stop() {
      const ended = keeper === undefined ? undefined : once(keeper, 'exit')
      const connection = await admin()
      await connection.query('SHUTDOWN')
      connection.destroy()
      await ended
    },
    signal: (name) => process.kill(Number(readFileSync(pidFile, 'utf8')), name),
  }
}
