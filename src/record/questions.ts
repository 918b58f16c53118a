import { IsNull, MoreThan } from 'typeorm'
import { BotQuestion } from '../../entities'
import { mayBeOpen } from './around'
import type { Db } from './database'

/** The newest question of ours this person has not answered yet. */
export async function openQuestionOf(db: Db, personId: number, now: number): Promise<BotQuestion | null> {
  if (!(await mayBeOpen(db, 'question', [personId]))) return null
  return db.findOne(BotQuestion, {
    where: { personId, answeredAt: IsNull(), expiresAt: MoreThan(now) },
    order: { id: 'DESC' },
  })
}
