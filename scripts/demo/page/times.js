/** Times as the district reads them. */

const ZONE = 'Asia/Shanghai'
const format = (options) => new Intl.DateTimeFormat('zh-CN', { timeZone: ZONE, hourCycle: 'h23', ...options })

const clockFormat = format({ hour: '2-digit', minute: '2-digit' })
const dayFormat = format({ month: 'long', day: 'numeric', weekday: 'short' })
const englishDay = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  weekday: 'short',
  day: 'numeric',
  month: 'long',
})
const keyFormat = new Intl.DateTimeFormat('en-CA', { timeZone: ZONE })

/** 08:30 */
export const clockOf = (at) => clockFormat.format(at)
/** 7月1日周三 */
export const dayOf = (at) => dayFormat.format(at)
export const dayInEnglish = (at) => englishDay.format(at)
/** 2026-07-01 */
const keyOf = (at) => keyFormat.format(at)

const DAY = 86_400_000

/** The stamp over a bubble: 8:31 today, 昨天 16:20, 6月26日 16:05. */
export function stampOf(at, now) {
  if (keyOf(at) === keyOf(now)) return clockOf(at)
  if (keyOf(at) === keyOf(now - DAY)) return `昨天 ${clockOf(at)}`
  return `${format({ month: 'long', day: 'numeric' }).format(at)} ${clockOf(at)}`
}

/** What an <input type="datetime-local"> holds, both ways. */
export const toInput = (at) => `${keyOf(at)}T${clockOf(at)}`
export const fromInput = (text) => Date.parse(`${text}:00+08:00`)
