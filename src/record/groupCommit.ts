import { setTimeout as sleep } from 'node:timers/promises'
import type { DataSource, EntityManager, QueryRunner } from 'typeorm'

type Work<T> = (db: EntityManager) => Promise<T>

interface Waiting {
  work: Work<unknown>
  resolve: (value: unknown) => void
  reject: (reason: unknown) => void
}

const MOST = 256
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/**
 * The one writer of an embedded SQLite file. TypeORM has one connection there, so transactions must not overlap; and
 * a commit costs a disk flush, so what arrives together shares one. Each piece of work runs in a savepoint of its
 * own: a bad one never fails its neighbours. Nothing resolves before the commit is on disk.
 */
export function groupCommit(source: DataSource): <T>(work: Work<T>) => Promise<T> {
  let queue: Waiting[] = []
  let scheduled = false

  async function drain(): Promise<void> {
    while (queue.length > 0) {
      const batch = queue.slice(0, MOST)
      queue = queue.slice(MOST)
      await commit(source.createQueryRunner(), batch)
      // The driver is synchronous: without this turn a job of many transactions would keep the sockets waiting.
      await nextTurn()
    }
    scheduled = false
  }

  return <T>(work: Work<T>) =>
    new Promise<T>((resolve, reject) => {
      queue.push({ work, resolve: resolve as (value: unknown) => void, reject })
      if (scheduled) return
      scheduled = true
      // The end of this turn of the event loop: no delay when idle, and all that came with it shares the commit.
      setImmediate(() => void drain())
    })
}

async function commit(runner: QueryRunner, batch: Waiting[]): Promise<void> {
  const settled: (() => void)[] = []
  try {
    // IMMEDIATE takes the write lock now: a command writing beside the server is waited for, never collided with.
    await begin(runner)
    for (const waiting of batch) settled.push(await inSavepoint(runner, waiting))
    await runner.query('COMMIT')
    for (const settle of settled) settle()
  } catch (error) {
    await runner.query('ROLLBACK').catch(() => undefined)
    for (const waiting of batch) waiting.reject(error)
  }
}

/** How long SQLite itself waits for a lock, in which nothing else is answered; and how often it is asked again; ms. */
export const BUSY_TURN = 50
const BUSY_PAUSE = 25
const BUSY_TURNS = 70

/** Another process holds the lock. */
export const isBusy = (error: unknown): boolean => (error as { code?: string }).code === 'SQLITE_BUSY'

/** About five seconds in all. */
async function begin(runner: QueryRunner): Promise<void> {
  for (let turn = 1; ; turn++) {
    try {
      await runner.query('BEGIN IMMEDIATE')
      return
    } catch (error) {
      if (!isBusy(error) || turn === BUSY_TURNS) throw error
      await sleep(BUSY_PAUSE)
    }
  }
}

async function inSavepoint(runner: QueryRunner, { work, resolve, reject }: Waiting): Promise<() => void> {
  await runner.query('SAVEPOINT work')
  try {
    const value = await work(runner.manager)
    await runner.query('RELEASE work')
    return () => {
      resolve(value)
    }
  } catch (error) {
    await runner.query('ROLLBACK TO work')
    await runner.query('RELEASE work')
    return () => {
      reject(error)
    }
  }
}
