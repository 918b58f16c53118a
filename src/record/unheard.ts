import { In } from 'typeorm'
import { JobRun, TEAM_ROLES, Unheard } from '../../entities'
import { inChunks } from './chunks'
import type { Db } from './database'
import { lastRun, noteRun } from './jobRuns'
import type { Moment } from './known'
import { changeRows, marks } from './rows'

/**
 * Whoever may have to be asked after. Everybody is gone through once, by the database alone; the minutes after it look at
 * those of whom nothing had been heard by then.
 */

export type UnheardKind = Unheard['kind']

const GONE_THROUGH: Record<UnheardKind, string> = { team: 'unheard:team', person: 'unheard:person' }

/** Was everybody gone through since `from`? What was noted later than `now` counts for nothing: it may know too much. */
export async function wasGoneThrough(
  db: Db,
  kind: UnheardKind,
  { from, now }: { from: number; now: number },
): Promise<boolean> {
  const at = await lastRun(db, GONE_THROUGH[kind])
  return at !== null && at >= from && at <= now
}

/** The roster has changed: everybody is gone through once more. */
export const goThroughAnew = (db: Db) => db.delete(JobRun, { name: In(Object.values(GONE_THROUGH)) })

const holds = `s.role IN (${marks(TEAM_ROLES)})
  AND (s.fromDay IS NULL OR s.fromDay <= ?) AND (s.toDay IS NULL OR s.toDay >= ?)`
const holding = (day: string) => [...TEAM_ROLES, day, day]

const nobodySpokeAt = (village: string) =>
  `NOT EXISTS (SELECT 1 FROM message m WHERE m.villageId = ${village} AND m.day = ? AND m.voice = 1 AND m.at <= ?)`
const NOT_BEGUN = `NOT EXISTS (SELECT 1 FROM search_case c WHERE c.villageId = looked.id AND c.day = ? AND c.kind = 'morning')`

/** Villages with a team on the day of which nobody has spoken. */
export async function silentVillages(db: Db, { day, now }: Moment): Promise<number[]> {
  const rows = await db.query<{ id: number }[]>(
    `SELECT v.id AS id FROM village v WHERE ${nobodySpokeAt('v.id')}
     AND EXISTS (SELECT 1 FROM posting s WHERE s.villageId = v.id AND ${holds}) ORDER BY v.id`,
    [day, now, ...holding(day)],
  )
  return rows.map(({ id }) => id)
}

/** Villages whose team has told nothing of the day: neither what nor where. */
export async function villagesThatToldNothing(db: Db, { day }: Moment): Promise<number[]> {
  const rows = await db.query<{ id: number }[]>(
    `SELECT v.id AS id FROM village v
     WHERE NOT EXISTS (SELECT 1 FROM daily_report r WHERE r.villageId = v.id AND r.day = ?)
     AND NOT EXISTS (SELECT 1 FROM check_in c WHERE c.villageId = v.id AND c.day = ? AND c.supersededAt IS NULL)
     AND EXISTS (SELECT 1 FROM posting s WHERE s.villageId = v.id AND ${holds}) ORDER BY v.id`,
    [day, day, ...holding(day)],
  )
  return rows.map(({ id }) => id)
}

/** Notes the teams of which nobody has spoken on the day. */
export async function goThroughTeams(db: Db, { day, now }: Moment): Promise<void> {
  await begin(db, 'team', now)
  await changeRows(
    db,
    `INSERT INTO unheard (kind, subjectId, villageId, lookAt) SELECT 'team', v.id, v.id, 0 FROM village v
     WHERE ${nobodySpokeAt('v.id')} AND EXISTS (SELECT 1 FROM posting s WHERE s.villageId = v.id AND ${holds})`,
    [day, now, ...holding(day)],
  )
}

/** Notes the members of teams of whom nothing was heard since `start`. */
export async function goThroughPeople(db: Db, { day, now }: Moment, start: number): Promise<void> {
  await begin(db, 'person', now)
  await changeRows(
    db,
    `INSERT INTO unheard (kind, subjectId, villageId, lookAt) SELECT 'person', p.id, MIN(s.villageId), 0
     FROM person p JOIN posting s ON s.personId = p.id
     WHERE (p.lastHeardAt IS NULL OR p.lastHeardAt < ?) AND s.villageId IS NOT NULL AND ${holds} GROUP BY p.id`,
    [start, ...holding(day)],
  )
}

/** What was noted before goes. The mark comes first: it makes processes that go through at once take turns. */
async function begin(db: Db, kind: UnheardKind, now: number): Promise<void> {
  await noteRun(db, GONE_THROUGH[kind], now)
  await db.delete(Unheard, { kind })
}

export interface Looked {
  id: number
  villageId: number
}

const PIECE = 500

/** What came of one piece. */
export interface PieceDone {
  done: number
  /** Where to go on; null when all were looked at. */
  last: number | null
}

/** The next teams to be looked at after `after`, a piece of them: of which nobody has spoken and no search has begun. */
export async function teamsToLookAt(
  db: Db,
  { day, now }: Moment,
  after: number,
): Promise<{ looked: number[]; silent: number[] }> {
  const rows = await db.query<{ id: number; silent: number | string }[]>(
    `SELECT looked.id AS id, ${nobodySpokeAt('looked.id')} AND ${NOT_BEGUN} AS silent
     FROM (SELECT subjectId AS id FROM unheard WHERE kind = 'team' AND lookAt <= ? AND subjectId > ?
       ORDER BY subjectId LIMIT ${PIECE}) looked`,
    [day, now, day, now, after],
  )
  const looked = rows.map(({ id }) => id).sort((a, b) => a - b)
  const silent = rows.filter((row) => Number(row.silent) === 1).map(({ id }) => id)
  return { looked, silent: silent.sort((a, b) => a - b) }
}

/** The next people to be looked at after `after`, a piece of them: of whom nothing was heard since `start`. */
export const peopleToLookAt = (db: Db, now: number, start: number, after: number): Promise<Looked[]> =>
  db.query<Looked[]>(
    `SELECT u.subjectId AS id, u.villageId AS villageId FROM unheard u JOIN person p ON p.id = u.subjectId
     WHERE u.kind = 'person' AND u.lookAt <= ? AND u.subjectId > ?
     AND (p.lastHeardAt IS NULL OR p.lastHeardAt < ?) ORDER BY u.subjectId LIMIT ${PIECE}`,
    [now, after, start],
  )

/** They need not be looked at before `at`. */
export const lookAgain = (db: Db, kind: UnheardKind, ids: readonly number[], at: number) =>
  inChunks(ids, async (piece) => {
    await db.update(Unheard, { kind, subjectId: In(piece) }, { lookAt: at })
    return []
  })
