import { SUPERVISOR_ROLES } from '../../entities'
import { movedDue } from '../decide/blind'
import { isWorkingDay } from '../decide/calendar'
import { morningDue } from '../decide/morning'
import type { Db } from '../record/database'
import { claimUntold, type Gap } from '../record/gaps'
import type { Moment } from '../record/known'
import { queue } from '../record/outbox'
import { holders } from '../record/people'
import type { Runtime } from '../runtime'
import { dayOf } from '../time'
import { wasDown } from '../wording/downtime'

const DAY = 24 * 60 * 60_000

/**
 * Supervisors are told once of each gap of ours, and by how much it moves the mornings. One that is long over is told
 * nobody. Gives how many gaps were told.
 */
export async function tellDowntimes(rt: Runtime, db: Db, moment: Moment): Promise<number> {
  let told = 0
  for (const { id, fromAt, toAt, why } of await claimUntold(db, moment.now)) {
    rt.log.warn({ why, from: fromAt, to: toAt }, 'nobody could be heard because of us')
    if (moment.now - toAt > DAY) continue
    const gap = { from: fromAt, to: toAt }
    const text = wasDown({ ...gap, why, movedBy: movedBy(rt, gap) }, moment)
    const groupKey = `downtime:${id}`
    const all = await holders(db, SUPERVISOR_ROLES, moment.day)
    await queue(
      db,
      moment,
      all.flatMap(({ person: { id: personId, userid } }) =>
        userid === null
          ? []
          : [
              {
                key: `${groupKey}:${personId}`,
                groupKey,
                personId,
                userid,
                purpose: 'notice' as const,
                text,
              },
            ],
      ),
    )
    told++
  }
  return told
}

/** By how much a gap moves the mornings that fall due in it; 0: none does. */
function movedBy(rt: Runtime, gap: Gap): number {
  const day = dayOf(gap.to, rt.timezone)
  if (!isWorkingDay(day, rt.policy.calendar)) return 0
  const dues = [false, true].map((late) => morningDue(day, late, rt.policy, rt.timezone))
  return Math.max(...dues.map((due) => movedDue(due, [gap], rt.policy) - due))
}
