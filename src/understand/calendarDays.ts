/** Days of the calendar: 3号, 10月20日, 26到28号, 8月, 2026-10-20. */
import { addDays, daysBetween, isDay } from '../time'
import type { Now } from './instants'
import { numeralAt } from './numerals'
import type { Days } from './vocabulary/features'

export interface Found<T> {
  end: number
  value: T
}

export const one = (day: string): Days => ({ first: day, last: day })

export function monthOf(day: string, shift: number): Days {
  const index = Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1 + shift
  const text = (n: number): string =>
    `${String(Math.floor(n / 12))}-${String((n % 12) + 1).padStart(2, '0')}-01`
  return { first: text(index), last: addDays(text(index + 1), -1) }
}

const pad = (n: number): string => String(n).padStart(2, '0')

/** The day `month`-`day` nearest ahead (or, when it lies more than half a year ahead, behind). */
function dated(month: number, day: number, now: Now): string | undefined {
  const year = Number(now.day.slice(0, 4))
  const candidates = [year, year + 1, year - 1]
    .map((y) => `${String(y)}-${pad(month)}-${pad(day)}`)
    .filter(isDay)
  return candidates.sort((a, b) => Math.abs(daysBetween(now.day, a)) - Math.abs(daysBetween(now.day, b)))[0]
}

export function dayOfMonth(n: number, month: string, now: Now, fixed: boolean): Days | undefined {
  const day = `${month.slice(0, 8)}${pad(n)}`
  if (fixed) return isDay(day) ? one(day) : undefined
  const later = `${monthOf(now.day, 1).first.slice(0, 8)}${pad(n)}`
  const earlier = `${monthOf(now.day, -1).first.slice(0, 8)}${pad(n)}`
  if (day >= now.day && isDay(day)) return { ...one(day), ...(isDay(earlier) ? { before: earlier } : {}) }
  if (!isDay(later)) return isDay(day) ? one(day) : undefined
  return { ...one(later), ...(isDay(day) ? { before: day } : {}) }
}

const MONTHS = new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])

/** A month by its number, the one that began last; the coming one is that which begins next. */
function nearestMonth(month: number, now: Now): Days {
  const current = Number(now.day.slice(5, 7))
  return monthOf(now.day, month <= current + 1 ? month - current : month - current - 12)
}

export function calendar(text: string, start: number, now: Now): Found<Days> | undefined {
  const number = numeralAt(text, start)
  if (!number) return undefined
  const iso = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})[日号]?(?!\d)/.exec(text.slice(start, start + 12))
  if (iso) {
    const [all, year = '', month, day] = iso
    const value = `${year}-${pad(Number(month))}-${pad(Number(day))}`
    if (isDay(value)) return { end: start + all.length, value: one(value) }
  }
  if (number.value === undefined) return undefined
  const after = text.charAt(number.end)
  if (after === '月' && MONTHS.has(number.value)) {
    const day = numeralAt(text, number.end + 1)
    const first1 = dated(number.value, 1, now)
    const stretch = first1 === undefined ? undefined : stretchOfDays(text, number.end + 1, now, first1)
    if (stretch && /^\d{1,2}[、,和]/.test(text.slice(number.end + 1, number.end + 4))) return stretch
    // 7月29到31号: the range swallowed its end; take the first number only
    const first = day?.value
    if (day && first !== undefined) {
      const plain = firstNumber(text, number.end + 1)
      const mark = text.charAt(plain)
      const end = '日号'.includes(mark) && mark !== '' ? plain + 1 : plain
      const value = dated(number.value, first, now)
      if (value && (end > plain || /^[-~到至][\d一二三十]/.test(text.slice(plain, plain + 2)))) {
        return { end, value: one(value) }
      }
    }
    return day
      ? undefined
      : {
          end: number.end + (text.charAt(number.end + 1) === '份' ? 2 : 1),
          value: nearestMonth(number.value, now),
        }
  }
  const stretch = stretchOfDays(text, start, now, now.day)
  if (stretch) return stretch
  const plain = firstNumber(text, start)
  const value = number.value
  if (
    '号日'.includes(text.charAt(plain)) &&
    plain < text.length &&
    value >= 1 &&
    value <= 31 &&
    /[^楼线路文人]/.test(text.charAt(plain + 1) || ' ')
  ) {
    const days = dayOfMonth(value, now.day, now, false)
    if (days) return { end: plain + 1, value: days }
  }
  return undefined
}

/** 26到28号, 26、27号: both ends under one mark; 10.20-10.22. */
const ONE_MARK = /^(\d{1,2})((?:[、,和]\d{1,2})*)[-~到至、,和](\d{1,2})[号日]/
const DOTTED = /^(\d{1,2})\.(\d{1,2})[-~到至](\d{1,2})\.(\d{1,2})(?![\d.户块亩度])/

function stretchOfDays(text: string, start: number, now: Now, month: string): Found<Days> | undefined {
  const dotted = DOTTED.exec(text.slice(start, start + 12))
  if (dotted) {
    const [all, m1, d1, m2, d2] = dotted
    const [first, last] = [dated(Number(m1), Number(d1), now), dated(Number(m2), Number(d2), now)]
    return first !== undefined && last !== undefined && first <= last
      ? { end: start + all.length, value: { first, last } }
      : undefined
  }
  const marked = ONE_MARK.exec(text.slice(start, start + 16))
  if (!marked) return undefined
  const [all, a, , b] = marked
  const first = dayOfMonth(Number(a), month, { ...now, day: month }, month !== now.day)
  const last = first && dayOfMonth(Number(b), first.first, { ...now, day: first.first }, false)
  return last && last.first > first.first && daysBetween(first.first, last.first) < 31
    ? { end: start + all.length, value: { first: first.first, last: last.first } }
    : undefined
}

/** Longer than any day is spoken. */
const LONGEST = 14

/** Where the first number ends, without the range behind it. */
export function firstNumber(text: string, start: number): number {
  const digits = /^\d{1,2}/.exec(text.slice(start, start + 2))
  if (digits) return start + digits[0].length
  let end = start
  while (end - start < LONGEST && /[一二三四五六七八九十]/.test(text.charAt(end))) end++
  return end
}
