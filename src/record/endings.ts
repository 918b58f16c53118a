import { CheckIn } from '../../entities'
import { opensNothing } from './batch'
import type { Db } from './database'
import { changeRows, filled, marks, readRows } from './rows'

/** How searches end: by plain statements, since nearly every return does so with somebody's next message. */

/** When, and by whose message. */
export interface EndedBy {
  at: number
  messageId: number | null
  personId: number | null
  outcome: string
}

/** Closes a case once: true when this call did. Nobody waits for its people any more. */
export function markCaseClosed(db: Db, id: number, by: EndedBy): Promise<boolean> {
  const { at, messageId, personId, outcome } = by
  return opensNothing(db, async () => {
    const closed = await changeRows(
      db,
      `UPDATE search_case SET state = 'closed', nextAt = NULL, closedAt = ?, closedByMessageId = ?,
       closedByPersonId = ?, outcome = ? WHERE id = ? AND state <> 'closed'`,
      [at, messageId, personId, outcome, id],
    )
    if (closed !== 1) return false
    const open =
      'UPDATE case_person SET settledAt = ?, settledByMessageId = ? WHERE caseId = ? AND settledAt IS NULL'
    await changeRows(db, open, [at, messageId, id])
    return true
  })
}

/** Nobody waits for these people of the case any more. */
export function markSettled(
  db: Db,
  caseId: number,
  people: readonly number[],
  { at, messageId }: Pick<EndedBy, 'at' | 'messageId'>,
): Promise<number> {
  const among = filled(people)
  const sql = `UPDATE case_person SET settledAt = ?, settledByMessageId = ?
    WHERE caseId = ? AND settledAt IS NULL AND personId IN (${marks(among)})`
  return opensNothing(db, () => changeRows(db, sql, [at, messageId, caseId, ...among]))
}

/** Does the message tell of a trip that begins after `at`? */
export async function setsOutAfter(db: Db, messageId: number, at: number): Promise<boolean> {
  const sql = 'SELECT id FROM check_in WHERE messageId = ? AND fromAt > ? LIMIT 1'
  return (await db.query<object[]>(sql, [messageId, at])).length > 0
}

/** The last whereabouts with a status that an earlier message told of one of these people on the day. */
export async function lastTripOf(
  db: Db,
  people: readonly number[],
  day: string,
  messageId: number,
): Promise<CheckIn | null> {
  const among = filled(people)
  const where = `subjectId IN (${marks(among)}) AND messageId <> ? AND day = ? AND supersededAt IS NULL
    AND status IS NOT NULL ORDER BY saidAt DESC, id DESC LIMIT 1`
  const [last = null] = await readRows(db, CheckIn, where, [...among, messageId, day])
  return last
}
