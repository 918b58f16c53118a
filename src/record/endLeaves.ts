import { In, IsNull, LessThan, LessThanOrEqual, MoreThanOrEqual } from 'typeorm'
import { LeaveRequest } from '../../entities'
import { mayBeOpen } from './around'
import type { Db } from './database'

/** 销假: who is back in the village is on leave no longer; today is the last day of it. */
export async function endLeaves(db: Db, people: readonly number[], day: string, at: number): Promise<void> {
  if (people.length === 0 || !(await mayBeOpen(db, 'leave', people))) return
  await db.update(
    LeaveRequest,
    {
      subjectId: In([...people]),
      state: 'said',
      fromDay: LessThanOrEqual(day),
      toDay: MoreThanOrEqual(day),
      saidAt: LessThan(at),
      supersededAt: IsNull(),
      endedDay: IsNull(),
    },
    { endedDay: day },
  )
}
