/** When work is or was done: told, under way, intended, ahead. */
import { isOfThing } from './days'
import type { WorkFact } from './facts'
import { type Frame } from './frames'
import { type Scene, some } from './scene'
import type { Token } from './token'

/** From here on a number tells of the day rather than announces. */
export const EVENING = 16 * 60

/** Told as done: 了, 完, 已 … or a stretch of the day spent on it. */
export const isTold = (frame: Frame): boolean =>
  some(
    frame,
    (t) =>
      (t.f.done === true && !/^刚/.test(t.text)) ||
      t.f.length !== undefined ||
      /[^好]了$/.test(t.text) ||
      /(?:完|过|成功)$/.test(t.text),
  )

/** 去看了6处, 今天完成:…: done with, though it is morning still. 上山去了 only goes. */
const isOver = (frame: Frame): boolean =>
  some(
    frame,
    ({ f, text }) =>
      (f.done === true && !/^刚/.test(text)) ||
      (f.go !== true &&
        f.status === undefined &&
        /[^好去来]了$/.test(text) &&
        (f.verb ?? f.cat) !== undefined),
  )

/** Going out with a number: 今天去二组核8块图斑,3点前回来. */
function goingOut(frame: Frame, scene: Scene): boolean {
  const { now, frames } = scene
  const sentence = frames.filter((f) => f.sentence === frame.sentence)
  if (sentence.some(isOver) || frames.some((f) => f.line === frame.line && f.after === 'colon' && isOver(f)))
    return false
  const moved = some(
    frame,
    (t) => t.f.go === true || t.f.status === 'field' || (t.f.at === true && t.text.startsWith('正')),
  )
  const returns = scene.drafts.some(
    (d) =>
      d.fact.kind === 'whereabouts' &&
      d.fact.until !== undefined &&
      Date.parse(d.fact.until) > now.at &&
      d.start >= (sentence[0]?.start ?? 0),
  )
  const announced = sentence.some(
    (f) =>
      f !== frame &&
      f.start > frame.start &&
      some(f, (t) => t.f.back === true) &&
      some(f, (t) => t.f.clock !== undefined || t.f.part?.clock !== undefined),
  )
  return moved && (now.minutes < 11 * 60 || ((returns || announced) && now.minutes < EVENING))
}

/** 计划核8块; but not 3块要整改. */
const isIntent = (frame: Frame, number: Token | undefined): boolean =>
  frame.tokens.some(
    (t, i) =>
      t.f.plan === true &&
      // 又开了支委会嗓子都要冒烟: told before it
      (number === undefined
        ? !frame.tokens.slice(0, i).some((x) => x.f.verb === true && /[^好]了$/.test(x.text))
        : t.start < number.start),
  ) && !some(frame, (t) => t.f.done === true && /^(?:了|已|已经|完成)$/.test(t.text))

/** What is open or of another day; `number` is the number it is about. */
export function datesOf(frame: Frame, scene: Scene, number?: Token): Pick<WorkFact, 'done' | 'date'> {
  const { now } = scene
  const days = frame.tokens.filter((t, k) => t.f.day !== undefined && !isOfThing(frame.tokens, k))
  // 昨晚2趟今早又1趟: the day said last before the number
  const near = number && days.length > 1 ? days.findLast((t) => t.start < number.start)?.f.day : undefined
  const here = near ?? days[0]?.f.day
  const day = near ?? frame.day ?? (here?.before === undefined || here.first === now.day ? here : undefined)
  const future = day !== undefined && day.first > now.day
  // 早上: 晚上开院坝会1场
  const part = frame.tokens.find((t) => t.f.part !== undefined)?.f.part
  const ahead = part !== undefined && day?.first !== now.day && day === undefined && part.starts > now.minutes
  // 补昨天的:入户走访8户: what is over is not ahead, however it is announced
  const past = number !== undefined && day !== undefined && day.last < now.day
  const open =
    !past && (future || ahead || frame.under === 'plan' || isIntent(frame, number) || goingOut(frame, scene))
  const date = day && day.first !== now.day && day.first === day.last ? day.first : undefined
  return { ...(open ? { done: false as const } : {}), ...(date === undefined ? {} : { date }) }
}
