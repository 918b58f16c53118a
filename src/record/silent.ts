import { Message, Posting, TEAM_ROLES, type Village } from '../../entities'
import { inChunks } from './chunks'
import type { Db } from './database'
import { knownTeams, type Moment } from './known'
import { teamsAt } from './lookups'
import { filled, marks } from './rows'

/** More villages than this are not named one by one: a day's rows are read by the day. */
const FEW = 500

/** Runs `read` for pieces of a short list, or once for everything when the list is long. */
const forVillages = <T>(ids: readonly number[], read: (piece?: number[]) => Promise<T[]>) =>
  ids.length > FEW ? read() : inChunks(ids, read)

async function villagesWithTeam(db: Db, ids: readonly number[], day: string): Promise<Set<number>> {
  const rows = await forVillages(ids, (piece) => {
    const query = db
      .createQueryBuilder(Posting, 'p')
      .select('p.villageId', 'villageId')
      .where('p.role IN (:...roles)', { roles: [...TEAM_ROLES] })
      .andWhere('(p.fromDay IS NULL OR p.fromDay <= :day) AND (p.toDay IS NULL OR p.toDay >= :day)', { day })
      .groupBy('p.villageId')
    if (piece !== undefined) query.andWhere('p.villageId IN (:...piece)', { piece })
    return query.getRawMany<{ villageId: number | null }>()
  })
  return new Set(rows.flatMap(({ villageId }) => villageId ?? []))
}

/** Somebody posted to the team of a village on a certain day. */
export interface Membership {
  personId: number
  villageId: number
}

/** Whoever is posted to the teams of these villages on the day, each once in a village. */
export const membershipsIn = (db: Db, ids: readonly number[], day: string): Promise<Membership[]> =>
  inChunks(ids, (piece) => {
    const among = filled(piece)
    return db.query<Membership[]>(
      `SELECT DISTINCT personId, villageId FROM posting
       WHERE villageId IN (${marks(among)}) AND role IN (${marks(TEAM_ROLES)})
       AND (fromDay IS NULL OR fromDay <= ?) AND (toDay IS NULL OR toDay >= ?)`,
      [...among, ...TEAM_ROLES, day, day],
    )
  })

/** Those of these villages whose team has spoken on the day by `now`. */
export async function villagesHeard(
  db: Db,
  ids: readonly number[],
  { day, now }: Pick<Moment, 'day' | 'now'>,
): Promise<Set<number>> {
  const rows = await forVillages(ids, (piece) => {
    const query = db
      .createQueryBuilder(Message, 'm')
      .select('m.villageId', 'villageId')
      .where('m.day = :day AND m.voice = 1 AND m.at <= :now', { day, now })
      .groupBy('m.villageId')
    if (piece !== undefined) query.andWhere('m.villageId IN (:...piece)', { piece })
    return query.getRawMany<{ villageId: number | null }>()
  })
  return new Set(rows.flatMap(({ villageId }) => villageId ?? []))
}

/**
 * Of these villages, those with a team on the day, and those of them of which nothing is known. Most teams are known by
 * their own voice; only the others are looked at person by person.
 */
export async function silentAmong(
  db: Db,
  villages: readonly Village[],
  moment: Moment,
): Promise<{ teams: Village[]; silent: Village[] }> {
  const ids = villages.map(({ id }) => id)
  const withTeam = await villagesWithTeam(db, ids, moment.day)
  const heard = await villagesHeard(db, ids, moment)
  const teams = villages.filter(({ id }) => withTeam.has(id))
  const unheard = teams.filter(({ id }) => !heard.has(id))
  const found = await teamsAt(
    db,
    unheard.map(({ id }) => id),
    moment.day,
  )
  const known = await knownTeams(db, found, moment)
  return { teams, silent: unheard.filter(({ id }) => !known.has(id)) }
}
