import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'
import { readDatabaseConfig } from '../../src/config'
import { type Place, testsMysql } from '../databases'
import { freePort } from './processes'

/** A MariaDB of this test alone, on loopback, that may be killed and started again; its rows outlive it. */
export interface OwnMariadb {
  place: Place
  start(): Promise<void>
  /** Without a farewell to anybody. */
  kill(): Promise<void>
  /** Cuts every connection to it, under way or idle. */
  cutConnections(): Promise<void>
  remove(): Promise<void>
}

const BINARY = ['/usr/sbin/mariadbd', '/usr/local/sbin/mariadbd', '/usr/bin/mariadbd'].find(existsSync)

/** MariaDB is installed and not left out of this run. */
export const hasMariadb = BINARY !== undefined && testsMysql

/** Ends the server as soon as our end of its standard input closes, however we end. */
const KEEPER =
  'exec 3<&0; "$@" 3<&- & server=$!; { read -r _ <&3; kill -9 $server; } & watcher=$!; wait $server; kill -9 $watcher'
const STARTS_WITHIN = 20_000
const DATABASE = 'zaicun'

/** Starts one, with `more` options. */
export async function startMariadb(more: string[] = []): Promise<OwnMariadb> {
  const directory = mkdtempSync(join(tmpdir(), 'zaicun-own-mariadb-'))
  const data = join(directory, 'data')
  mkdirSync(data)
  const port = await freePort()
  const place = `mysql://root@127.0.0.1:${port}/${DATABASE}`
  const command = [
    BINARY ?? 'mariadbd',
    ...['--no-defaults', `--datadir=${data}`, '--skip-grant-tables', '--skip-log-bin', '--skip-name-resolve'],
    ...(process.getuid?.() === 0 ? ['--user=root'] : []),
    ...[`--port=${port}`, '--bind-address=127.0.0.1', `--socket=${join(directory, 'socket')}`],
    ...['--innodb-flush-log-at-trx-commit=1', '--innodb-buffer-pool-size=64M', ...more],
  ]
  let keeper: ChildProcess | undefined

  const admin = () => createConnection({ host: '127.0.0.1', port, user: 'root' })

  async function start(): Promise<void> {
    keeper = spawn('sh', ['-c', KEEPER, 'keeper', ...command], { stdio: ['pipe', 'ignore', 'ignore'] })
    const until = Date.now() + STARTS_WITHIN
    for (;;) {
      try {
        const connection = await admin()
        await connection.query(`CREATE DATABASE IF NOT EXISTS ${DATABASE} CHARACTER SET utf8mb4`)
        return await connection.end()
      } catch (error) {
        if (Date.now() > until || keeper.exitCode !== null) throw error
        await sleep(50)
      }
    }
  }

  async function kill(): Promise<void> {
    if (keeper?.exitCode !== null) return
    const ended = once(keeper, 'exit')
    keeper.stdin?.end()
    await ended
  }

  /** A directory made by the first start survives a kill only after one orderly end. */
  async function settle(): Promise<void> {
    const ended = keeper === undefined ? undefined : once(keeper, 'exit')
    const connection = await admin()
    await connection.query('SHUTDOWN')
    connection.destroy()
    await ended
  }

  await start()
  await settle()
  await start()
  return {
    place: { url: place, target: readDatabaseConfig({ DATABASE_URL: place }).database },
    start,
    kill,
    async cutConnections() {
      const connection = await admin()
      const [rows] = await connection.query(
        'SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND db IS NOT NULL',
      )
      for (const { id } of rows as { id: number }[])
        await connection.query(`KILL ${id}`).catch(() => undefined)
      await connection.end()
    },
    async remove() {
      await kill()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
