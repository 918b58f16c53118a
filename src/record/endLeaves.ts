import { In, IsNull, LessThan, MoreThanOrEqual } from 'typeorm'
import { LeaveRequest } from '../../entities'
import { mayBeOpen } from './around'
import type { Db } from './database'
import type { Moment } from './known'

/**
 * 销假: who is back in the village is on leave no longer; today is the last day of it. On the first day of a leave its
 * owner may not have left yet: it ends for those alone who said themselves that they `cameBack`.
 */
export async function endLeaves(
  db: Db,
  people: readonly number[],
  { day, now }: Moment,
  cameBack: readonly number[],
): Promise<void> {
  if (people.length === 0 || !(await mayBeOpen(db, 'leave', people))) return
  const begun = [
    { subjectId: In([...people]), fromDay: LessThan(day) },
    { subjectId: In([...cameBack]), fromDay: day },
  ]
  const running = {
    state: 'said' as const,
    toDay: MoreThanOrEqual(day),
    saidAt: LessThan(now),
    supersededAt: IsNull(),
    endedDay: IsNull(),
  }
  for (const since of begun) await db.update(LeaveRequest, { ...running, ...since }, { endedDay: day })
}
