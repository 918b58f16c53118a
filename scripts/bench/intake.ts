import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { openDatabase } from '../../src/record/database'
import { readDatabaseConfig } from '../../src/config'
import { fillRoster, villagesFor } from './district'
import { drive, type Load } from './load'
import { requestOf } from './requests'
import { ordinaryDay } from './texts'

export interface IntakeOptions {
  /** Team members who write. */
  people: number
  messages: number
  warmUp: number
  connections: number
}

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** A server in a process of its own. */
export interface Served {
  port: number
  /** Resident memory, bytes. */
  memory: () => Promise<number>
  stop: () => Promise<void>
}

export async function serve(kind: string, url = ''): Promise<Served> {
  const child: ChildProcess = fork(join(__dirname, 'serve.ts'), [kind, url], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const answer = async <T>() => ((await once(child, 'message')) as [T])[0]
  const { port } = await Promise.race([
    answer<{ port: number }>(),
    once(child, 'exit').then(() => Promise.reject(new Error(`the ${kind} server did not start`))),
  ])
  return {
    port,
    async memory() {
      child.send('memory')
      return (await answer<{ rss: number }>()).rss
    },
    async stop() {
      const exited = once(child, 'exit')
      child.disconnect()
      await exited
    },
  }
}

/**
 * Messages of a day, from 8 to 17 o'clock in Shanghai whenever this runs, each with a MsgId of its own: nobody exceeds 30
 * a minute. `daysAgo`: later messages are of later days, as they come in life.
 */
export function callbacks(people: number, count: number, firstId: number, daysAgo: number): Buffer[] {
  const apart = Math.max(10, Math.floor((9 * HOUR) / count))
  const midnightUtc = Math.floor(Date.now() / DAY) * DAY
  const day = { count, start: midnightUtc - daysAgo * DAY, apart, seed: firstId + 1 }
  return ordinaryDay(villagesFor(people), day).map((said, n) => requestOf(said, firstId + n))
}

/** The same callbacks, signed by somebody who does not know the token. */
export function forged(requests: readonly Buffer[]): Buffer[] {
  return requests.map((request) => {
    const [head = '', ...rest] = request.toString('utf8').split('msg_signature=')
    return Buffer.from(`${head}msg_signature=${'0'.repeat(40)}${rest.join('msg_signature=').slice(40)}`)
  })
}

/** A database with everybody on the roster. */
export async function prepare(url: string, people: number): Promise<void> {
  const database = await openDatabase(readDatabaseConfig({ DATABASE_URL: url }).database)
  await fillRoster(database, people)
  await database.close()
}

/** What one server takes in: the first messages warm it up, the rest is measured. */
export async function measure(
  kind: string,
  url: string | undefined,
  { people, messages, warmUp, connections }: IntakeOptions,
  as: (requests: Buffer[]) => Buffer[] = (requests) => requests,
): Promise<Load> {
  if (url !== undefined) await prepare(url, people)
  const server = await serve(kind, url)
  try {
    await drive(server.port, as(callbacks(people, warmUp, 0, 2)), connections)
    return await drive(server.port, as(callbacks(people, messages, warmUp, 1)), connections)
  } finally {
    await server.stop()
  }
}
