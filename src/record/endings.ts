import { CheckIn } from '../../entities'
import { batchOf, opensNothing } from './batch'
import type { Db } from './database'
import { changeRows, filled, marks, readRows } from './rows'
import { waitingRows } from './waitingRows'

/** How searches end: by plain statements, since nearly every return does so with somebody's next message. */

/** When, and by whose message. */
export interface EndedBy {
  at: number
  messageId: number | null
  personId: number | null
  outcome: string
}

/** Closes a case once: true when this call did. Nobody waits for its people any more. */
export async function markCaseClosed(db: Db, id: number, by: EndedBy): Promise<boolean> {
  if (batchOf(db)?.cases.close(id, by) === true) return true
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
export async function markSettled(
  db: Db,
  caseId: number,
  people: readonly number[],
  by: Pick<EndedBy, 'at' | 'messageId'>,
): Promise<void> {
  if (batchOf(db)?.cases.settle(caseId, people, by) === true) return
  const { at, messageId } = by
  const among = filled(people)
  const sql = `UPDATE case_person SET settledAt = ?, settledByMessageId = ?
    WHERE caseId = ? AND settledAt IS NULL AND personId IN (${marks(among)})`
  await opensNothing(db, () => changeRows(db, sql, [at, messageId, caseId, ...among]))
}

/** Does the message tell of a trip that begins after `at`? */
export async function setsOutAfter(db: Db, messageId: number, at: number): Promise<boolean> {
  const known = batchOf(db)?.cases.setsOutAt(messageId)
  if (known !== undefined) return known !== null && known > at
  const sql = 'SELECT id FROM check_in WHERE messageId = ? AND fromAt > ? LIMIT 1'
  return (await db.query<object[]>(sql, [messageId, at])).length > 0
}

/** A trip, as far as a later word about it may leave it out. */
export type Trip = Pick<CheckIn, 'status' | 'place' | 'noSignal'>

/** The last whereabouts with a status that an earlier message told of one of these people on the day. */
export async function lastTripOf(
  db: Db,
  people: readonly number[],
  day: string,
  messageId: number,
): Promise<Trip | null> {
  const among = filled(people)
  const where = `subjectId IN (${marks(among)}) AND messageId <> ? AND day = ? AND supersededAt IS NULL
    AND status IS NOT NULL ORDER BY saidAt DESC, id DESC LIMIT 1`
  const [last] = await readRows(batchOf(db)?.written ?? db, CheckIn, where, [...among, messageId, day])
  const isOne = (row: CheckIn) =>
    row.subjectId !== null && people.includes(row.subjectId) && row.messageId !== messageId && row.day === day
  const waiting = waitingRows(db, CheckIn) as unknown as readonly CheckIn[]
  return waiting
    .filter((row) => isOne(row) && row.status !== null)
    .reduce<CheckIn | null>(
      (latest, row) => (latest === null || row.saidAt >= latest.saidAt ? row : latest),
      last ?? null,
    )
}
