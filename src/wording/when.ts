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

const DIGITS = '零一二三四五六七八九十'

/** 第二天, 第三天 … */
export const nthDay = (n: number) => `第${DIGITS[n] ?? n}天`

/** 今天 18:30 even when it is today. */
export const whenFully = (at: number, now: number, zone: string): string =>
  `${dayWord(dayOf(at, zone), dayOf(now, zone))}${clock(at, zone)}`

/** 7月3日, with its year when that is another one than today's. */
const fullDate = (day: string, today: string) =>
  day.slice(0, 4) === today.slice(0, 4) ? date(day) : `${Number(day.slice(0, 4))}年${date(day)}`

const mondayOf = (day: string) => addDays(day, -((weekdayOf(day) + 6) % 7))

/** A stretch of days: 今天; 本周, 上周; 这个月, 上个月, 5月; 7月9日到10日. */
export function dayWords(from: string, to: string, today: string): string {
  if (from === to) return dayWord(from, today)
  const monday = mondayOf(today)
  if (from === monday && to === addDays(monday, 6)) return '本周'
  if (from === addDays(monday, -7) && to === addDays(monday, -1)) return '上周'
  return monthWord(from, to, today) ?? `${fullDate(from, today)}到${endDate(from, to, today)}`
}

const endDate = (from: string, to: string, today: string) =>
  from.slice(0, 7) === to.slice(0, 7) ? `${Number(to.slice(8))}日` : fullDate(to, today)

function monthWord(from: string, to: string, today: string): string | undefined {
  const month = from.slice(0, 7)
  if (!from.endsWith('-01') || to.slice(0, 7) !== month || !addDays(to, 1).endsWith('-01')) return undefined
  if (month === today.slice(0, 7)) return '这个月'
  if (month === addDays(`${today.slice(0, 7)}-01`, -1).slice(0, 7)) return '上个月'
  const said = `${Number(month.slice(5))}月`
  return month.slice(0, 4) === today.slice(0, 4) ? said : `${Number(month.slice(0, 4))}年${said}`
}
