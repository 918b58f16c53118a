import { Case } from '../../entities'
import { isWorkingDay } from '../decide/calendar'
import { morningDue, morningLadder, restsAt } from '../decide/morning'
import { dueCases, openCase } from '../record/cases'
import { type Db, isOutage } from '../record/database'
import { knownTeams, type Moment } from '../record/known'
import { endedMornings, runningMornings } from '../record/mornings'
import { groupsQueued } from '../record/outbox'
import { type Team, teams } from '../record/people'
import { villagesUnderRollCall } from '../record/rollCalls'
import { noteWatch } from '../record/watches'
import type { Runtime } from '../runtime'
import { advance, type Step } from '../search/advance'
import { endAreas, tellAreas } from '../search/area'
import { type RollCallMove, stepRollCalls } from '../search/rollCall'
import { bundleStorms } from '../search/storm'
import { dayOf, instantOf } from '../time'
import { lateSpeakers } from './remind'
import { watchSilentDays } from './silentDays'

export interface Watched {
  /** Morning cases opened (or gone on with on the next working day). */
  opened: number
  steps: Step[]
  /** Townships that fell silent together, and those that were heard of again. */
  areas: { opened: number; ended: number }
  /** Mates asked about somebody silent for days, and lines for the township's digest. */
  silentDays: number
  rollCalls: RollCallMove[]
  /** Alarms that go out in a list instead of one by one. */
  bundled: number
}

/**
 * Asks the data what is due at `now`:
 * 1. teams nobody has heard of by their due time get a case;
 * 2. teams of one township that reach their alarm together are told as one incident;
 * 3. each other case that is due takes one step;
 * 4. people silent for days are asked about;
 * 5. open roll calls take their step;
 * 6. what would come to one supervisor all at once becomes a list.
 * Every piece is a transaction of its own: a crash between two loses nothing and repeats nothing.
 */
export async function watch(rt: Runtime, now: number): Promise<Watched> {
  const moment = { now, day: dayOf(now, rt.timezone), zone: rt.timezone }
  await rt.database.inTransaction((db) => noteWatch(db, now))
  const isWorking = isWorkingDay(moment.day, rt.policy.calendar)
  const opened = isWorking ? await attempted(rt, 'mornings', (db) => openMornings(rt, db, moment)) : 0
  const areas = {
    opened: (await attempted(rt, 'areas', (db) => tellAreas(rt, db, moment))) ?? 0,
    ended: (await attempted(rt, 'ended areas', (db) => endAreas(db, moment))) ?? 0,
  }
  const steps: Step[] = []
  for (const { id } of await dueCases(rt.database.db, now)) {
    const step = await attempted(rt, `case ${id}`, (db) => advance(rt, db, id, moment))
    if (step !== null) steps.push(step)
  }
  const silentDays = isWorking
    ? await attempted(rt, 'silent days', (db) => watchSilentDays(rt, db, moment))
    : 0
  const rollCalls = await attempted(rt, 'roll calls', (db) => stepRollCalls(rt, db, moment))
  const bundled = await attempted(rt, 'storms', (db) => bundleStorms(rt, db, moment))
  return {
    ...{ opened: opened ?? 0, areas, steps, silentDays: silentDays ?? 0 },

    ...{ rollCalls: rollCalls ?? [], bundled: bundled ?? 0 },
  }

}

/** One piece in a transaction of its own; what fails must not hold up the others. Null when it failed. */
async function attempted<T>(rt: Runtime, piece: string, work: (db: Db) => Promise<T>): Promise<T | null> {
  try {
    return await rt.database.inTransaction(work)
  } catch (error) {
    if (isOutage(error)) throw error
    rt.log.error({ piece, err: error }, 'a piece of the watch failed; the next run tries again')
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
  return openThem(rt, db, silent, dueAt, moment)
}

async function openThem(
  rt: Runtime,
  db: Db,
  silent: readonly Team[],
  dueAt: (team: Team) => number,
  moment: Moment,
): Promise<number> {
  const ids = silent.map(({ village }) => village.id)
  const running = await runningMornings(db, ids)
  // Ended today by somebody's word without a word of the team: it does not begin again.
  const ended = await endedMornings(db, ids, moment.day)
  let opened = 0
  for (const team of silent) {
    const { id } = team.village
    const before = running.get(id)
    if (before?.day === moment.day || ended.has(id)) continue
    const due = dueAt(team)
    const isOpen =
      before === undefined ? await openNew(rt, db, id, due, moment) : await goOn(rt, db, before, due, moment)
    if (isOpen) opened++
  }
  if (opened > 0) await logUnreminded(rt, db, ids, moment.day)
  return opened
}

/** Yesterday's search goes on: a new ladder, the same search. */
async function goOn(
  rt: Runtime,
  db: Db,
  before: Case,
  dueAt: number,
  { day, now }: Moment,
): Promise<boolean> {
  const { id, round } = before
  const isHeld = before.ownedUntil !== null && before.ownedUntil > now
  const moved = await db.update(
    Case,
    { id, day: before.day, round },
    {
      ...{ day, dueAt, ladder: morningLadder(rt.policy), state: 'open' as const, step: 0, nextAt: dueAt },
      ...{ round: round + 1, lastStepAt: null, lastAskAt: null },
      ...(isHeld ? {} : { ownerId: null, ownedUntil: null, ownerAsked: false }),
    },
  )
  return moved.affected === 1
}

async function openNew(
  rt: Runtime,
  db: Db,
  villageId: number,
  dueAt: number,
  { day, now }: Moment,
): Promise<boolean> {
  const made = await openCase(db, {
    key: `morning:${villageId}:${day}`,
    kind: 'morning',
    ...{ villageId, day, dueAt, now, ladder: morningLadder(rt.policy), nextAt: dueAt },
    state: 'open',
    people: [],
  })
  return made !== null
}

/** A reminder is due until the search begins; one that did not go out by then is passed over. */
async function logUnreminded(rt: Runtime, db: Db, villageIds: readonly number[], day: string): Promise<void> {
  const keys = villageIds.map((id) => `reminder:${id}:${day}`)
  const reminded = await groupsQueued(db, keys)
  const skipped = keys.filter((key) => !reminded.has(key))
  if (skipped.length > 0) rt.log.info({ skipped }, 'no reminder went out before the search began')
}
