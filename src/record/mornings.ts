import { In, MoreThan } from 'typeorm'
import { Case, CheckIn, DailyReport, Message } from '../../entities'
import { inChunks } from './chunks'
import type { Db } from './database'
import { filled, marks } from './rows'

/** What a team's morning asks of the rows, for many villages at once. */

/** Those of these villages whose team spoke between two instants of one day, the end not included. */
export async function spokeBetween(
  db: Db,
  villageIds: readonly number[],
  day: string,
  { from, until }: { from: number; until: number },
): Promise<Set<number>> {
  const rows = await inChunks(villageIds, (piece) => {
    const among = filled(piece)
    return db.query<{ villageId: number }[]>(
      `SELECT DISTINCT villageId FROM message
       WHERE villageId IN (${marks(among)}) AND day = ? AND voice = 1 AND at BETWEEN ? AND ?`,
      [...among, day, from, until - 1],
    )
  })
  return new Set(rows.map(({ villageId }) => villageId))
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
