import { Between, In, IsNull } from 'typeorm'
import { Difficulty, Plan } from '../../entities'
import { inChunks } from './chunks'
import type { Db } from './database'

/** What teams wrote for a day beyond numbers: what they mean to do, and where they need a hand. */

export const plansOn = (db: Db, villageIds: readonly number[], day: string): Promise<Plan[]> =>
  inChunks(villageIds, (piece) =>
    db.find(Plan, { where: { villageId: In(piece), day, supersededAt: IsNull() }, order: { id: 'ASC' } }),
  )

/** Difficulties told of from one day to another, both included, in the order in which they were told. */
export const difficultiesIn = (
  db: Db,
  villageIds: readonly number[],
  from: string,
  to: string,
): Promise<Difficulty[]> =>
  inChunks(villageIds, (piece) =>
    db.find(Difficulty, {
      where: { villageId: In(piece), day: Between(from, to), supersededAt: IsNull() },
      order: { id: 'ASC' },
    }),
  )
