import { addDays, dayOf, daysBetween, localTime, weekdayOf } from '../time'

/** Days and times as people say them, seen from `now`. */

const WEEKDAYS = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const
const NEAR = new Map([
  [-2, '前天'],
  [-1, '昨天'],
  [0, '今天'],
  [1, '明天'],
  [2, '后天'],
])

const two = (n: number) => String(n).padStart(2, '0')

/** 18:30 */
export function clock(at: number, zone: string): string {
  const { hour, minute } = localTime(at, zone)
  return `${hour}:${two(minute)}`
}

/** 7月3日 */
export function date(day: string): string {
  return `${Number(day.slice(5, 7))}月${Number(day.slice(8, 10))}日`
}

/** 今天, 昨天, 周三 (within this week), 7月3日 */
export function dayWord(day: string, today: string): string {
  const distance = daysBetween(today, day)
  const near = NEAR.get(distance)
  if (near !== undefined) return near
  const monday = addDays(today, -((weekdayOf(today) + 6) % 7))
  const inWeek = daysBetween(monday, day)
  return inWeek >= 0 && inWeek < 7 ? WEEKDAYS[weekdayOf(day)] : date(day)
}

/** 18:30 when it is today, else 昨天 18:30, 周三 9:05 … */
export function when(at: number, now: number, zone: string): string {
  const day = dayOf(at, zone)
  const today = dayOf(now, zone)
  return day === today ? clock(at, zone) : `${dayWord(day, today)}${clock(at, zone)}`
}

/** 今天 18:30 even when it is today. */
export const whenFully = (at: number, now: number, zone: string): string =>
  `${dayWord(dayOf(at, zone), dayOf(now, zone))}${clock(at, zone)}`
