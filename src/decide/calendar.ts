import { LegalHoliday } from 'tyme4ts'
import { addDays, instantOf, weekdayOf } from '../time'

/** Days the district works or rests against the published calendar. */
export interface CalendarOverrides {
  workingDays: readonly string[]
  daysOff: readonly string[]
}

/** Working days with 调休: the district's own word first, then the published calendar, then Monday to Friday. */
export function isWorkingDay(day: string, overrides: CalendarOverrides): boolean {
  if (overrides.workingDays.includes(day)) return true
  if (overrides.daysOff.includes(day)) return false
  const [year, month, date] = day.split('-').map(Number)
  const holiday = LegalHoliday.fromYmd(year ?? 0, month ?? 0, date ?? 0)
  if (holiday !== null) return holiday.isWork()
  const weekday = weekdayOf(day)
  return weekday !== 0 && weekday !== 6
}

/** The last working day before `day`. */
export function workingDayBefore(day: string, overrides: CalendarOverrides): string {
  let before = addDays(day, -1)
  while (!isWorkingDay(before, overrides)) before = addDays(before, -1)
  return before
}

/** Whether the published calendar knows the year at all; without it 调休 is missed silently. */
export const knowsYear = (year: number) => LegalHoliday.fromYmd(year, 10, 1) !== null

/** Is `at` inside the hours of `day` from one clock time up to the other? They may pass midnight. */
export function isBetweenClocks(at: number, day: string, from: string, until: string, zone: string): boolean {
  const start = instantOf(day, from, zone)
  const end = instantOf(day, until, zone)
  return start <= end ? at >= start && at < end : at >= start || at < end
}
