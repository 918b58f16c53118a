import { addDays, dayOf, instantOf } from '../time'
import { inChunks } from './chunks'
import type { Db } from './database'
import { filled, marks } from './rows'
import type { Asked } from './whereabouts'

/** Of many people, the few whose day is not an ordinary one: asked of the database without reading anybody's words. */

/** What takes somebody from the team's work, or out of reach. */
const IS_OFF = `(c.noSignal = 1 OR c.status IN ('business', 'leave', 'rest'))`

interface Row {
  id: number
}

interface Reckoned extends Row {
  isOff: number | string
  isPlaced: number | string
}

const idsFrom = (db: Db, people: readonly number[], sql: (among: string) => string, values: unknown[]) =>
  inChunks(people, async (piece) => {
    const among = filled(piece)
    return db.query<Row[]>(sql(marks(among)), [...among, ...values])
  })

/**
 * Everybody of these who may be on business, on leave, at rest or without signal at `asked.at`; some who are not may be
 * among them, nobody who is is left out. It looks where `whereaboutsOf` looks.
 */
export async function awayAmong(
  db: Db,
  people: readonly number[],
  { at, now, zone }: Pick<Asked, 'at' | 'now' | 'zone'>,
): Promise<number[]> {
  const day = dayOf(at, zone)
  const until = Math.min(at, now)
  const since = instantOf(addDays(dayOf(until, zone), -1), 0, zone)
  const recent = await inChunks(people, (piece) => {
    const among = filled(piece)
    return db.query<Reckoned[]>(
      `SELECT c.subjectId AS id, MAX(${IS_OFF}) AS isOff, MAX(c.status IS NOT NULL) AS isPlaced FROM check_in c
       WHERE c.subjectId IN (${marks(among)}) AND c.saidAt BETWEEN ? AND ? AND c.supersededAt IS NULL
       GROUP BY c.subjectId`,
      [...among, since, until],
    )
  })
  const reaching = await idsFrom(
    db,
    people,
    (among) => `SELECT DISTINCT c.subjectId AS id FROM check_in c
      WHERE c.subjectId IN (${among}) AND c.untilAt >= ? AND c.supersededAt IS NULL AND ${IS_OFF}`,
    [instantOf(day, 0, zone)],
  )
  const onLeave = await idsFrom(
    db,
    people,
    (among) => `SELECT DISTINCT subjectId AS id FROM leave_request
      WHERE subjectId IN (${among}) AND toDay >= ? AND fromDay <= ? AND supersededAt IS NULL`,
    [day, day],
  )
  // Of whoever said nothing lately, the last word may still hold: it may name a start and no end.
  const placed = new Set(recent.flatMap(({ id, isPlaced }) => (Number(isPlaced) === 1 ? [id] : [])))
  const before = await idsFrom(
    db,
    people.filter((id) => !placed.has(id)),
    (among) => `SELECT p.id AS id FROM person p, check_in c
      WHERE p.id IN (${among}) AND c.id = (
        SELECT l.id FROM check_in l WHERE l.subjectId = p.id AND l.supersededAt IS NULL AND l.status IS NOT NULL
        AND l.saidAt <= ? ORDER BY l.saidAt DESC LIMIT 1)
      AND ${IS_OFF}`,
    [until],
  )
  const off = recent.filter(({ isOff }) => Number(isOff) === 1)
  return [...new Set([...off, ...reaching, ...onLeave, ...before].map(({ id }) => id))]
}

/** Who of these told of an illness that day, or of whom it was told. */
export async function illAmong(db: Db, people: readonly number[], day: string): Promise<Set<number>> {
  const rows = await idsFrom(
    db,
    people,
    (among) => `SELECT DISTINCT subjectId AS id FROM health_note
      WHERE subjectId IN (${among}) AND day = ? AND supersededAt IS NULL`,
    [day],
  )
  return new Set(rows.map(({ id }) => id))
}
