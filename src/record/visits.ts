import { In } from 'typeorm'
import { Visit } from '../../entities'
import { inChunks } from './chunks'
import type { Db } from './database'

/** How often each of these villages was visited; villages never visited are not in the map. */
export async function visitCounts(db: Db, villageIds: readonly number[]): Promise<Map<number, number>> {
  const rows = await inChunks(villageIds, (ids) =>
    db
      .createQueryBuilder(Visit, 'v')
      .select('v.villageId', 'villageId')
      .addSelect('COUNT(*)', 'visits')
      .where('v.villageId IN (:...ids)', { ids })
      .groupBy('v.villageId')
      .getRawMany<{ villageId: number; visits: number | string }>(),
  )
  return new Map(rows.map(({ villageId, visits }) => [villageId, Number(visits)]))
}

export const lastVisits = (db: Db, villageIds: readonly number[], most: number): Promise<Visit[]> =>
  db.find(Visit, { where: { villageId: In([...villageIds]) }, order: { id: 'DESC' }, take: most })
