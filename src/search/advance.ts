import { Case, type Rung } from '../../entities'
import { nextMove } from '../decide/ladder'
import { restsAt } from '../decide/morning'
import { moveCase } from '../record/cases'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import type { Holder } from '../record/people'
import type { Runtime } from '../runtime'
import { alarm, isDeclared } from '../wording/alarms'
import {
  askAboutMissing,
  askAboutReturn,
  askLeadAgain,
  askMate,
  askOwner,
  askReturned,
  askVillage,
} from '../wording/asks'
import { greeting, list } from '../wording/people'
import { type Casefile, casefileOf } from './casefile'
import { closePointless } from './close'
import { askedBy, type Level, supervisorsOf } from './recipients'
import { tellAbout } from './tell'

const ALARMS: readonly Rung['to'][] = ['township', 'district', 'top']

/** What a tick did with a case. */
export interface Step {
  case: string
  did: string
  told: number
}

/**
 * Takes the one step of a case that is due, if any, in the caller's transaction:
 * 1. read the case again: another process may have moved it;
 * 2. close it when it has become pointless;
 * 3. decide the move, and claim it by a conditional update;
 * 4. queue what it says.
 */
export async function advance(rt: Runtime, db: Db, caseId: number, moment: Moment): Promise<Step | null> {
  const found = await db.findOneBy(Case, { id: caseId })
  if (found === null || found.state === 'closed' || found.state === 'resting') return null
  const file = await casefileOf(db, found, moment)
  if (await closePointless(rt, db, file, moment)) return { case: found.key, did: 'closed', told: 0 }
  return takeStep(rt, db, file, moment)
}

const climbOf = (rt: Runtime, found: Case) => ({
  ...found,
  restsAt: found.kind === 'morning' ? restsAt(found.day, rt.policy, rt.timezone) : null,
})

async function takeStep(rt: Runtime, db: Db, file: Casefile, moment: Moment): Promise<Step | null> {
  const found = file.case
  const { now } = moment
  const move = nextMove(climbOf(rt, found), now, rt.policy)
  switch (move.do) {
    case 'wait':
      if (found.nextAt !== move.until) await moveCase(db, found, { nextAt: move.until })
      return null
    case 'rest':
      await moveCase(db, found, { state: 'resting', nextAt: null, ownerId: null, ownedUntil: null })
      return { case: found.key, did: 'rest', told: 0 }
    case 'ask_owner':
      return moved(rt, db, file, moment, { ownerAsked: true }, 'ask_owner', () =>
        askTheOwner(db, file, moment),
      )
    case 'lapse':
      return moved(
        rt,
        db,
        file,
        moment,
        { ownerId: null, ownedUntil: null, lastToldAt: now, repeats: found.repeats + 1 },
        'lapse',
        () => tellLevel(db, file, moment, `lapse${found.repeats + 1}`),
      )
    case 'again':
      return moved(rt, db, file, moment, { lastToldAt: now, repeats: found.repeats + 1 }, 'again', () =>
        tellLevel(db, file, moment, `again${found.repeats + 1}`),
      )
    case 'rung':
      return fire(rt, db, file, moment, move.index)
  }
}

/** Claims a move and carries it out; the case is looked at again at the time its next move is due. */
async function moved(
  rt: Runtime,
  db: Db,
  file: Casefile,
  { now }: Moment,
  change: Partial<Case>,
  did: string,
  act: () => Promise<number>,
): Promise<Step | null> {
  const after = { ...file.case, ...change }
  const next = nextMove(climbOf(rt, after), now, rt.policy)
  const nextAt = next.do === 'wait' ? next.until : now
  if (!(await moveCase(db, file.case, { ...change, nextAt }))) return null
  return { case: file.case.key, did, told: await act() }
}

async function fire(
  rt: Runtime,
  db: Db,
  file: Casefile,
  moment: Moment,
  index: number,
): Promise<Step | null> {
  const rung = file.case.ladder[index]
  if (rung === undefined) return null
  const { now, day } = moment
  const opened = { state: 'open' as const, openedAt: file.case.openedAt ?? now }
  if (ALARMS.includes(rung.to)) return fireAlarm(rt, db, file, moment, index, opened)
  const people = await askedBy(db, file, rung.to, day, rt.policy)
  if (people.length > 0) {
    const change = { ...opened, step: index + 1, lastStepAt: now, lastAskAt: now }
    return moved(rt, db, file, moment, change, rung.to, () => ask(db, file, moment, index, rung, people))
  }
  return skip(rt, db, file, moment, index, opened)
}

/**
 * An asking rung with nobody on it sends nothing and takes no time. With only empty ones left before the township,
 * nobody can be asked any more about somebody who is not back: the township's rung moves up to this one's time.
 */
async function skip(
  rt: Runtime,
  db: Db,
  file: Casefile,
  moment: Moment,
  index: number,
  opened: Partial<Case>,
): Promise<Step | null> {
  const { ladder } = file.case
  const alarmIndex = ladder.findIndex((rung, i) => i > index && ALARMS.includes(rung.to))
  let change: Partial<Case> = { ...opened, step: index + 1 }
  if (file.case.kind === 'return' && alarmIndex > 0) {
    const later = ladder.slice(index + 1, alarmIndex)
    const asked = await Promise.all(later.map((rung) => askedBy(db, file, rung.to, moment.day, rt.policy)))
    if (asked.every((people) => people.length === 0)) {
      const after = ladder[index]?.after ?? 0
      change = {
        ...opened,
        step: alarmIndex,
        ladder: ladder.map((rung, i) => (i === alarmIndex ? { ...rung, after } : rung)),
      }
    }
  }
  if (!(await moveCase(db, file.case, change))) return null
  return takeStep(rt, db, { ...file, case: { ...file.case, ...change } }, moment)
}

async function ask(
  db: Db,
  file: Casefile,
  moment: Moment,
  index: number,
  rung: Rung,
  people: Holder[],
): Promise<number> {
  const found = file.case
  const asking = moment
  const second = found.round > 1
  const { village } = file.team
  const missing = list(file.missing.map(({ person }) => person.name))
  const textFor = (holder: Holder): string => {
    const to = greeting(holder)
    if (found.kind === 'return' && !isDeclared(found)) return askAboutMissing(to, missing, asking)
    if (found.kind === 'return') {
      return rung.to === 'person'
        ? askReturned(to, found.dueAt, asking)
        : askAboutReturn(to, missing, found.dueAt, found.place, asking)
    }
    if (rung.to === 'secretary' || rung.to === 'cadres') return askVillage(to, village.name, second, asking)
    return holder.person.id === file.leads[0]?.person.id
      ? askLeadAgain(to, village.name, second, asking)
      : askMate(to, village.name, second, asking)
  }
  return tellAbout(db, moment, { found, purpose: 'ask', name: `rung${index}`, rung: index }, people, textFor)
}

async function askTheOwner(db: Db, file: Casefile, moment: Moment): Promise<number> {
  const { owner, case: found } = file
  if (owner === null || found.ownedUntil === null) return 0
  const until = found.ownedUntil
  const holder = [
    ...(await supervisorsOf(db, file, 'township', moment.day)),
    ...(await supervisorsOf(db, file, 'district', moment.day)),
    ...file.team.members,
    ...file.team.cadres,
  ].find(({ person }) => person.id === owner.id)
  if (holder === undefined) return 0
  const name = `owner${until}`
  return tellAbout(db, moment, { found, purpose: 'owner_ask', name }, [holder], (to) =>
    askOwner(greeting(to), file.team.village.name, until, moment),
  )
}

const ABOVE = { township: 'district', district: 'township' } as const

/**
 * An alarm whose level has nobody goes to the level above at once, whose own rung then counts as taken; with nobody
 * there either, to every supervisor who may see the team, and into the log.
 */
async function fireAlarm(
  rt: Runtime,
  db: Db,
  file: Casefile,
  moment: Moment,
  index: number,
  opened: Partial<Case>,
): Promise<Step | null> {
  const to = file.case.ladder[index]?.to
  const wanted: Level =
    to === 'top'
      ? file.case.level === 'none'
        ? 'township'
        : file.case.level
      : to === 'district'
        ? 'district'
        : 'township'
  const own = await supervisorsOf(db, file, wanted, moment.day)
  const people = own.length > 0 ? own : await supervisorsOf(db, file, ABOVE[wanted], moment.day)
  const level: Level = own.length > 0 ? wanted : people.length > 0 ? ABOVE[wanted] : 'district'
  const districtIndex = file.case.ladder.findIndex((rung) => rung.to === 'district')
  const step = level === 'district' && wanted === 'township' ? Math.max(index, districtIndex) + 1 : index + 1
  if (people.length === 0 || (own.length === 0 && wanted === 'district')) {
    rt.log.error(
      { case: file.case.key, level: wanted },
      'an alarm has nobody to tell at its level: add a supervisor to the roster',
    )
  }
  const change = { ...opened, step, level, lastStepAt: moment.now, lastToldAt: moment.now }
  return moved(rt, db, file, moment, change, level, () =>
    sendAlarm(db, file, moment, people, `rung${index}`, index, 1),
  )
}

/** Tells the highest level again, except whoever said 「知道了」. */
async function tellLevel(db: Db, file: Casefile, moment: Moment, name: string): Promise<number> {
  const found = file.case
  if (found.level === 'none') return 0
  const own = await supervisorsOf(db, file, found.level, moment.day)
  const people =
    found.kind === 'help' || found.kind === 'illness'
      ? [
          ...(await supervisorsOf(db, file, 'township', moment.day)),
          ...(await supervisorsOf(db, file, 'district', moment.day)),
        ]
      : own.length > 0
        ? own
        : await supervisorsOf(db, file, ABOVE[found.level], moment.day)
  const seen = new Set(file.told.filter((row) => row.seenAt !== null).map((row) => row.personId))
  const still = people.filter(({ person }) => !seen.has(person.id))
  return sendAlarm(db, file, moment, still, name, undefined, found.repeats + 2)
}

const sendAlarm = (
  db: Db,
  file: Casefile,
  moment: Moment,
  people: readonly Holder[],
  name: string,
  rung: number | undefined,
  times: number,
): Promise<number> => {
  const text = alarm(file, { ...moment, times, secondDay: file.case.round > 1 })
  const about = { found: file.case, purpose: 'alarm' as const, name, ...(rung === undefined ? {} : { rung }) }
  return tellAbout(db, moment, about, people, () => text)
}
