import { IsNull } from 'typeorm'
import { Case, Downtime, OutboundMessage } from '../../entities'
import { isBetweenClocks, isWorkingDay } from '../../src/decide/calendar'
import type { Runtime } from '../../src/runtime'
import { addDays, dayOf, instantOf } from '../../src/time'

const MINUTE = 60_000
const upToMinute = (at: number) => Math.ceil(at / MINUTE) * MINUTE

/** Finds the next minute in which a job may have something to do, by the clocks of the policy and by what is stored. */
export function createDues({ policy: p, timezone, database }: Runtime): (after: number) => Promise<number> {
  const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
  const before = (clock: string) => minutesOf(clock) - p.mornings.reminderBefore
  const clocks = [
    ...[p.mornings.due, p.mornings.dueAfterLateEvening].flatMap((due) => [before(due), minutesOf(due)]),
    ...[p.silentDays.askAt, p.silentDays.digestAt, p.dailyReport.at, p.quiet.until].map(minutesOf),
    ...[p.digests.morning, p.digests.evening].map(minutesOf),
  ].sort((a, b) => a - b)

  /** Mornings, reminders and digests belong to working days. */
  const onDaysOff = [minutesOf(p.quiet.until)]

  function byTheClock(after: number): number {
    const day = dayOf(after, timezone)
    const next = (isWorkingDay(day, p.calendar) ? clocks : onDaysOff)
      .map((minutes) => instantOf(day, minutes, timezone))
      .find((at) => at > after)
    return next ?? instantOf(addDays(day, 1), Math.min(...clocks, ...onDaysOff), timezone)
  }

  /** Nothing but safety is sent in quiet hours, and no all-clear of a morning on a day off. */
  function isHeld(row: { safety: boolean; purpose: string }, at: number): boolean {
    if (row.safety) return false
    const day = dayOf(at, timezone)
    if (isBetweenClocks(at, day, p.quiet.from, p.quiet.until, timezone)) return true
    return row.purpose === 'all_clear' && !isWorkingDay(day, p.calendar)
  }

  return async (after) => {
    const soonest = Math.floor(after / MINUTE) * MINUTE + MINUTE
    const next = await database.db
      .createQueryBuilder(Case, 'c')
      .select('MIN(c.nextAt)', 'at')
      .where("c.nextAt IS NOT NULL AND c.state IN ('waiting', 'open')")
      .getRawOne<{ at: number | string | null }>()
    const rows = await database.db
      .createQueryBuilder(OutboundMessage, 'o')
      .select('o.safety', 'safety')
      .addSelect('o.purpose', 'purpose')
      .addSelect('MIN(o.nextTryAt)', 'at')
      .where("o.state = 'waiting'")
      .groupBy('o.safety')
      .addGroupBy('o.purpose')
      .getRawMany<{ safety: number; purpose: string; at: number | string }>()
    const waiting = rows
      .map(({ safety, purpose, at }) => ({
        safety: safety === 1,
        purpose,
        at: Math.max(Number(at), soonest),
      }))
      .filter((row) => !isHeld(row, row.at))
    const untold = await database.db.existsBy(Downtime, { toldAt: IsNull() })
    const stored = [
      ...(untold ? [soonest] : []),
      ...(next?.at == null ? [] : [Number(next.at)]),
      ...waiting.map(({ at }) => at),
    ]
    const times = [byTheClock(after), ...stored.map((at) => Math.max(upToMinute(at), soonest))]
    return Math.min(...times)
  }
}
