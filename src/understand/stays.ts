/** Whether a stay goes on, who is on the way back, and how its place is written. */
import type { Frame } from './frames'
import { latest, sameWho } from './amend'
import { instantOfClock } from './clocks'
import type { Found } from './position'
import { type Scene, some, widen } from './scene'
import { silentIn } from './silence'
import { type Times, timesOf } from './times'
import type { Token } from './token'
import { isoOf } from '../time'

/** 7月13日去的,20日结束: the end stands in a clause of its own. */
export const isAhead = (frame: Frame, today: string): boolean =>
  frame.tokens.some((t) => t.f.day !== undefined && t.f.day.first >= today) &&
  (/[才再要]/.test(frame.text) || !/今天|了$/.test(frame.text)) &&
  frame.tokens.some((t) => t.f.back ?? t.f.arrive)

/** 在村里等专家 他们十点到: those who are waited for. */
export function isAwaited(frame: Frame, scene: Scene): boolean {
  const before = scene.frames[frame.index - 1]
  return (
    some(frame, (t) => t.f.pron === 'they' || t.f.pron === 'he') &&
    before?.line === frame.line &&
    some(before, (t) => /^(?:等|等着|接|迎|迎接)$/.test(t.text))
  )
}

/** 先去一组核图斑,六点到村委会: a clock ahead, behind a stay elsewhere of the same people. */
export function isReturn(frame: Frame, times: Times, scene: Scene): boolean {
  const before = latest(scene, frame.start)
  const at = Date.parse(times.until ?? times.from ?? '')
  return (
    before !== undefined &&
    scene.frames.some((f) => f.line === frame.line && f.start <= before.start && before.start <= f.end) &&
    /field|business|rest|leave/.test(before.fact.status ?? '') &&
    sameWho(before.fact.who, frame.who) &&
    at > scene.now.at
  )
}

/** 昨天回家了,明天才来: begun before today, and not over. */
export function isStillAway(frame: Frame, scene: Scene): boolean {
  const next = scene.frames[frame.index + 1]
  if (/还没(?:有)?(?:回|下|到|转)|到现在/.test(frame.text)) return true
  return (
    next?.line === frame.line &&
    !next.explicit &&
    (isAhead(next, scene.now.day) ||
      /^(?:他|她|他们)?(?:也|都)?(?:还没|到现在|一直没)(?:回|下|来|转)/.test(next.text))
  )
}

/** 三组、四组: places in a row are one, as written. */
export function placeText(token: Token, frame: Frame, scene: Scene): string {
  const { tokens } = frame
  let i = tokens.indexOf(token)
  while (
    i >= 0 &&
    (tokens[i + 1]?.f.punct === 'list' || /^[和跟与及]$/.test(tokens[i + 1]?.text ?? '')) &&
    /hamlet|wild/.test(tokens[i + 2]?.f.place ?? '')
  )
    i += 2
  const last = i < 0 ? token : (tokens[i] ?? token)
  return scene.source.raw.slice(scene.source.from[token.start], scene.source.to[last.end - 1])
}

/** 推回村 估计要一个钟头, 路上堵,可能十点半: how long the way of the one before still is. */
export function howFar(frame: Frame, last: Frame | undefined, scene: Scene): boolean {
  const { now } = scene
  const way = latest(scene, frame.start)
  if (way?.fact.status !== 'travelling' || last?.line !== frame.line || frame.explicit) return false
  const minutes = frame.tokens.find((t) => t.f.minutes !== undefined)?.f.minutes
  const clock = frame.tokens.find((t) => t.f.clock !== undefined)?.f.clock
  const only = frame.tokens.every(
    (t) =>
      (t.f.minutes ?? t.f.filler ?? t.f.plan ?? t.f.clock ?? t.f.part) !== undefined ||
      /^(?:还|还要|得|需|需要|怕|怕要|要到|要|到)$/.test(t.text),
  )
  if (!only || (minutes ?? clock) === undefined) return false
  const part = frame.tokens.find((t) => t.f.part !== undefined)?.f.part
  const arrives = clock ? instantOfClock(clock, part, now.day, now, false) : now.at + (minutes ?? 0) * 60_000
  way.fact.until ??= isoOf(arrives, now.zone)
  way.end = Math.max(way.end, frame.end)
  return true
}

/** 在五组看地,等下要下到箐底没信号: the same trip, and no voice from it. */
export function goesSilent(frame: Frame, found: Pick<Found, 'status'>, scene: Scene): boolean {
  const draft = latest(scene, frame.start)
  const last = scene.frames[frame.index - 1]
  if (
    draft?.fact.status !== 'field' ||
    found.status !== 'field' ||
    last?.line !== frame.line ||
    frame.explicit ||
    frame.dayHere ||
    !silentIn(frame) ||
    !some(frame, (t) => t.f.plan === true)
  )
    return false
  draft.fact.noSignal = true
  const { until } = timesOf(frame, frame.day, scene.now)
  if (until !== undefined) draft.fact.until = until
  widen(draft, frame)
  return true
}
