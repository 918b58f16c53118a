import { IsNull, MoreThan, MoreThanOrEqual } from 'typeorm'
import { DigestLine, HealthNote } from '../../entities'
import type { Db } from './database'

/** On how many different days since `since` somebody was said to be ill. */
export async function daysIll(db: Db, subjectId: number, since: string): Promise<number> {
  const rows = await db.find(HealthNote, {
    select: { day: true },
    where: { subjectId, day: MoreThanOrEqual(since), supersededAt: IsNull() },
  })
  return new Set(rows.map((row) => row.day)).size
}

/** Was a care line written about the person after `since`? */
export const wasCaredFor = (db: Db, personId: number, since: number): Promise<boolean> =>
  db.existsBy(DigestLine, { kind: 'care', personId, at: MoreThan(since) })

/** What was said of an illness is taken back: no digest asks to look after it. */
export async function forgetCare(db: Db, messageId: number): Promise<void> {
  for (const { subjectId, saidAt } of await db.findBy(HealthNote, { messageId })) {
    if (subjectId !== null) await db.delete(DigestLine, { kind: 'care', personId: subjectId, at: saidAt })
  }
}
