/** Clocks: what they say and which instant they mean. */
import { instantOf } from '../time'
import { numeralAt } from './numerals'
import type { Clock, DayPart } from './vocabulary/features'
import type { Now } from './instants'
import type { Found } from './calendarDays'

/** A clock that begins at `start`: 6点半, 18:30, 七点四十, 3点一刻. */
export function clockAt(text: string, start: number): Found<Clock> | undefined {
  const number = numeralAt(text, start)
  if (!number) return undefined
  const colon = /^(\d{1,2})[::.](\d{2})(?![\d.])/.exec(text.slice(start, start + 6))
  if (colon && (colon[0].includes(':') || text.slice(start + colon[0].length).startsWith('前'))) {
    const [all, hour, minute] = colon
    return clock(Number(hour), Number(minute), start + all.length, Number(hour) < 10 && all.startsWith('0'))
  }
  // 0730出发, 1800前回: as it is written in orders
  const army =
    /^([01]\d|2[0-3])([0-5]\d)(?!\d)(?=时?(?:以?前|左右|许)?(?:出发|动身|集合|归|回|返|到|起|收|前|下山|开))/.exec(
      text.slice(start, start + 10),
    )
  if (army) return clock(Number(army[1]), Number(army[2]), start + army[0].length, true)
  if (number.value === undefined || !Number.isInteger(number.value)) return undefined
  if (
    text.startsWith('一点', start) &&
    !/[半钟一二三四五十前左回到下上去开出才就后多整过能\d]/.test(text.charAt(start + 2))
  )
    return undefined
  const hours = /^时(?=整|许|左右|以?前|之前|出发|动身|集合|归|回|返|到|起|\d{1,2}分|$|[,。;])/.test(
    text.slice(number.end, number.end + 5),
  )
  if (
    (text.charAt(number.end) !== '点' && !hours) ||
    /^[点]多?[意建]/.test(text.slice(number.end, number.end + 2))
  ) {
    return undefined
  }
  let end = number.end + 1
  let minute = 0
  if (text.startsWith('把钟', end)) end += 2
  else if (text.charAt(end) === '钟' || text.charAt(end) === '多') end++
  else if (text.charAt(end) === '半') {
    minute = 30
    end++
  } else if (text.startsWith('一刻', end)) {
    minute = 15
    end += 2
  } else if (text.startsWith('三刻', end)) {
    minute = 45
    end += 2
  } else {
    const minutes = numeralAt(text, end)
    const after = minutes ? text.charAt(minutes.end) : ''
    const fits = minutes?.value !== undefined && Number.isInteger(minutes.value) && minutes.value < 60
    if (
      minutes &&
      fits &&
      (after === '分' || (!/[户块个人组场次件份亩天小]/.test(after) && (minutes.value ?? 0) >= 10))
    ) {
      minute = minutes.value ?? 0
      end = minutes.end + (after === '分' ? 1 : 0)
    }
  }
  return clock(number.value, minute, end, false)
}

export function clock(hour: number, minute: number, end: number, exact: boolean): Found<Clock> | undefined {
  if (hour > 24 || minute > 59) return undefined
  return { end, value: { minutes: hour * 60 + minute, open: !exact && hour >= 1 && hour <= 12 } }
}

const HALF = 12 * 60

/**
 * The instant of a clock. On the day of speaking: the next such hour after `at` (the last one before it when it is
 * told as past). On another day: hours before 7 belong to the afternoon.
 */
export function instantOfClock(
  clock: Clock,
  part: DayPart | undefined,
  day: string,
  now: Now,
  past: boolean,
): number {
  const { minutes } = clock
  if (part && clock.open) return instantOf(day, withPart(minutes, part), now.zone)
  if (!clock.open) {
    return instantOf(day, minutes, now.zone)
  }
  if (day !== now.day) return instantOf(day, minutes < 7 * 60 ? minutes + HALF : minutes, now.zone)
  const hours = [minutes % HALF, (minutes % HALF) + HALF]
  if (past) {
    const before = hours.filter((m) => m <= now.minutes).at(-1)
    return instantOf(day, before ?? minutes, now.zone)
  }
  const after = hours.find((m) => m > now.minutes) ?? (hours[0] ?? 0) + 2 * HALF
  return instantOf(day, after, now.zone)
}

function withPart(minutes: number, part: DayPart): number {
  const hour = minutes % HALF
  for (const candidate of [hour, hour + HALF, hour + 2 * HALF]) {
    if (candidate >= part.starts && candidate <= part.ends) return candidate
  }
  return part.starts >= HALF && minutes < HALF ? minutes + HALF : minutes
}
