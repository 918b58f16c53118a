import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { Case } from '../../entities'
import { createIntake } from '../../src/intake'
import { createJobs } from '../../src/jobs'
import { type Delivery, deliver } from '../../src/jobs/deliver'
import { policyFrom } from '../../src/policy'
import type { Database } from '../../src/record/database'
import { importRoster, reportLines } from '../../src/roster'
import type { Runtime } from '../../src/runtime'
import { type Actor, rosterCsv } from '../../src/simulate/district'
import type { World } from '../../src/simulate/world'
import { instantOf } from '../../src/time'
import type { WecomClient } from '../../src/wecom/client'
import { createDues } from './dues'
import { type Call, createPushes, type Push } from './pushes'
import { createTouched } from './touched'

/** A text written at `at`. */
export interface Written {
  actor: Actor
  text: string
  at: number
}

/** The real handlers and jobs on a clock of their own, with a WeCom that delivers at once. */
export interface Bot {
  /** Takes what arrives together at `now`; gives a reply to each. */
  hear(written: readonly Written[], now: number): Promise<{ replies: (string | null)[]; pushes: Push[] }>
  /** All jobs of one minute. */
  tick(now: number): Promise<Push[]>
  /** The next minute after `after` in which a job may have something to do. */
  nextDue(after: number): Promise<number>
  caseNow(id: number): Promise<Case | null>
}

/** `onError`: what the handlers and jobs log as an error. */
export async function startBot(
  database: Database,
  world: World,
  onError: (line: string) => void,
): Promise<Bot> {
  const rt: Runtime = {
    timezone: world.zone,
    policy: policyFrom({}),
    log: pino({ level: 'error', base: null, timestamp: false }, { write: onError }),
    database,
  }
  const begin = instantOf(world.rules.firstDay, 0, world.zone)
  const report = await importRoster(database, Buffer.from(rosterCsv(world.district)), 'roster.csv', begin)
  if (!report.written) throw new Error(reportLines(report).join('\n'))
  const pushesOf = await createPushes(database, world)
  const isTouched = createTouched(database)
  const machine = { now: begin }
  let messages = 0
  let calls: Call[] = []
  const client = fakeClient((call) => calls.push(call))
  const options = { machine: () => machine.now, newId: randomUUID }
  let kickedAt: number | null = null
  const receive = createIntake(rt, {
    machine: () => machine.now,
    kick: (now) => {
      kickedAt = Math.max(now, kickedAt ?? now)
    },
  })
  /** What `nextDue` found last; 0: something happened since. */
  let dueAt = 0
  let isFirst = true

  /** The first time in a minute, and then only when something was written since. */
  async function send(now: number): Promise<Delivery> {
    if (!isTouched() && !isFirst) return { sent: 0, retried: 0, refused: 0, dropped: 0, waiting: 0 }
    isFirst = false
    dueAt = 0
    const delivery = await deliver(rt, client, now, options)
    isTouched()
    return delivery
  }
  const jobs = createJobs(send).filter(({ schedule }) => schedule === '* * * * *')
  const nextDue = createDues(rt)

  function pushed(): Promise<Push[]> {
    const made = calls
    calls = []
    return pushesOf(made)
  }

  return {
    async hear(written, now) {
      machine.now = now
      const replies = await Promise.all(
        written.map(({ actor, text, at }) =>
          receive({
            key: `m:${++messages}`,
            from: actor.userid ?? '',
            at: Math.floor(at / 1000) * 1000,
            content: { kind: 'text', text },
          }),
        ),
      )
      if (kickedAt !== null) await send(kickedAt)
      kickedAt = null
      return { replies, pushes: await pushed() }
    },
    async tick(now) {
      machine.now = now
      isFirst = true
      for (const job of jobs) await job.run(rt, now)
      return pushed()
    },
    async nextDue(after) {
      if (isTouched() || dueAt <= after) dueAt = await nextDue(after)
      return dueAt
    },
    caseNow: (id) => database.db.findOneBy(Case, { id }),
  }
}

function fakeClient(onSend: (call: Call) => void): WecomClient {
  const ok = Promise.resolve({ kind: 'ok' as const })
  let sent = 0
  return {
    sendText: ({ to }) => {
      const msgid = String(++sent)
      onSend({ to, msgid })
      return Promise.resolve({ kind: 'sent', msgid, invalid: [], responseCode: '' })
    },
    sendMedia: () => Promise.resolve({ kind: 'sent', msgid: String(++sent), invalid: [], responseCode: '' }),
    sendCard: () => Promise.resolve({ kind: 'sent', msgid: String(++sent), invalid: [], responseCode: '' }),
    updateCard: () => ok,
    uploadMedia: () => Promise.resolve({ kind: 'ok', mediaId: 'medium' }),
    createMenu: () => ok,
    getUser: (userid) => Promise.resolve({ kind: 'ok', userid, name: userid, active: true }),
    userByCode: () => Promise.resolve({ kind: 'ok', userid: null }),
    checkToken: () => Promise.resolve({ kind: 'ok', expiresAt: Number.MAX_SAFE_INTEGER }),
    checkAccess: () => ok,
  }
}
