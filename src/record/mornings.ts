import { Between, In, MoreThan } from 'typeorm'
import { Case, CheckIn, DailyReport, Message, TEAM_ROLES } from '../../entities'
import { inChunks } from './chunks'
import type { Db } from './database'
import type { Moment } from './known'
import { marks } from './rows'

/** What a team's morning asks of the rows, for many villages at once. */

/** Villages whose team spoke between two instants of one day, the end not included. */
export async function spokeBetween(
  db: Db,
  day: string,
  { from, until }: { from: number; until: number },
): Promise<Set<number>> {
  const rows = await db.find(Message, {
    select: { villageId: true },
    where: { at: Between(from, until - 1), day, voice: true },
  })
  return new Set(rows.flatMap(({ villageId }) => villageId ?? []))
}

/**
 * Villages with a team on the day of which nobody has spoken and no search of that day has begun: those whose morning may
 * have to be looked at. Most have spoken, and cost one look into an index.
 */
export async function silentVillages(db: Db, { day, now }: Moment): Promise<number[]> {
  const rows = await db.query<{ id: number }[]>(
    `SELECT v.id AS id FROM village v
     WHERE NOT EXISTS (SELECT 1 FROM message m WHERE m.villageId = v.id AND m.day = ? AND m.voice = 1 AND m.at <= ?)
     AND NOT EXISTS (SELECT 1 FROM search_case c WHERE c.villageId = v.id AND c.day = ? AND c.kind = 'morning')
     AND EXISTS (SELECT 1 FROM posting s WHERE s.villageId = v.id AND s.role IN (${marks(TEAM_ROLES)})
       AND (s.fromDay IS NULL OR s.fromDay <= ?) AND (s.toDay IS NULL OR s.toDay >= ?))
     ORDER BY v.id`,
    [day, now, day, ...TEAM_ROLES, day, day],
  )
  return rows.map(({ id }) => id)
}

/** Has anyone of the team spoken that day after this instant? */
export const spokeSince = (db: Db, villageId: number, day: string, at: number): Promise<boolean> =>
  db.existsBy(Message, { villageId, day, voice: true, at: MoreThan(at) })

/** Searches that go on, of today or of a day before, by village. */
export async function runningMornings(
  db: Db,
  villageIds: readonly number[],
): Promise<Map<number | null, Case>> {
  const rows = await inChunks(villageIds, (piece) =>
    db.find(Case, { where: { villageId: In(piece), kind: 'morning', state: In(['open', 'resting']) } }),
  )
  return new Map(rows.map((row) => [row.villageId, row]))
}

/** Villages whose search of that day has ended. */
export async function endedMornings(
  db: Db,
  villageIds: readonly number[],
  day: string,
): Promise<Set<number | null>> {
  const rows = await inChunks(villageIds, (piece) =>
    db.find(Case, {
      select: { villageId: true },
      where: { villageId: In(piece), kind: 'morning', state: 'closed', day },
    }),
  )
  return new Set(rows.map(({ villageId }) => villageId))
}

/** Villages of which more than a sign of life is known: somebody said where or what, today or before. */
export async function villagesThatTold(
  db: Db,
  villageIds: readonly number[],
  day: string,
): Promise<Set<number>> {
  const reports = await inChunks(villageIds, (piece) =>
    db.find(DailyReport, { select: { villageId: true }, where: { villageId: In(piece), day } }),
  )
  const checkIns = await inChunks(villageIds, (piece) =>
    db
      .createQueryBuilder(CheckIn, 'c')
      .select('DISTINCT c.villageId', 'villageId')
      .where('c.villageId IN (:...piece) AND c.day = :day AND c.supersededAt IS NULL', { piece, day })
      .getRawMany<{ villageId: number }>(),
  )
  return new Set([...reports, ...checkIns].map(({ villageId }) => villageId))
}
