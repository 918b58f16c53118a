import { IsNull, MoreThan } from 'typeorm'
import { BotQuestion } from '../../entities'
import type { Db } from './database'

/** The newest question of ours this person has not answered yet. */
export const openQuestionOf = (db: Db, personId: number, now: number): Promise<BotQuestion | null> =>
  db.findOne(BotQuestion, {
    where: { personId, answeredAt: IsNull(), expiresAt: MoreThan(now) },
    order: { id: 'DESC' },
  })
