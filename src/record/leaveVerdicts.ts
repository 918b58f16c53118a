import { IsNull, MoreThanOrEqual } from 'typeorm'
import { LeaveRequest } from '../../entities'
import type { Db } from './database'

/** The last request for leave of this person that reaches `day` or a later one and was not refused. */
export const openLeaveOf = (db: Db, subjectId: number, day: string): Promise<LeaveRequest | null> =>
  db.findOne(LeaveRequest, {
    where: { subjectId, state: 'said', toDay: MoreThanOrEqual(day), supersededAt: IsNull() },
    order: { id: 'DESC' },
  })

/** It covers its days no longer. True when this call refused it. */
export async function refuseLeave(db: Db, id: number): Promise<boolean> {
  const { affected } = await db.update(LeaveRequest, { id, state: 'said' }, { state: 'refused' })
  return affected === 1
}
