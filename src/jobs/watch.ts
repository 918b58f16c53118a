import { In } from 'typeorm'
import { Case } from '../../entities'
import { isWorkingDay } from '../decide/calendar'
import { morningDue, morningLadder, restsAt } from '../decide/morning'
import { dueCases, openCase } from '../record/cases'
import { type Db, isOutage } from '../record/database'
import { firstWatch } from '../record/firstWatch'
import { knownTeams, type Moment } from '../record/known'
import { type Team, teams } from '../record/people'
import { villagesUnderRollCall } from '../record/rollCalls'
import type { Runtime } from '../runtime'
import { advance, type Step } from '../search/advance'
import { type RollCallMove, stepRollCalls } from '../search/rollCall'
import { dayOf, instantOf } from '../time'
import { lateSpeakers } from './remind'
import { watchSilentDays } from './silentDays'

export interface Watched {
  /** Morning cases opened (or gone on with on the next working day). */
  opened: number
  steps: Step[]
  /** Mates asked about somebody silent for days, and lines for the township's digest. */
  silentDays: number
  rollCalls: RollCallMove[]
}

/**
 * Asks the data what is due at `now`:
 * 1. teams nobody has heard of by their due time get a case;
 * 2. each case that is due takes one step;
 * 3. people silent for days are asked about;
 * 4. open roll calls take their step.
 * Every piece is a transaction of its own: a crash between two loses nothing and repeats nothing.
 */
export async function watch(rt: Runtime, now: number): Promise<Watched> {
  const moment = { now, day: dayOf(now, rt.timezone), zone: rt.timezone }
  await rt.database.inTransaction((db) => firstWatch(db, now))
  const isWorking = isWorkingDay(moment.day, rt.policy.calendar)
  const opened = isWorking ? await rt.database.inTransaction((db) => openMornings(rt, db, moment)) : 0
  const steps: Step[] = []
  for (const { id } of await dueCases(rt.database.db, now)) {
    const step = await attempted(rt, id, () => rt.database.inTransaction((db) => advance(rt, db, id, moment)))
    if (step !== null) steps.push(step)
  }
  const silentDays = isWorking ? await rt.database.inTransaction((db) => watchSilentDays(rt, db, moment)) : 0
  const rollCalls = await rt.database.inTransaction((db) => stepRollCalls(rt, db, moment))
  return { opened, steps, silentDays, rollCalls }
}

/** A case that cannot be read must not hold up the others. */
async function attempted(
  rt: Runtime,
  caseId: number,
  step: () => Promise<Step | null>,
): Promise<Step | null> {
  try {
    return await step()
  } catch (error) {
    if (isOutage(error)) throw error
    rt.log.error({ caseId, err: error }, 'a case could not be advanced')
    return null
  }
}

/** Opens a case for each silent team that is due, once; yesterday's that found nobody goes on instead. */
async function openMornings(rt: Runtime, db: Db, moment: Moment): Promise<number> {
  const { day, now } = moment
  const earliest = instantOf(day, rt.policy.mornings.due, rt.timezone)
  if (now < Math.min(earliest, instantOf(day, rt.policy.mornings.dueAfterLateEvening, rt.timezone))) return 0
  if (now >= restsAt(day, rt.policy, rt.timezone)) return 0
  const late = await lateSpeakers(rt, db, day)
  const dueAt = (team: Team) => morningDue(day, late.has(team.village.id), rt.policy, rt.timezone)
  const due = (await teams(db, day)).filter((team) => dueAt(team) <= now)
  const known = await knownTeams(db, due, moment)
  const called = await villagesUnderRollCall(db)
  const silent = due.filter(({ village }) => !known.has(village.id) && !called.has(village.id))
  let opened = 0
  for (const team of silent) if (await openMorning(rt, db, team, dueAt(team), moment)) opened++
  return opened
}

async function openMorning(rt: Runtime, db: Db, team: Team, dueAt: number, moment: Moment): Promise<boolean> {
  const villageId = team.village.id
  const ladder = morningLadder(rt.policy)
  const running = await db.findOneBy(Case, { villageId, kind: 'morning', state: In(['open', 'resting']) })
  if (running !== null) {
    if (running.day === moment.day) return false
    const next = {
      day: moment.day,
      dueAt,
      ladder,
      state: 'open' as const,
      step: 0,
      nextAt: dueAt,
      round: running.round + 1,
      lastStepAt: null,
      lastAskAt: null,
    }
    const moved = await db.update(Case, { id: running.id, day: running.day, round: running.round }, next)
    return moved.affected === 1
  }
  const made = await openCase(db, {
    key: `morning:${villageId}:${moment.day}`,
    kind: 'morning',
    villageId,
    day: moment.day,
    dueAt,
    state: 'open',
    ladder,
    nextAt: dueAt,
    people: [],
    now: moment.now,
  })
  return made !== null
}
