import { randomUUID } from 'node:crypto'
import pino from 'pino'
import { Case, CasePerson, OutboundMessage, Person } from '../../entities'
import { createIntake } from '../../src/intake'
import { createJobs } from '../../src/jobs'
import { deliver } from '../../src/jobs/deliver'
import { policyFrom } from '../../src/policy'
import { rosterCsv, type Actor } from '../../src/simulate/district'
import type { World } from '../../src/simulate/world'
import type { Database } from '../../src/record/database'
import { importRoster, reportLines } from '../../src/roster'
import type { Runtime } from '../../src/runtime'
import { instantOf } from '../../src/time'
import type { WecomClient } from '../../src/wecom/client'
import { createDues } from './dues'

/** A message of the bot's own accord as it reached a phone. */
export interface Push {
  to: Actor
  row: OutboundMessage
  case: Case | null
  /** Whom the case still looks for, else everybody it was about. */
  people: number[]
}

/** The real handlers and jobs on a clock of their own, with a WeCom that delivers at once. */
export interface Bot {
  rt: Runtime
  /** Takes a message written at `at` that arrives at `now`. */
  hear(who: Actor, text: string, at: number, now: number): Promise<{ reply: string | null; pushes: Push[] }>
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
  const actors = await actorsByPerson(database, world)
  const clock = { now: begin }
  let kickedAt: number | null = null
  let messages = 0
  const sent: { to: string[]; text: string }[] = []
  const client = fakeClient((call) => sent.push(call))
  const options = { machine: () => clock.now, newId: randomUUID }
  const send = (now: number) => deliver(rt, client, now, options)
  const receive = createIntake(rt, {
    machine: () => clock.now,
    kick: (now) => {
      kickedAt = now
    },
  })
  const jobs = createJobs(send)
  const nextDue = createDues(rt)

  async function pushed(): Promise<Push[]> {
    const found: Push[] = []
    for (const { to, text } of sent.splice(0)) {
      for (const userid of to) {
        const where = { userid, text, state: 'sent' as const }
        const row = await database.db.findOne(OutboundMessage, { where, order: { id: 'DESC' } })
        const actor = row === null ? undefined : actors.get(row.personId)
        if (row === null || actor === undefined) continue
        for (const told of await alarmsOf(row)) found.push({ to: actor, row: told, ...(await aboutOf(told)) })
      }
    }
    return found.sort((a, b) => a.row.id - b.row.id)
  }

  /** A list tells each of its cases as an alarm of its own would. */
  async function alarmsOf(row: OutboundMessage): Promise<OutboundMessage[]> {
    const { personId, key } = row
    const list = /^((?:list|area):[^:]+):\d+:/.exec(key)?.[1]
    if (list === undefined) return [row]
    const told = await database.db.findBy(OutboundMessage, { personId, reason: `${list}:${personId}` })
    const villages = world.district.villages.filter(({ name }) => row.text.includes(name))
    return told.filter(({ text }) => villages.some(({ name }) => text.includes(name)))
  }

  async function aboutOf({ caseId }: OutboundMessage): Promise<Pick<Push, 'case' | 'people'>> {
    if (caseId === null) return { case: null, people: [] }
    const rows = await database.db.find(CasePerson, { where: { caseId }, order: { id: 'ASC' } })
    const left = rows.filter(({ settledAt }) => settledAt === null)
    const people = (left.length > 0 ? left : rows).flatMap(({ personId }) => actors.get(personId)?.id ?? [])
    return { case: await database.db.findOneBy(Case, { id: caseId }), people }
  }

  return {
    rt,
    async hear(who, text, at, now) {
      clock.now = now
      const key = `m:${++messages}`
      const from = who.userid ?? ''
      const seconds = Math.floor(at / 1000) * 1000
      const reply = await receive({ key, from, at: seconds, content: { kind: 'text', text } })
      if (kickedAt !== null) await send(kickedAt)
      kickedAt = null
      return { reply, pushes: await pushed() }
    },
    async tick(now) {
      clock.now = now
      for (const job of jobs) if (job.schedule === '* * * * *') await job.run(rt, now)
      return pushed()
    },
    nextDue,
    caseNow: (id) => database.db.findOneBy(Case, { id }),
  }
}

/** Who of the simulated district a row of the roster is. */
async function actorsByPerson({ db }: Database, { district }: World): Promise<Map<number, Actor>> {
  const byIdentity = new Map(
    district.actors.map((actor) => {
      const village = actor.village === null ? '' : (district.villages[actor.village]?.name ?? '')
      return [actor.userid ?? `${actor.township ?? ''}/${village}/${actor.name}`, actor]
    }),
  )
  const people = await db.find(Person)
  return new Map(
    people.flatMap(({ id, userid, identity }) => {
      const actor = byIdentity.get(userid ?? identity)
      return actor === undefined ? [] : [[id, actor] as const]
    }),
  )
}

function fakeClient(onSend: (call: { to: string[]; text: string }) => void): WecomClient {
  const ok = Promise.resolve({ kind: 'ok' as const })
  let sent = 0
  return {
    sendText: ({ to, text }) => {
      onSend({ to, text })
      return Promise.resolve({ kind: 'sent', msgid: String(++sent), invalid: [] })
    },
    sendMedia: () => Promise.resolve({ kind: 'sent', msgid: String(++sent), invalid: [] }),
    uploadMedia: () => Promise.resolve({ kind: 'ok', mediaId: 'medium' }),
    createMenu: () => ok,
    getUser: (userid) => Promise.resolve({ kind: 'ok', userid, name: userid, active: true }),
    userByCode: () => Promise.resolve({ kind: 'ok', userid: null }),
    checkToken: () => Promise.resolve({ kind: 'ok', expiresAt: Number.MAX_SAFE_INTEGER }),
    checkAccess: () => ok,
  }
}
