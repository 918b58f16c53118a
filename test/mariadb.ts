import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, fstatSync, mkdirSync, mkdtempSync, openSync, readSync } from 'node:fs'
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
 * Ends the server as soon as our end of its standard input closes: by `stop`, or because the test run died without a
 * farewell. Whenever the server has ended, its directory goes.
 */
const KEEPER = [
  'trap "" INT TERM HUP; exec 3<&0; directory=$1; shift',
  '"$@" 3<&- & server=$!',
  '{ read -r _ <&3; kill -9 $server; } & watcher=$!',
  'wait $server; kill -9 $watcher; rm -rf "$directory"',
].join('\n')

/**
 * Starts a private server; undefined when no server binary is installed. Throws when one is but does not start.
 * `durable`: every commit is on disk, as in production.
 */
export async function startPrivateServer({ durable = false } = {}): Promise<PrivateServer | undefined> {
  const binary = BINARIES.find((each) => run(each, ['--version']).ok)
  if (binary === undefined) return undefined
  const directory = mkdtempSync(join(tmpdir(), 'zaicun-mariadb-'))
  const log = openSync(join(directory, 'log'), 'w+')
  const port = await freePort()
  const keeper = spawn(
    'sh',
    ['-c', KEEPER, 'keeper', directory, ...serverCommand(binary, directory, port, durable)],
    {
      stdio: ['pipe', log, log],
      // A group of its own: what is sent to the test run as a whole (Ctrl-C) must not end it before its work is done.
      detached: true,
    },
  )
  keeper.unref()
  try {
    const version = await answer(keeper, port)
    return { url: `mysql://root@127.0.0.1:${port}`, version, stop: () => end(keeper) }
  } catch (cause) {
    await end(keeper)
    throw new Error(`${binary} is installed but did not start:\n${tailOf(log)}`, { cause })
  } finally {
    closeSync(log)
  }
}

/** The last lines of an open file, which may have lost its name by now. */
function tailOf(file: number): string {
  const buffer = Buffer.alloc(4096)
  const start = Math.max(0, fstatSync(file).size - buffer.length)
  return buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, start)).trim()
}

function run(binary: string, args: string[]): { ok: boolean; output: string } {
  const { status, stdout } = spawnSync(binary, ['--no-defaults', ...args], { encoding: 'utf8' })
  return { ok: status === 0, output: stdout }
}

function serverCommand(binary: string, directory: string, port: number, durable: boolean): string[] {
  const data = join(directory, 'data')
  const place = [`--datadir=${data}`, ...(process.getuid?.() === 0 ? ['--user=root'] : [])]
  const listen = [`--port=${port}`, '--bind-address=127.0.0.1', `--socket=${join(directory, 'socket')}`]
  const command = [
    '--no-defaults',
    ...place,
    ...listen,
    `--pid-file=${join(directory, 'pid')}`,
    ...(durable ? [] : SPEED),
  ]
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
  keeper.ref()
  keeper.stdin?.end()
  await exited
}
