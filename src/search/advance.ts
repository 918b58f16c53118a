import { Case, type Rung } from '../../entities'
import { nextMove } from '../decide/ladder'
import { restsAt } from '../decide/morning'
import { counted } from '../metrics'
import { moveCase } from '../record/cases'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import { villagesUnderRollCall } from '../record/rollCalls'
import type { Runtime } from '../runtime'
import { isAlarm, notSeenBy, reachedBy, sendAlarm, tellLevel, withWitness } from './alarm'
import { ask, askTheOwner } from './ask'
import { type Casefile, casefileOf } from './casefile'
import { closePointless } from './close'
import { noteLateBusiness } from './lateBusiness'
import { askedBy } from './recipients'

const MINUTE = 60_000

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
  const file = withWitness(rt, await casefileOf(db, found, moment), moment)
  if (await closePointless(rt, db, file, moment)) return { case: found.key, did: 'closed', told: 0 }
  if (await waitsForRollCall(db, found)) {
    await moveCase(db, found, { nextAt: moment.now + MINUTE })
    return null
  }
  return takeStep(rt, db, file, moment)
}

/** While a roll call covers a team, its morning rules send nothing. */
export const waitsForRollCall = async (db: Db, { kind, villageId }: Case) =>
  kind === 'morning' && villageId !== null && (await villagesUnderRollCall(db)).has(villageId)

/** What decides its next step. */
export const climbOf = (rt: Runtime, found: Case) => ({
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
      return lapse(rt, db, file, moment)
    case 'again':
      return moved(rt, db, file, moment, { lastToldAt: now, repeats: found.repeats + 1 }, 'again', () =>
        tellLevel(db, file, moment, `again${found.repeats + 1}`),
      )
    case 'rung':
      return fire(rt, db, file, moment, move.index)
  }
}

/** Nobody looks for them any more: the same level is told again, and the ladder goes on from its next rung at once. */
async function lapse(rt: Runtime, db: Db, file: Casefile, moment: Moment): Promise<Step | null> {
  const found = file.case
  const free = { ownerId: null, ownedUntil: null, lastToldAt: moment.now, repeats: found.repeats + 1 }
  const ownerless = { ...file, case: { ...found, ...free, nextAt: moment.now }, owner: null }
  const step = await moved(rt, db, file, moment, free, 'lapse', () =>
    tellLevel(db, ownerless, moment, `lapse${free.repeats}`),
  )
  const isDue = nextMove(climbOf(rt, ownerless.case), moment.now, rt.policy).do === 'rung'
  if (step === null || !isDue) return step
  const next = await takeStep(rt, db, ownerless, moment)
  return { ...step, told: step.told + (next?.told ?? 0) }
}

/** Claims a move and carries it out; the case is looked at again at the time its next move is due. */
async function moved(
  rt: Runtime,
  db: Db,
  file: Casefile,
  moment: Moment,
  change: Partial<Case>,
  did: string,
  act: () => Promise<number>,
): Promise<Step | null> {
  const after = { ...file.case, ...change }
  const next = nextMove(climbOf(rt, after), moment.now, rt.policy)
  const nextAt = next.do === 'wait' ? next.until : moment.now
  if (!(await moveCase(db, file.case, { ...change, nextAt }))) return null
  const told = await act()
  await noteLateBusiness(db, { ...file, case: after }, moment)
  return { case: file.case.key, did, told }
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
  if (isAlarm(rung)) return fireAlarm(rt, db, file, moment, { rung, index }, opened)
  const people = await askedBy(db, file, rung.to, day, rt.policy)
  if (people.length > 0) {
    const change = { ...opened, step: index + 1, lastStepAt: now, lastAskAt: now }
    return moved(rt, db, file, moment, change, rung.to, () => ask(db, file, moment, { rung, index }, people))
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
  const alarmIndex = ladder.findIndex((rung, i) => i > index && isAlarm(rung))
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
  const after = { ...file, case: { ...file.case, ...change } }
  await noteLateBusiness(db, after, moment)
  return takeStep(rt, db, after, moment)
}

/** Tells a level. One that has nobody passes it on to the level above, whose own rung then counts as taken. */
async function fireAlarm(
  rt: Runtime,
  db: Db,
  file: Casefile,
  moment: Moment,
  { rung, index }: { rung: Rung; index: number },
  opened: Partial<Case>,
): Promise<Step | null> {
  const found = file.case
  const { people, level, unheard } = await reachedBy(db, file, rung, moment)
  if (unheard) {
    counted.unheardAlarms.add({ level: rung.to })
    const fields = { case: found.key, level: rung.to, told: people.length }
    rt.log.error(fields, 'an alarm has nobody to tell at its level or above: add a supervisor to the roster')
  }
  const districtIndex = found.ladder.findIndex(({ to }) => to === 'district')
  const isPassedOn = rung.to === 'township' && level === 'district'
  const step = (isPassedOn ? Math.max(index, districtIndex) : index) + 1
  const isRepeat = rung.to === 'top'
  const repeats = found.repeats + (isRepeat ? 1 : 0)
  const change = { ...opened, step, level, repeats, lastStepAt: moment.now, lastToldAt: moment.now }
  const told = isRepeat ? notSeenBy(file, people) : people
  return moved(rt, db, file, moment, change, level, () =>
    sendAlarm(db, file, moment, told, { name: `rung${index}`, rung: index }),
  )
}
