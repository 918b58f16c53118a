import { EventEmitter, once } from 'node:events'
import pino from 'pino'
import { startClock } from '../src/clock'
import type { Job } from '../src/jobs'
import { type Database, openDatabase } from '../src/record/database'
import { lastRun, noteRun } from '../src/record/jobRuns'
import { MINUTE, NINE, runtimeOver } from './jobs/setup'

const EVERY_SECOND = '* * * * * *'
const NEVER = '0 0 29 2 *'

describe('the clock', () => {
  let database: Database
  let lines: Record<string, unknown>[]
  const ran = new EventEmitter()
  beforeEach(async () => {
    database = await openDatabase({ kind: 'sqlite', path: ':memory:' })
    lines = []
  })
  afterEach(() => database.close())

  const log = pino(
    { level: 'debug' },
    { write: (line: string) => lines.push(JSON.parse(line) as Record<string, unknown>) },
  )
  const job = (more: Partial<Job> = {}): Job => ({
    name: 'watch',
    schedule: NEVER,
    every: MINUTE,
    run: (_rt, now) => {
      ran.emit('run', now)
      return Promise.resolve({ opened: 0 })
    },
    ...more,
  })
  const start = (jobs: Job[], now = NINE) => startClock(runtimeOver(database, log), jobs, () => now)
  /** Starts, waits for what was missed, and stops. */
  const startAndStop = async (jobs: Job[], now = NINE) => {
    const instants: number[] = []
    const note = (at: number) => instants.push(at)
    ran.on('run', note)
    const clock = start(jobs, now)
    await clock.caughtUp
    await clock.stop()
    ran.off('run', note)
    return instants
  }

  it('makes up at start for what was missed, and for nothing else', async () => {
    const nightly = job({ name: 'retain', every: 24 * 60 * MINUTE })
    expect(await startAndStop([nightly])).toEqual([NINE])
    expect(await lastRun(database.db, 'retain')).toBe(NINE)
    expect(await startAndStop([nightly], NINE + 23 * 60 * MINUTE)).toEqual([])
    expect(await startAndStop([nightly], NINE + 24 * 60 * MINUTE)).toEqual([NINE + 24 * 60 * MINUTE])
  })

  it('is not fooled by a clock that was set back', async () => {
    await database.inTransaction((db) => noteRun(db, 'watch', NINE + 60 * MINUTE))
    expect(await startAndStop([job()])).toEqual([NINE])
  })

  it('runs a job for its slot', async () => {
    await database.inTransaction((db) => noteRun(db, 'watch', NINE))
    const clock = start([job({ schedule: EVERY_SECOND })])
    const [slot] = (await once(ran, 'run')) as [number]
    await clock.stop()
    expect(slot % 1000).toBe(0)
    expect(Math.abs(slot - Date.now())).toBeLessThan(5000)
    expect(await lastRun(database.db, 'watch')).toBe(slot)
  })

  it('survives a job that fails, runs the next, and forgets neither', async () => {
    const failing = job({ name: 'remind', run: () => Promise.reject(new Error('no such table')) })
    expect(await startAndStop([failing, job()])).toEqual([NINE])
    expect(lines).toContainEqual(
      expect.objectContaining({ job: 'remind', msg: 'job failed; its next run takes up what is due' }),
    )
    expect(await lastRun(database.db, 'remind')).toBeNull()
  })

  it('waits at its stop for the job under way', async () => {
    let finish: (report: object) => void = () => undefined
    const slow = job({ run: () => new Promise((resolve) => (ran.emit('run'), (finish = resolve))) })
    const clock = start([slow])
    await once(ran, 'run')
    const order: string[] = []
    const stopped = clock.stop().then(() => order.push('stopped'))
    setImmediate(() => {
      order.push('finished')
      finish({})
    })
    await stopped
    expect(order).toEqual(['finished', 'stopped'])
  })

  it('says what a job did only when it did something', async () => {
    await startAndStop([
      job({ run: () => Promise.resolve({ opened: 0, delivery: { sent: 0, waiting: 3 } }) }),
      job({ name: 'remind', run: () => Promise.resolve({ mornings: 2 }) }),
    ])
    const info = lines.filter(({ level }) => level === 30)
    expect(info).toEqual([expect.objectContaining({ job: 'remind', mornings: 2, msg: 'job done' })])
  })
})
