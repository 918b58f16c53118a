import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createConnection } from 'mysql2/promise'

/** A MariaDB (or MySQL) server of our own: empty, on loopback, gone with the test run. */
export interface PrivateServer {
  /** `mysql://root@127.0.0.1:<port>`, allowed to create databases */
  url: string
  version: string
  stop: () => Promise<void>
}

const BINARIES = ['mariadbd', '/usr/sbin/mariadbd', 'mysqld', '/usr/sbin/mysqld', '/usr/local/bin/mysqld']
const START_TIMEOUT_MS = 30_000

/** The rows need not outlive the run, so durability is traded for speed. */
const SPEED = [
  '--skip-log-bin',
  '--skip-name-resolve',
  '--innodb-flush-log-at-trx-commit=0',
  '--innodb-doublewrite=0',
  '--innodb-stats-persistent=0',
  '--innodb-buffer-pool-size=64M',
]

/**
 * Ends the server and removes its directory as soon as our end of its standard input closes: by `stop`, or because
 * the test run died without a farewell.
 */
const KEEPER =
  'trap "" INT TERM HUP; dir=$1; shift; "$@" & server=$!; read -r _; kill -9 $server; wait $server; rm -rf "$dir"'

/** Starts a private server; undefined when no server binary is installed. Throws when one is but does not start. */
export async function startPrivateServer(): Promise<PrivateServer | undefined> {
  const binary = BINARIES.find((each) => run(each, ['--version']).ok)
  if (binary === undefined) return undefined
  const directory = mkdtempSync(join(tmpdir(), 'zaicun-mariadb-'))
  const log = join(directory, 'log')
  const port = await freePort()
  const output = openSync(log, 'a')
  const keeper = spawn('sh', ['-c', KEEPER, 'keeper', directory, ...serverCommand(binary, directory, port)], {
    stdio: ['pipe', output, output],
  })
  keeper.unref()
  try {
    const version = await answer(keeper, port)
    return { url: `mysql://root@127.0.0.1:${port}`, version, stop: () => end(keeper) }
  } catch (cause) {
    const tail = readFileSync(log, 'utf8').trim().split('\n').slice(-12).join('\n')
    await end(keeper)
    rmSync(directory, { recursive: true, force: true })
    throw new Error(`${binary} is installed but did not start:\n${tail}`, { cause })
  }
}

function run(binary: string, args: string[]): { ok: boolean; output: string } {
  const { status, stdout } = spawnSync(binary, ['--no-defaults', ...args], { encoding: 'utf8' })
  return { ok: status === 0, output: stdout }
}

function serverCommand(binary: string, directory: string, port: number): string[] {
  const data = join(directory, 'data')
  const place = [`--datadir=${data}`, ...(process.getuid?.() === 0 ? ['--user=root'] : [])]
  const listen = [`--port=${port}`, '--bind-address=127.0.0.1', `--socket=${join(directory, 'socket')}`]
  const command = ['--no-defaults', ...place, ...listen, `--pid-file=${join(directory, 'pid')}`, ...SPEED]
  if (run(binary, ['--version']).output.includes('MariaDB')) {
    // Without grant tables MariaDB starts in an empty directory, in a tenth of the time mariadb-install-db takes.
    mkdirSync(data)
    return [binary, ...command, '--skip-grant-tables']
  }
  run(binary, ['--initialize-insecure', ...place])
  return [binary, ...command]
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Waits until the server answers; its version. */
async function answer(keeper: ChildProcess, port: number): Promise<string> {
  const until = Date.now() + START_TIMEOUT_MS
  for (;;) {
    try {
      const connection = await createConnection({ host: '127.0.0.1', port, user: 'root' })
      const [rows] = await connection.query('SELECT VERSION() AS version')
      await connection.end()
      return (rows as { version: string }[])[0]?.version ?? 'of unknown version'
    } catch (error) {
      if (Date.now() > until || keeper.exitCode !== null) throw error
      await setTimeout(50)
    }
  }
}

async function end(keeper: ChildProcess): Promise<void> {
  if (keeper.exitCode !== null) return
  const exited = once(keeper, 'exit')
  keeper.stdin?.end()
  await exited
}
