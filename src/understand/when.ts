/** Days: what they mean at the moment of speaking. */
import { addDays, weekdayOf } from '../time'
import { charSet, isAt } from './charset'
import { calendar, dayOfMonth, firstNumber, type Found, monthOf, one } from './calendarDays'
import type { Now } from './instants'
import { numeralAt } from './numerals'
import type { Days } from './vocabulary/features'

const NAMED: Readonly<Record<string, number>> = {
  今天: 0,
  今早: 0,
  今晚: 0,
  今夜: 0,
  今: 0,
  当天: 0,
  明天: 1,
  明早: 1,
  明晚: 1,
  今明两天: 0,
  今明两日: 0,
  今明: 0,
  明后天: 1,
  明后两天: 1,
  第二天: 1,
  次日: 1,
  后天: 2,
  大后天: 3,
  昨天: -1,
  昨晚: -1,
  昨夜: -1,
  前天: -2,
  大前天: -3,
}

const WEEK = '一二三四五六日天末'

function mondayOf(day: string): string {
  return addDays(day, -((weekdayOf(day) + 6) % 7))
}

const WEEKDAY =
  /^(下下|下个?|上上|上个?|这个?|本)?(?:周|星期|礼拜)(?!一(?:共|直|般|下(?!午)))([一二三四五六日天末1-6])(?!个)/

const WHOLE = /^(下下|下个?|上上|上个?|这个?|本)(周|星期|礼拜|月)/

const SHIFT: Readonly<Record<string, number>> = {
  下下: 2,
  下: 1,
  下个: 1,
  上上: -2,
  上: -1,
  上个: -1,
  这: 0,
  这个: 0,
  本: 0,
}

function weekday(text: string, start: number, now: Now): Found<Days> | undefined {
  const found = WEEKDAY.exec(text.slice(start, start + 8))
  if (!found) return undefined
  const [all, prefix, name = ''] = found
  const end = start + all.length
  const index = /\d/.test(name) ? Number(name) - 1 : Math.min(WEEK.indexOf(name), 8)
  const offset = name === '天' || name === '日' ? 6 : name === '末' ? 5 : index
  const week = addDays(mondayOf(now.day), 7 * (SHIFT[prefix ?? ''] ?? 0))
  const day = addDays(week, offset)
  // 周末 said on a Monday is the one just over
  const over = name === '末' && prefix === undefined && weekdayOf(now.day) === 1 ? -7 : 0
  if (over !== 0) return { end, value: { first: addDays(day, over), last: addDays(day, over + 1) } }
  if (name === '末') {
    return {
      end,
      value: { first: prefix === undefined && day < now.day ? now.day : day, last: addDays(day, 1) },
    }
  }
  if (prefix !== undefined) return { end, value: one(day) }
  const next = day < now.day ? addDays(day, 7) : day
  return { end, value: { ...one(next), before: addDays(next, next > now.day ? -7 : 0) } }
}

function whole(text: string, start: number, now: Now): Found<Days> | undefined {
  const found = WHOLE.exec(text.slice(start, start + 5))
  if (!found) return undefined
  const [all, prefix = '', unit] = found
  const shift = SHIFT[prefix] ?? 0
  const end = start + all.length
  if (unit === '月') {
    // 下月3号: the number behind is read as a day of that month
    return { end, value: monthOf(now.day, shift) }
  }
  const first = addDays(mondayOf(now.day), 7 * shift)
  return { end, value: { first, last: addDays(first, 6) } }
}

/** With what day words begin: all but numbers. */
const WORDS_BEGIN = charSet('今当明第次后大昨前月下上这本周星礼')

/** A day, a week or a month that begins at `start`. */
export function daysAt(text: string, start: number, now: Now): Found<Days> | undefined {
  const found = isAt(WORDS_BEGIN, text, start) ? dayWord(text, start, now) : calendar(text, start, now)
  return found && text.charAt(found.end + 1) === '旬' ? thirdOf(found, text.charAt(found.end)) : found
}

/** 7月上旬: ten days of a month, the last to its end. */
function thirdOf({ end, value: { first, last } }: Found<Days>, which: string): Found<Days> | undefined {
  const index = '上中下'.indexOf(which)
  if (index < 0 || !first.endsWith('-01')) return undefined
  const from = addDays(first, 10 * index)
  return { end: end + 2, value: { first: from, last: index === 2 ? last : addDays(from, 9) } }
}

function dayWord(text: string, start: number, now: Now): Found<Days> | undefined {
  for (let length = 4; length >= 2; length--) {
    const word = text.slice(start, start + length)
    const shift = NAMED[word]
    if (shift === undefined || word.length !== length) continue
    const day = addDays(now.day, shift)
    return {
      end: start + length,
      value: /^(?:明后|今明)/.test(word) ? { first: day, last: addDays(day, 1) } : one(day),
    }
  }
  if (text.startsWith('月底', start)) return { end: start + 2, value: one(monthOf(now.day, 0).last) }
  const week = weekday(text, start, now)
  if (week) return week
  const span = whole(text, start, now)
  if (span) {
    const inside = text.slice(start, span.end).endsWith('月') ? numeralAt(text, span.end) : undefined
    const end = inside ? firstNumber(text, span.end) : 0
    if (inside?.value !== undefined && '号日'.includes(text.charAt(end)) && end < text.length) {
      const day = dayOfMonth(inside.value, span.value.first, now, true)
      if (day) return { end: end + 1, value: day }
    }
    return span
  }
  return calendar(text, start, now)
}

const FROM_TODAY = /^(?:下个?|上个?|本|这个?)(?:周|星|礼|个)|^(?:今|明|后|大后|昨|前)/

/** The end of a range of days, read on the base of its first day: 到周五, 至31号, -8月2日. */
export function rangeOfDays(first: Days, text: string, start: number, now: Now): Found<Days> | undefined {
  const link = /^(到|至|-|~)/.exec(text.charAt(start))
  if (!link) return undefined
  const from: Now = { ...now, day: first.first }
  const bare = /^(\d{1,2}|[一二三四五六七八九十]{1,3})(?:[号日]|(?![\d月点户块个人天组]))/.exec(
    text.slice(start + 1, start + 6),
  )
  // 今天到三岔组: the name of a place
  const named =
    bare && !/[号日]$/.test(bare[0]) && /[\u4e00-\u9fff]/.test(text.charAt(start + 1 + bare[0].length))
  if (named && (/[一二三四五六七八九十]/.test(bare[0]) || text.charAt(start - 1) === '天')) return undefined
  if (bare) {
    const number = numeralAt(text, start + 1)
    const day = number?.value === undefined ? undefined : dayOfMonth(number.value, first.first, from, false)
    if (day) return { end: start + 1 + bare[0].length, value: { first: first.first, last: day.first } }
  }
  // 下周五 counts from today, whatever day the range begins with; 周五 from there.
  const bases = FROM_TODAY.test(text.slice(start + 1, start + 3)) ? [now, from] : [from, now]
  const last = bases
    .map((base) => daysAt(text, start + 1, base))
    .find((found) => found !== undefined && found.value.last >= first.first)
  if (!last) return undefined
  return { end: last.end, value: { first: first.first, last: last.value.last } }
}
