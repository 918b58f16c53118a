import { IsNull, MoreThanOrEqual, Not } from 'typeorm'
import { Case, CasePerson, CheckIn, Message, type Person } from '../../entities'
import { mayBeOpen } from '../record/around'
import { openCase, toldAbout } from '../record/cases'
import type { Db } from '../record/database'
import { lastWatch } from '../record/watches'
import type { Moment } from '../record/known'
import type { Holder } from '../record/people'
import type { Runtime } from '../runtime'
import { alarm } from '../wording/alarms'
import { emergencyUpdate, nearAlarm } from '../wording/emergency'
import { withWitness } from './alarm'
import { type Casefile, casefileOf } from './casefile'
import { supervisorsOf } from './recipients'
import { tellMute } from './mute'
import { EMERGENCIES } from '../decide/emergencies'
import { tellAbout } from './tell'
import { counted } from '../metrics'

const MINUTE = 60_000
const HOURS_12 = 12 * 60 * MINUTE

export interface Emergency {
  kind: 'help' | 'illness'
  messageId: number
  villageId: number | null
  speaker: Person
  /** Names as said, and those of them on the roster. */
  names: string[]
  people: number[]
  place: string | null
  /** What happened: for those near. */
  what: string
  /** The whole text: for township and district. */
  text: string
}

/** Where the person was last said to be, today. */
async function lastPlace(db: Db, people: readonly number[], now: number): Promise<string | null> {
  for (const subjectId of people) {
    const where = {
      subjectId,
      supersededAt: IsNull(),
      place: Not(IsNull()),
      saidAt: MoreThanOrEqual(now - HOURS_12),
    }
    const last = await db.findOne(CheckIn, { where, order: { saidAt: 'DESC', id: 'DESC' } })
    if (last !== null) return last.place
  }
  return null
}

/**
 * Help and urgent illness skip every wait: mates and village cadres hear who, where and what; township and district
 * the words too, again and again until somebody takes it. Returns whom it reached, the nearest first.
 */
export async function raise(rt: Runtime, db: Db, moment: Moment, e: Emergency): Promise<Holder[]> {
  const running = await runningFor(db, e, moment)
  if (running !== null) return renew(rt, db, moment, running, e)
  const place = e.place ?? (await lastPlace(db, e.people, moment.now))
  const toldAt = await arrivalOf(db, moment.now)
  const found = await openCase(db, {
    key: `${e.kind}:${e.messageId}`,
    kind: e.kind,
    villageId: e.villageId,
    day: moment.day,
    dueAt: moment.now,
    state: 'open',
    ladder: [],
    level: 'district',
    nextAt: toldAt + rt.policy.help.repeatEvery * MINUTE,
    lastToldAt: toldAt,
    messageId: e.messageId,
    words: e.text,
    place,
    people: e.people,
    now: moment.now,
  })
  if (found === null) return []
  const file = withWitness(rt, await casefileOf(db, found, moment), moment)
  return reach(rt, db, moment, file, e, {
    name: '',
    topText: (told) => alarm(told, { ...moment, times: 1, round: 1 }),
  })
}

/**
 * When those words can have reached anybody: a call written without signal arrives long after, which only shows in that
 * the watch has run meanwhile. Telling it again counts from here.
 */
async function arrivalOf(db: Db, saidAt: number): Promise<number> {
  const watchedAt = await lastWatch(db)
  return watchedAt !== null && watchedAt > saidAt && watchedAt - saidAt < HOURS_12 ? watchedAt : saidAt
}

/** Whoever called for help, or is in need of it, hears that somebody comes. */
export async function tellCallers(db: Db, file: Casefile, moment: Moment, text: string): Promise<void> {
  const missing = file.missing.map(({ person }) => person.id)
  const inNeed = isWholeTeam(file, missing) ? [] : missing
  const callers = [...file.team.members, ...file.team.cadres].filter(
    ({ person: { id } }) => id === file.reporter?.id || inNeed.includes(id),
  )
  const about = { found: file.case, purpose: 'forward' as const, name: `comes${moment.now}` }
  await tellAbout(db, moment, about, callers, () => text)
}

/** 「我们车翻了」: said of the whole team, some of whom may be elsewhere. */
const isWholeTeam = ({ team }: Casefile, people: readonly number[]) =>
  team.members.length > 1 && team.members.every(({ person }) => people.includes(person.id))

/** Township and district hear who of those near is on the way. */
export async function tellAbove(db: Db, file: Casefile, moment: Moment, text: string): Promise<void> {
  const above = [
    ...(await supervisorsOf(db, file, 'township', moment)),
    ...(await supervisorsOf(db, file, 'district', moment)),
  ]
  const about = { found: file.case, purpose: 'forward' as const, name: `taken${moment.now}` }
  await tellAbout(db, moment, about, above, () => text)
}

/** Members and cadres who can reach those concerned: everybody else; of a whole team everybody but who called. */
export function nearOf(file: Casefile, callerId: number, concerned: readonly number[] = []): Holder[] {
  const away = isWholeTeam(file, concerned)
    ? new Set([
        callerId,
        ...concerned.filter((id) => !file.team.members.some(({ person }) => person.id === id)),
      ])
    : new Set([callerId, ...concerned])
  return [...file.team.members, ...file.team.cadres].filter(({ person }) => !away.has(person.id))
}

/**
 * The open emergency a further call belongs to: of the same people, or of the same speaker within the hour. A call for
 * help is never swallowed by an illness.
 */
async function runningFor(db: Db, e: Emergency, { now }: Moment): Promise<Case | null> {
  const people = [...new Set([e.speaker.id, ...e.people])]
  for (const id of people) {
    for (const found of await emergenciesOf(db, id, now - 2 * HOURS_12)) {
      if (e.kind === 'help' && found.kind === 'illness') continue
      if (id !== e.speaker.id || e.people.includes(id) || found.createdAt > now - 60 * MINUTE) return found
    }
  }
  return null
}

/** A further call in an emergency that is known: everybody hears the new words at once, the telling goes on as it was. */
async function renew(rt: Runtime, db: Db, moment: Moment, found: Case, e: Emergency): Promise<Holder[]> {
  const place = e.place ?? found.place
  const words = `${found.words ?? ''};${e.text}`
  await db.update(Case, { id: found.id }, { place, words: [...words].slice(0, 600).join('') })
  const file = await casefileOf(db, { ...found, place }, moment)
  const topText = emergencyUpdate(file, e.speaker.name, e.text, moment)
  return reach(rt, db, moment, file, e, { name: `:${e.messageId}`, topText: () => topText })
}

async function reach(
  rt: Runtime,
  db: Db,
  moment: Moment,
  file: Casefile,
  e: Emergency,
  { name, topText }: { name: string; topText: (told: Casefile) => string },
): Promise<Holder[]> {
  const near = nearOf(file, e.speaker.id, e.people)
  const above = [
    ...(await supervisorsOf(db, file, 'township', moment, { evenOff: true })),
    ...(await supervisorsOf(db, file, 'district', moment, { evenOff: true })),
  ].filter(({ person }) => person.id !== e.speaker.id)
  const said = {
    kind: e.kind,
    who: e.names.join('、'),
    place: file.case.place,
    what: e.what,
    by: e.speaker.name,
    byPhone: e.speaker.mobile,
  }
  const about = { found: file.case, purpose: 'alarm' as const }
  const nearText = nearAlarm(said, file.team.village.name, moment)
  await tellAbout(db, moment, { ...about, name: `near${name}` }, near, () => nearText)
  if (e.kind === 'help')
    await tellMute(rt, db, moment.now, { found: file.case, name: `near${name}` }, near, nearText)
  const text = topText({ ...file, told: await toldAbout(db, file.case.id) })
  await tellAbout(db, moment, { ...about, name: `top${name}` }, above, () => text)
  if (above.length === 0) {
    counted.unheardAlarms.add()
    rt.log.error({ case: file.case.key }, 'a call for help has no supervisor to tell')
  }
  const reached = [...near.filter(({ person }) => person.userid !== null), ...above]
  return reached.sort((a, b) => rank(a) - rank(b))
}

const RANK: Partial<Record<Holder['posting']['role'], number>> = {
  village_secretary: 0,
  township_admin: 1,
  village_cadre: 2,
  district_admin: 3,
}
const rank = ({ posting }: Holder) => RANK[posting.role] ?? 4

/** Emergencies not yet closed that this person is part of, newest first. */
export async function emergenciesOf(db: Db, personId: number, since: number): Promise<Case[]> {
  if (!(await mayBeOpen(db, 'emergency', [personId]))) return []
  const isAbout = db
    .createQueryBuilder(CasePerson, 'p')
    .select('1')
    .where('p.caseId = c.id AND p.personId = :personId')
  const isFrom = db
    .createQueryBuilder(Message, 'm')
    .select('1')
    .where('m.id = c.messageId AND m.personId = :personId')
  return db
    .createQueryBuilder(Case, 'c')
    .where('c.kind IN (:...kinds) AND c.state IN (:...states)', {
      kinds: EMERGENCIES,
      states: ['waiting', 'open'],
    })
    .andWhere('c.createdAt >= :since', { since })
    .andWhere(`(EXISTS (${isAbout.getQuery()}) OR EXISTS (${isFrom.getQuery()}))`, { personId })
    .orderBy('c.id', 'DESC')
    .getMany()
}
