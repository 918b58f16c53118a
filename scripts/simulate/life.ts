import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { createIntake } from '../../src/intake'
import { createJobs } from '../../src/jobs'
import { type Delivery, deliver } from '../../src/jobs/deliver'
import { policyFrom } from '../../src/policy'
import type { Database } from '../../src/record/database'
import { recordGap } from '../../src/record/gaps'
import { noteWatch } from '../../src/record/watches'
import type { Runtime } from '../../src/runtime'
import type { Receive } from '../../src/wecom/types'
import { createDues } from './dues'
import { createTouched } from './touched'
import { clientOf } from './wire'

/** One process of the bot: the real handlers and jobs over a database. */
export interface Life {
  receive: Receive
  /** Says what the messages taken in have left in the outbox. */
  send(now: number): Promise<void>
  /** All jobs of one minute. */
  tick(now: number): Promise<void>
  /** The next minute after `after` in which a job may have something to do. */
  nextDue(after: number): Promise<number>
  /** The watch has run every minute until then, those included in which it had nothing to do. */
  watched(until: number): Promise<void>
  /** The web process finds that nobody was heard from then to then. */
  wasDown(from: number, to: number): Promise<void>
}

export interface Surroundings {
  zone: string
  machine: () => number
  onError: (line: string) => void
  /** Something may wait in the outbox. */
  kick: (now: number) => void
  /** Hands a call to WeCom; gives the name of one that went through. */
  send: (to: string[], text: string) => string
}

export function born(database: Database, { zone, machine, onError, kick, send }: Surroundings): Life {
  const rt: Runtime = {
    timezone: zone,
    policy: policyFrom({}),
    log: pino({ level: 'error', base: null, timestamp: false }, { write: onError }),
    database,
  }
  const client = clientOf(send)
  const isTouched = createTouched(database)
  const findDue = createDues(rt)
  /** What `nextDue` found last; 0: something happened since. */
  let dueAt = 0
  let isFirst = true

  /** The first time in a minute, and then only when something was written since. */
  async function sendDue(now: number): Promise<Delivery> {
    if (!isTouched() && !isFirst) return { sent: 0, retried: 0, refused: 0, dropped: 0, waiting: 0 }
    isFirst = false
    dueAt = 0
    const delivery = await deliver(rt, client, now, { machine, newId: randomUUID })
    isTouched()
    return delivery
  }
  const jobs = createJobs(sendDue).filter(({ schedule }) => schedule === '* * * * *')

  return {
    receive: createIntake(rt, { machine, kick }),
    async send(now) {
      await sendDue(now)
    },
    async tick(now) {
      isFirst = true
      for (const job of jobs) await job.run(rt, now)
    },
    async nextDue(after) {
      if (isTouched() || dueAt <= after) dueAt = await findDue(after)
      return dueAt
    },
    async watched(until) {
      await database.inTransaction((db) => noteWatch(db, until))
    },
    wasDown: (from, to) => database.inTransaction((db) => recordGap(db, from, to, 'stopped')),
  }
}
