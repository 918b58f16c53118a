import { createTask, setLogger } from 'node-cron'
import type { Logger } from 'pino'
import type { Job } from './jobs'
import { counted } from './metrics'
import { lastRun, noteRun } from './record/jobRuns'
import type { Runtime } from './runtime'

export interface Clock {
  /** What was missed before the start has been made up for. */
  caughtUp: Promise<void>
  /** No job begins any more; resolves when those under way have ended. */
  stop(): Promise<void>
}

/**
 * Runs the jobs on the wall clock of TIMEZONE, each never beside itself. What is due is asked of the data, so a late or
 * lost minute is made up for by the next; a run whose time passed while no process was there is made up for at once.
 */
export function startClock(
  rt: Runtime,
  jobs: readonly Job[],
  machine: () => number = () => Date.now(),
): Clock {
  setLogger(cronLog(rt.log))
  const running = new Map<string, Promise<void>>()
  let stopped = false

  async function start(job: Job, now: number): Promise<void> {
    if (stopped || running.has(job.name)) return
    const run = runOnce(rt, job, now, machine).finally(() => running.delete(job.name))
    running.set(job.name, run)
    await run
  }

  async function catchUp(): Promise<void> {
    for (const job of jobs) {
      const now = machine()
      if (await isMissed(rt, job, now)) await start(job, now)
    }
  }

  const tasks = jobs.map((job) =>
    createTask(job.schedule, ({ date }) => start(job, date.getTime()), {
      name: job.name,
      timezone: rt.timezone,
      noOverlap: true,
    }),
  )
  for (const task of tasks) void task.start()
  const caughtUp = catchUp().catch((error: unknown) => {
    rt.log.error({ err: error }, 'cannot see which jobs were missed')
  })

  return {
    caughtUp,
    async stop() {
      stopped = true
      for (const task of tasks) await task.destroy()
      await Promise.all([caughtUp, ...running.values()])
    },
  }
}

async function isMissed(rt: Runtime, { name, every }: Job, now: number): Promise<boolean> {
  const last = await lastRun(rt.database.db, name)
  return last === null || now - last >= every || last > now + every
}

/** The error boundary of all jobs: a failed run is logged and the next one finds the same things due. */
async function runOnce(rt: Runtime, job: Job, now: number, machine: () => number): Promise<void> {
  const log = rt.log.child({ job: job.name, slot: new Date(now).toISOString() })
  const begun = machine()
  let result = 'ok'
  try {
    const report = await job.run(rt, now)
    await rt.database.inTransaction((db) => noteRun(db, job.name, now))
    log[isEventful(report) ? 'info' : 'debug']({ ms: machine() - begun, ...report }, 'job done')
  } catch (error) {
    result = 'failed'
    log.error({ ms: machine() - begun, err: error }, 'job failed; its next run takes up what is due')
  }
  counted.jobRuns.add({ job: job.name, result })
  counted.jobSeconds.add({ job: job.name }, Math.max(0, machine() - begun) / 1000)
}

/** Something was done: a minute in which nothing was due is not worth a line. */
function isEventful(report: object): boolean {
  return Object.entries(report).some(([name, value]: [string, unknown]) => {
    if (name === 'waiting') return false
    if (typeof value === 'object' && value !== null) return isEventful(value)
    return typeof value === 'number' ? value > 0 : value === true
  })
}

/** node-cron writes coloured text to the console; its words join our lines. */
function cronLog(log: Logger): Parameters<typeof setLogger>[0] {
  const say = (level: 'info' | 'warn' | 'error' | 'debug') => (message: string | Error) =>
    log[level]({ from: 'node-cron' }, String(message))
  return { info: say('debug'), warn: say('warn'), error: say('error'), debug: say('debug') }
}
