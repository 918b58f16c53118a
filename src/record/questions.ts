import { Between, IsNull, MoreThan } from 'typeorm'
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

const LATE = 2 * 60 * 60_000

/** Did the time for an answer to a question of this kind run out lately? */
export const lapsedQuestion = (
  db: Db,
  personId: number,
  kind: BotQuestion['kind'],
  now: number,
): Promise<boolean> =>
  db.existsBy(BotQuestion, { personId, kind, answeredAt: IsNull(), expiresAt: Between(now - LATE, now) })
