import type { Runtime } from '../runtime'
import type { Delivery } from './deliver'
import { retain } from './retain'

export const JOB_NAMES = ['deliver', 'retain'] as const
export type JobName = (typeof JOB_NAMES)[number]

export interface Job {
  name: JobName
  /** Cron, on the wall clock of TIMEZONE. */
  schedule: string
  /** ms between two runs: what is longer ago at the start of a process is made up for. */
  every: number
  /** Runs once as of `now`; a second run for the same `now` changes nothing. Gives what it did, without any text of a message. */
  run(rt: Runtime, now: number): Promise<object>
}

const MINUTE = 60_000
const EVERY_MINUTE = { schedule: '* * * * *', every: MINUTE }
/** At night, away from the full hours at which WeCom is busy. */
const NIGHTLY = { schedule: '10 3 * * *', every: 24 * 60 * MINUTE }

/** All scheduled jobs, in the order a minute takes them; `send` delivers what is due in the outbox. */
export function createJobs(send: (now: number) => Promise<Delivery>): Job[] {
  return [
    { name: 'deliver', ...EVERY_MINUTE, run: (_rt, now) => send(now) },
    { name: 'retain', ...NIGHTLY, run: retain },
  ]
}
