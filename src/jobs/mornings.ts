import { Case } from '../../entities'
import { grouped } from '../decide/grouped'
import { morningLadder, restsAt } from '../decide/morning'
import { openCase } from '../record/cases'
import type { Db } from '../record/database'
import { knownTeams, type Moment } from '../record/known'
import { endedMornings, runningMornings } from '../record/mornings'
import { groupsQueued } from '../record/outbox'
import { teamsAt } from '../record/lookups'
import type { Team } from '../record/people'
import { villagesUnderRollCall } from '../record/rollCalls'
import { goThroughTeams, lookAgain, type PieceDone, teamsToLookAt, wasGoneThrough } from '../record/unheard'
import type { Runtime } from '../runtime'
import { addDays, instantOf } from '../time'
import { type Dues, duesOf, teamDues } from './dues'

/**
 * Notes once a day, at the first due time, of which teams nobody has heard, and moves what our own downtime moves. False
 * when no team is due by now, or none any more.
 */
export async function noteSilentTeams(rt: Runtime, db: Db, moment: Moment): Promise<boolean> {
  const { day, now } = moment
  const dues = await duesOf(rt, db, day)
  await moveMornings(db, dues, moment)
  const from = Math.min(...dues.times)
  if (now < from || now >= restsAt(day, rt.policy, rt.timezone)) return false
  if (!(await wasGoneThrough(db, 'team', { from, now }))) await goThroughTeams(db, moment)
  return true
}

/**
 * Opens a case for each silent team that is due, once; yesterday's that found nobody goes on instead. A piece of the
 * teams: those after village `after`.
 */
export async function openMornings(rt: Runtime, db: Db, moment: Moment, after: number): Promise<PieceDone> {
  const { day, now, zone } = moment
  const { looked, silent: silentIds } = await teamsToLookAt(db, moment, after)
  const last = looked.at(-1) ?? null
  const tomorrow = instantOf(addDays(day, 1), 0, zone)
  const isSilent = new Set(silentIds)
  const settled = looked.filter((id) => !isSilent.has(id))
  await lookAgain(db, 'team', settled, tomorrow)
  if (silentIds.length === 0) return { done: 0, last }
  const dueAt = await teamDues(rt, db, silentIds, moment, await duesOf(rt, db, day))
  const all = await teamsAt(db, silentIds, day)
  for (const [due, later] of grouped(all, dueAt))
    if (due > now) await lookAgain(db, 'team', villagesOf(later), Math.min(due, tomorrow))
  const due = all.filter((team) => dueAt(team) <= now)
  const known = await knownTeams(db, due, moment)
  const called = await villagesUnderRollCall(db)
  const silent = due.filter(({ village }) => !known.has(village.id) && !called.has(village.id))
  return { done: await openThem(rt, db, silent, dueAt, moment), last }
}

const villagesOf = (all: readonly Team[]) => all.map(({ village }) => village.id)

/** Searches begun while nobody could be heard because of us: the steps not yet taken come later by as much. */
async function moveMornings(db: Db, { unmoved, moved }: Dues, { day, now }: Moment): Promise<void> {
  const late = unmoved.filter((due) => moved(due) !== due)
  for (const due of late) {
    const begun = { kind: 'morning' as const, day, dueAt: due, state: 'open' as const }
    await db.update(Case, begun, { dueAt: moved(due), nextAt: now })
  }
}

async function openThem(
  rt: Runtime,
  db: Db,
  silent: readonly Team[],
  dueAt: (team: Team) => number,
  moment: Moment,
): Promise<number> {
  const ids = villagesOf(silent)
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
