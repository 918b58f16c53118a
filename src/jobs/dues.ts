import { movedDue } from '../decide/blind'
import { lateEvening, morningDue } from '../decide/morning'
import type { Db } from '../record/database'
import { type Gap, gapsOverlapping } from '../record/gaps'
import type { Moment } from '../record/known'
import { spokeBetween } from '../record/mornings'
import type { Team } from '../record/people'
import { firstWatch } from '../record/watches'
import type { Runtime } from '../runtime'
import { addDays, dayOf, instantOf } from '../time'

/** When the teams of a day are due. */
export interface Dues {
  /** The times there are, by the clock, and as our own downtime moves them. */
  unmoved: number[]
  times: number[]
  /** By how much our own downtime moves a due time; the same where it does not. */
  moved: (due: number) => number
}

/** The due times of a day, moved by our own downtime. */
export async function duesOf(rt: Runtime, db: Db, day: string): Promise<Dues> {
  const { policy, timezone: zone } = rt
  const gaps: Gap[] = await gapsOverlapping(db, instantOf(day, 0, zone), instantOf(addDays(day, 1), 0, zone))
  const moved = (due: number) => movedDue(due, gaps, policy)
  const unmoved = [false, true].map((late) => morningDue(day, late, policy, zone))
  return { unmoved, times: unmoved.map(moved), moved }
}

/**
 * When each of these teams is due: later when someone of it spoke late the evening before, and not at all that day when it came
 * onto the roster after its time, while we were watching. The roster was written by the machine's clock: what it dates later
 * than `now` was there all along.
 */
export async function teamDues(
  rt: Runtime,
  db: Db,
  villageIds: readonly number[],
  { day, now }: Moment,
  { moved }: Dues,
): Promise<(team: Team) => number> {
  const watchedFrom = (await firstWatch(db)) ?? now
  const { from, until } = lateEvening(day, rt.policy, rt.timezone)
  const late = await spokeBetween(db, villageIds, dayOf(from, rt.timezone), { from, until })
  return ({ village, members }) => {
    const due = moved(morningDue(day, late.has(village.id), rt.policy, rt.timezone))
    const isLate = (at: number) => at > Math.max(due, watchedFrom) && at <= now
    const isNew = members.length > 0 && members.every(({ posting }) => isLate(posting.createdAt))
    return isNew ? Number.POSITIVE_INFINITY : due
  }
}
