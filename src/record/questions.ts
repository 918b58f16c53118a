import { Between, IsNull } from 'typeorm'
import { BotQuestion } from '../../entities'
import { mayBeOpen } from './around'
import { batchOf } from './batch'
import type { Db } from './database'
import { changeRows, marks, readRows } from './rows'
import { keep } from './waitingRows'

/** The newest question of ours this person has not answered yet. */
export async function openQuestionOf(db: Db, personId: number, now: number): Promise<BotQuestion | null> {
  if (!(await mayBeOpen(db, 'question', [personId]))) return null
  const where = 'personId = ? AND answeredAt IS NULL AND expiresAt > ? ORDER BY id DESC LIMIT 1'
  const [newest = null] = await readRows(db, BotQuestion, where, [personId, now])
  return newest
}

/** Keeps a question that a reply asks. */
export async function keepQuestion(
  db: Db,
  question: Omit<BotQuestion, 'id' | 'answeredAt' | 'payload'> & { payload: object },
): Promise<void> {
  await keep(db, BotQuestion, [question])
  batchOf(db)?.around?.question.add(question.personId)
}

/** Questions of these kinds wait for no answer of this person any more. */
export async function answerQuestions(
  db: Db,
  personId: number,
  kinds: readonly BotQuestion['kind'][],
  at: number,
): Promise<void> {
  if (!(await mayBeOpen(db, 'question', [personId]))) return
  const sql = `UPDATE bot_question SET answeredAt = ? WHERE personId = ? AND answeredAt IS NULL AND kind IN (${marks(kinds)})`
  await changeRows(db, sql, [at, personId, ...kinds])
}

export const answerQuestion = async (db: Db, id: number, at: number): Promise<void> => {
  await changeRows(db, 'UPDATE bot_question SET answeredAt = ? WHERE id = ?', [at, id])
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
