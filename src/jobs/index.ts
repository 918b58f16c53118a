import type { Runtime } from '../runtime'
import type { Delivery } from './deliver'
import { digest } from './digest'
import { remind } from './remind'
import { retain } from './retain'
import { watch } from './watch'

export const JOB_NAMES = ['remind', 'watch', 'digest', 'deliver', 'retain'] as const
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
  /** What a job decided, then everything that is due in the outbox. */
  const thenSend = (decide: Job['run']): Pick<Job, 'run'> => ({
    run: async (rt, now) => ({ ...(await decide(rt, now)), delivery: await send(now) }),
  })
  return [
    { name: 'remind', ...EVERY_MINUTE, ...thenSend(remind) },
    { name: 'watch', ...EVERY_MINUTE, ...thenSend(watch) },
    { name: 'digest', ...EVERY_MINUTE, ...thenSend(digest) },
    { name: 'deliver', ...EVERY_MINUTE, run: (_rt, now) => send(now) },
    { name: 'retain', ...NIGHTLY, run: retain },
  ]
}
