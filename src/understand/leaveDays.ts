/** The days a request for leave is for. */
import { addDays, daysBetween } from '../time'
import type { LeaveKind } from './facts'
import { endDayOf } from './days'
import { type Frame } from './frames'
import { denied, some } from './scene'
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
  /^(?:我|人)?.{0,4}(?:不在村|不在岗|不在|来不了|不来)/.test(frame.text)

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

/** Read the days from the request, from what only says when, and then from the clauses around. */
export function leaveDays(
  frame: Frame,
  around: readonly Frame[],
  now: Now,
  kind: LeaveKind,
  extend: boolean,
): LeaveDays {
  const own = [frame, ...around.filter((f) => isPartOfRequest(f) || isClocked(f))]
  const rest = around.filter((f) => !isPartOfRequest(f) && isMine(f) && !isReport(f))
  const back = [...around].map(returnDay).find((day) => day !== undefined && day > now.day)
  const frames = [...own, ...rest].filter((f) => f === frame || returnDay(f) === undefined)
  const length = own.flatMap((f) => f.tokens).find((t) => (t.f.length ?? 0) > 0)?.f.length
  const ends = frames.map((f) => endDayOf(f.tokens)).find((day) => day !== undefined && day.last >= now.day)
  const said = frames
    .flatMap((f) => f.tokens)
    .flatMap((t) => (t.f.day !== undefined && t.f.day !== ends && t.f.day.last >= now.day ? [t.f.day] : []))
  const day = withinRange(said)
  const atOnce = /现在|马上|立即|立刻|今天|今晚|这就/.test(frames.map((f) => f.text).join(' '))
  const start = day?.first ?? nextStart(now, kind, extend, atOnce)
  const until =
    length === undefined && ends === undefined && day?.first === day?.last && back !== undefined
      ? addDays(back, -1)
      : undefined
  const last = ends?.last ?? until ?? day?.last ?? start
  const counted =
    length !== undefined &&
    (ends === undefined || day === undefined) &&
    (day === undefined || daysBetween(day.first, day.last) + 1 !== Math.ceil(length))
  const to = counted ? lastDay(start, length) : last < start ? start : last
  const half = length === undefined && start === to && isHalf(own)
  return { from: start, to, days: length ?? (half ? 0.5 : daysBetween(start, to) + 1) }
}
