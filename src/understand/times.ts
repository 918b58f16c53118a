/** Starts and ends said in a clause: 早上8点上山, 6点前回, 9点到11点, 两小时后, 周五回. */
import { addDays, instantOf, isoOf } from '../time'
import { type Frame } from './frames'
import type { Token } from './token'
import type { Clock, DayPart, Days } from './vocabulary/features'
import { endOf, type Now } from './instants'
import { instantOfClock } from './clocks'

export interface Times {
  from?: string
  until?: string
}

interface Moment {
  index: number
  clock: Clock | undefined
  part: DayPart | undefined
  minutes: number | undefined
}

/** 爬了两个钟头才到, 用了三小时: gone by already. */
const isSpent = (tokens: readonly Token[], i: number): boolean =>
  tokens[i]?.f.later !== true && tokens[i - 1]?.text.endsWith('了') === true

/** Clock words of a clause, each with the half of day in front of it. */
function moments(tokens: readonly Token[]): Moment[] {
  const found: Moment[] = []
  let part: { value: DayPart; index: number } | undefined
  tokens.forEach((token, index) => {
    const { f } = token
    if (f.part) part = { value: f.part, index }
    if (f.clock) {
      found.push({
        index,
        clock: f.clock,
        part: part && index - part.index <= 2 ? part.value : undefined,
        minutes: undefined,
      })
      part = undefined
    } else if (f.minutes !== undefined && isSpent(tokens, index)) return
    else if (f.later && f.minutes !== undefined)
      found.push({ index, clock: undefined, part: undefined, minutes: f.minutes })
    else if (f.minutes !== undefined && /^(?:晚|迟|早|晚点|提前|推迟)$/.test(tokens[index - 1]?.text ?? ''))
      return
    else if (
      f.minutes !== undefined &&
      tokens.some((t) => t.f.back ?? t.f.arrive ?? t.f.status === 'travelling')
    ) {
      found.push({ index, clock: undefined, part: undefined, minutes: f.minutes })
    } else if (f.part?.clock !== undefined) {
      const next = tokens.slice(index + 1, index + 3).some((t) => t.f.clock)
      if (!next) found.push({ index, clock: undefined, part: f.part, minutes: undefined })
    }
  })
  return found
}

function instant(moment: Moment, day: string, now: Now, past: boolean): number {
  if (moment.minutes !== undefined) return now.at + moment.minutes * 60_000
  if (moment.clock) return instantOfClock(moment.clock, moment.part, day, now, past)
  return instantOf(day, moment.part?.clock ?? 0, now.zone)
}

const isReturn = (token: Token): boolean =>
  (token.f.back === true && token.text !== '转') ||
  /^(?:下去)$/.test(token.text) ||
  (token.f.status === 'travelling' && /[回]/.test(token.text)) ||
  (token.f.place === undefined && /^(?:为止|结束|散)$/.test(token.text))

/** 6点还没回; 中午不回村委会吃. 天黑不回就来找 tells of dusk all the same. */
function staysAway({ clock }: Moment, rest: readonly Token[], k: number): boolean {
  const before = rest[k - 1]
  if (/^(?:没|没有|还没|还没有|未)$/.test(before?.text ?? '')) return true
  const then = rest.slice(k + 1).some((t) => /^(?:就|找|喊|打|报)/.test(t.text))
  return clock === undefined && before?.f.neg === true && before.text.endsWith('不') && !then
}

/** The moment at `index` ends the whereabouts: a return, an end or 前 stands behind it. */
function endsThere(tokens: readonly Token[], moment: Moment, next: Moment | undefined): boolean {
  const { index } = moment
  const rest = tokens.slice(index + 1, next?.index)
  const before = tokens[index - 1]
  if (
    before?.f.arrive &&
    /到$/.test(before.text) &&
    index >= 2 &&
    (tokens[index - 2]?.f.verb ??
      tokens[index - 2]?.f.cat ??
      tokens[index - 2]?.f.meeting ??
      // 大概要到七点半
      (tokens[index - 2]?.f.plan === true && index === tokens.length - 1))
  )
    return true
  if (
    /^(?:改成|改到|推到|延到|等到|改在)$/.test(before?.text ?? '') && moment.clock === undefined
      ? moment.part?.clock !== undefined
      : /^(?:改成|改到|推到|延到|拖到|挨到|忙到|弄到)$/.test(before?.text ?? '')
  )
    return true
  // 回来怕要一点半
  if (
    tokens
      .slice(Math.max(0, index - 4), index)
      .some(
        (t, k, near) =>
          isReturn(t) &&
          near
            .slice(k + 1)
            .every(
              (x) =>
                (x.f.filler ?? x.f.plan ?? x.f.part) !== undefined ||
                /^(?:怕|怕是|得|可能|大约)$/.test(x.text),
            ),
      )
  )
    return true
  const text = rest.map((t) => t.text).join('')
  if (/^(?:以?前|之前)/.test(text)) return true
  if (
    rest.some((t, k) => isReturn(t) && !staysAway(moment, rest, k)) ||
    (rest.at(-1)?.text === '转' && next === undefined)
  )
    return true
  if (/(?:能联系|有信号|通电话|开机|能接|联系得上|恢复信号|能打通)/.test(text)) return true
  const arrive = rest.find((t) => t.f.arrive)
  if (arrive) {
    const place = rest[rest.indexOf(arrive) + 1]
    return (
      place === undefined ||
      place.f.place === 'village' ||
      place.f.place === 'office' ||
      place.f.place === 'dorm' ||
      place.f.done === true
    )
  }
  return moment.part?.word.endsWith('前') === true
}

/** 9点到11点, 从8点一直忙到12点: both ends of a range. */
function rangeAt(tokens: readonly Token[], all: readonly Moment[]): readonly [Moment, Moment] | undefined {
  for (let k = 0; k + 1 < all.length; k++) {
    const [a, b] = [all[k], all[k + 1]]
    if (!a || !b) continue
    const between = tokens.slice(a.index + 1, b.index).filter((t) => t.f.part === undefined)
    const link = between.at(-1)?.text ?? ''
    const since = tokens.slice(Math.max(0, a.index - 2), a.index).some((t) => t.text === '从')
    if (
      between.length === 1 ? /^[到至\-~]+$/.test(link) : since && between.length <= 4 && /[到至]$/.test(link)
    )
      return [a, b]
  }
  return undefined
}

const HALF_DAY = 12 * 3_600_000

const told = (tokens: readonly Token[]): boolean =>
  !tokens.some((t) => t.f.plan === true) &&
  tokens.some(
    (t) =>
      (t.f.done === true && t.text !== '刚才') ||
      t.text === '就' ||
      t.text.endsWith('了') ||
      (t.text === '的' && t === tokens.at(-1)),
  )

const DAY = 86_400_000
/** A time of return this long gone was not today's. */
const LONG_GONE = 8 * 3_600_000

/** 早上7点回 in the evening: no day was said, and this morning's seven is long over. */
const isTomorrows = ({ clock, part }: Moment, days: Days | undefined, at: number, now: Now): boolean =>
  days === undefined &&
  (clock !== undefined || part !== undefined) &&
  at < now.at - (/凌晨|半夜/.test(part?.word ?? '') ? 0 : LONG_GONE)

/** Starts and ends of a clause, on the day it is about (`day` absent: the day of speaking). */
export function timesOf(frame: Frame, days: Days | undefined, now: Now): Times {
  const { tokens } = frame
  const here = tokens.find((t) => t.f.day !== undefined)?.f.day
  const day = here && here.first === here.last ? here.first : (days?.first ?? now.day)
  const all = moments(tokens)
  const iso = (moment: Moment, past: boolean, late = 0): string =>
    isoOf(instant(moment, day, now, past) + late, now.zone)
  const range = rangeAt(tokens, all)
  if (range) {
    const part = range[1].part ?? range[0].part
    const until = iso({ ...range[1], part }, false)
    const from = iso(range[0], false)
    // 9点到11点, said at half past nine: a start is before its end.
    if (from < until) return { from, until }
    // 晚上8点到早上6点: both halves were said, so it ends the next morning
    if (range[0].part && range[1].part) return { from, until: iso(range[1], false, DAY) }
    return { from: iso(range[0], false, -HALF_DAY), until }
  }
  const times: Times = {}
  all.forEach((moment, k) => {
    const next = all[k + 1]
    if (endsThere(tokens, moment, next)) {
      const returned = tokens.slice(moment.index).find((t) => t.f.back)
      const at = iso(
        moment,
        false,
        isTomorrows(moment, here ?? days, instant(moment, day, now, false), now) ? DAY : 0,
      )
      // 讲到天黑才散: over, and nobody waits for it
      if (Date.parse(at) < now.at && tokens.some((t) => /^(?:散|散了|结束|散会)$/.test(t.text))) return
      // 7点回来的, 已经6点回来: told of what is over
      if (
        !(returned && Date.parse(at) > now.at && tokens.some((t) => t.f.done === true && /已/.test(t.text)))
      )
        times.until ??= at
    } else if (moment.minutes !== undefined && tokens.some((t) => t.f.status === 'travelling'))
      times.until ??= iso(moment, false)
    else if (moment.minutes !== undefined) times.from ??= iso(moment, false)
    else if (/开始/.test(frame.text) && moment.clock) times.from ??= iso(moment, false)
    else if (
      tokens
        .slice(moment.index + 1)
        .some((t) => t.f.status ?? t.f.go ?? t.f.at ?? t.f.cat ?? t.f.meeting ?? t.f.verb)
    ) {
      times.from ??= iso(moment, told(tokens))
    } else if (moment.clock && tokens.some((t) => t.f.status ?? t.f.go))
      times.from ??= iso(moment, told(tokens))
  })
  if (
    times.until === undefined &&
    here &&
    here.first > now.day &&
    tokens.some(isReturn) &&
    all.length === 0 &&
    !tokens.some((t) => t.f.place !== undefined && /unit|county|home|town|hospital/.test(t.f.place))
  ) {
    times.until = endOf(here.last, now)
  }
  return times
}

/** The last day of something that lasts `length` days from `first`. */
export const lastDay = (first: string, length: number): string =>
  addDays(first, Math.max(0, Math.ceil(length) - 1))
