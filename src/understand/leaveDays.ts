/** The days a request for leave is for. */
import { addDays, daysBetween } from '../time'
import type { LeaveKind } from './facts'
import { endDayOf } from './days'
import { type Frame } from './frames'
import { denied, some } from './scene'
import { dayOfMonth } from './calendarDays'
import { lastDay } from './times'
import type { Days } from './vocabulary/features'
import type { Now } from './instants'

export interface LeaveDays {
  from: string
  to: string
  days: number
}

const NOON = 12 * 60

/** 后天回, 周一早上到岗: the day it is over. */
const returnDay = (frame: Frame): string | undefined =>
  some(frame, (t) => t.f.back === true || t.f.status === 'in_village') &&
  !some(frame, (t) => t.f.leave !== undefined) &&
  !isAway(frame)
    ? frame.tokens.find((t) => t.f.day !== undefined)?.f.day?.first
    : undefined

/** 明天不在村: said again what the leave means. */
const isAway = (frame: Frame): boolean =>
  frame.tokens.some((t, i) => t.f.status === 'in_village' && denied(frame.tokens, i)) ||
  /^(?:我|人)?.{0,4}(?:不在村|不在岗|不在|来不了|(?<![起下上站出])不来(?!床))/.test(frame.text)

const LINKS =
  /^(?:不是|从|到|至|开始|起|算起|算|算上|包括|包含|含|共|计|时间|日期|请假时间|为期|为|是|回|回来|归队|返岗|休|请|-|~|的|一共|全天|一整天|就|只|和|及)$/

/** Nothing but when and how long: 从27号开始, 共5天. */
export const isPartOfRequest = (frame: Frame): boolean =>
  isAway(frame) ||
  (some(frame, (t) => t.f.length !== undefined || t.f.day !== undefined || t.f.part !== undefined) &&
    frame.tokens.every(
      (t) =>
        (t.f.length ??
          t.f.punct ??
          t.f.day ??
          t.f.part ??
          t.f.clock ??
          t.f.filler ??
          t.f.plan ??
          t.f.leave) !== undefined || LINKS.test(t.text),
    ))

/** 今天下午两点到五点去银行: a stretch of hours. */
const isClocked = (frame: Frame): boolean => frame.tokens.filter((t) => t.f.clock !== undefined).length === 2

/** 今天看重建户8户: what was done today is no day of leave. */
const isReport = (frame: Frame): boolean =>
  some(frame, (t) => t.f.cat !== undefined) && some(frame, (t) => t.f.qty !== undefined)

const isMine = (frame: Frame): boolean => !frame.explicit || frame.who[0] === 'self'

const nextStart = (now: Now, kind: LeaveKind, extend: boolean, atOnce: boolean): string =>
  now.minutes < NOON || atOnce || (kind === 'sick' && !extend) ? now.day : addDays(now.day, 1)

/** 明天下午请假, 今天两点到五点: one half of one day. */
const isHalf = (frames: readonly Frame[]): boolean => {
  const tokens = frames.flatMap((f) => f.tokens)
  const parts = tokens.filter((t) => t.f.part !== undefined && /上午|下午/.test(t.f.part.word))
  return parts.length === 1
}

/** 下周请三天,周二开始: the weekday is the one of the week said before. */
function withinRange([range, start]: readonly Days[]): Days | undefined {
  if (!range || !start || range.first === range.last || start.first !== start.last) return range
  const first =
    start.first < range.first && start.before !== undefined ? addDays(start.first, 7) : start.first
  return range.first <= first && first <= range.last ? { first, last: first } : range
}

/** 休到周日, said of a leave that begins next week: the Sunday of that week. */
const behindStart = (end: Days, start: string): string =>
  end.before !== undefined && end.last < start && addDays(end.last, 7) >= start
    ? addDays(end.last, 7)
    : end.last

/** 年假 28到30: bare days of the month, of the month named or the coming one. */
function bareRange(frames: readonly Frame[], near: string, now: Now): Days | undefined {
  const base = `${near.slice(0, 8)}01` > now.day ? `${near.slice(0, 8)}01` : now.day
  const text = frames.flatMap((f) => f.tokens).find((t) => t.f.qty?.unit === '' && BARE.test(t.text))?.text
  const [, a, b] = BARE.exec(text ?? '') ?? []
  const first = a === undefined ? undefined : dayOfMonth(Number(a), base, { ...now, day: base }, false)
  const last = b === undefined ? undefined : dayOfMonth(Number(b), base, { ...now, day: base }, false)
  return first && last && first.first < last.first ? { first: first.first, last: last.first } : undefined
}

const BARE = /^(\d{1,2})[到至~-](\d{1,2})$/

/** How long: what stands behind the asking word wins over 疼了五天. */
function lengthOf(frames: readonly Frame[]): number | undefined {
  for (const { tokens } of frames) {
    const lengths = tokens.filter((t) => (t.f.length ?? 0) > 0)
    const asked = tokens.find((t) => t.f.leave !== undefined || ASKED.test(t.text))
    const found = lengths.find((t) => asked !== undefined && t.start >= asked.start) ?? lengths.at(-1)
    if (found) return found.f.length
  }
  return undefined
}

const ASKED = /^(?:想|要|再|先)?(?:请|续|休)$/

/** Not 不是8号, 不是到8号. */
const affirmed = ({ tokens }: Frame): Frame['tokens'] =>
  tokens.filter(
    (_, k) => !tokens.slice(Math.max(0, k - 2), k).some((t) => t.f.neg === true && t.text.endsWith('不是')),
  )

/** Read the days from the request, from what only says when, and then from the clauses around. */
export function leaveDays(
  frame: Frame,
  around: readonly Frame[],
  now: Now,
  kind: LeaveKind,
  extend: boolean,
): LeaveDays {
  const own = [
    frame,
    ...around.filter((f) => isPartOfRequest(f) || isClocked(f) || bareRange([f], now.day, now)),
  ]
  const rest = around.filter((f) => !isPartOfRequest(f) && isMine(f) && !isReport(f))
  const back = [...around].map(returnDay).find((day) => day !== undefined && day > now.day)
  const frames = [...own, ...rest].filter((f) => f === frame || returnDay(f) === undefined)
  const length = lengthOf(own)
  const ends = frames
    .map((f) => endDayOf(affirmed(f)))
    .find((day) => day !== undefined && day.last >= now.day)
  const named = (of: readonly Frame[]): Days[] =>
    of
      .flatMap((f) => affirmed(f))
      .flatMap((t) => (t.f.day !== undefined && t.f.day !== ends && t.f.day.last >= now.day ? [t.f.day] : []))
  const said = named(frames.filter((f) => own.includes(f)))
  const near = said[0]?.first ?? now.day
  const day = bareRange(own, near, now) ?? withinRange(said) ?? named(frames)[0]
  const atOnce = /现在|马上|立即|立刻|今天|今晚|这就/.test(frames.map((f) => f.text).join(' '))
  const start = day?.first ?? nextStart(now, kind, extend, atOnce)
  const until =
    length === undefined && ends === undefined && day?.first === day?.last && back !== undefined
      ? addDays(back, -1)
      : undefined
  const last = (ends && behindStart(ends, start)) ?? until ?? day?.last ?? start
  const counted =
    length !== undefined &&
    (ends === undefined || day === undefined) &&
    (day === undefined || daysBetween(day.first, day.last) + 1 !== Math.ceil(length))
  const to = counted ? lastDay(start, length) : last < start ? start : last
  const half = length === undefined && start === to && isHalf(own)
  return { from: start, to, days: length ?? (half ? 0.5 : daysBetween(start, to) + 1) }
}
