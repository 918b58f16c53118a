/** Work done or to do, with its numbers. */
import { type Counting, type Mention, push } from './counting'
import { count, nounBehind } from './counts'
import { type Frame } from './frames'
import { denied, isWitness, type Scene, some } from './scene'
import type { Token } from './token'
import { datesOf, EVENING, isTold } from './workDates'

/** Read the work of one clause. */
export function readWork(frame: Frame, scene: Scene, counting: Counting, planned: boolean): void {
  if (/^(?:收到|领到|接到)/.test(frame.tokens[0]?.text ?? '')) return
  const { tokens } = frame
  let mention: Mention | undefined
  let since = -1
  let counted = false
  let skip: Token | undefined
  const { topic } = counting
  if (
    topic &&
    (topic.whole || topic.line === frame.line) &&
    some(frame, (t) => t.f.qty !== undefined) &&
    !some(frame, (t) => t.f.cat !== undefined && t.f.noun === true)
  ) {
    mention = { cat: topic.cat, weight: 5, start: topic.start, end: frame.start, index: -1 }
  }
  if (
    some(frame, (t) => t.f.cat !== undefined) ||
    (topic?.whole !== true && some(frame, (t) => t.f.qty !== undefined))
  )
    counting.topic = undefined
  tokens.forEach((token, i) => {
    if (token === skip) return
    if (token.f.cat !== undefined && !denied(tokens, i)) {
      const weight = token.f.weight ?? 0
      if (!mention || weight >= mention.weight) {
        mention = {
          cat: token.f.cat,
          weight,
          start: mention?.start ?? token.start,
          end: token.end,
          index: mention?.index ?? i,
        }
      } else mention.end = token.end
      return
    }
    if (!token.f.qty) return
    const used = count(frame, scene, counting, i, mention, since)
    if (used) {
      skip = nounBehind(tokens, i)
      if (skip) {
        since = tokens.indexOf(skip)
        counted = true
        mention = undefined
        return
      }
      counted = true
      mention = undefined
      since = i
    }
  })
  if (mention === undefined || counted || planned) return
  const title =
    tokens.every((t) => t.f.cat !== undefined) &&
    frame.after === 'line' &&
    (frame.before === 'start' || frame.before === 'line' || frame.before === 'hard')
  const bare =
    tokens.every((t) => t.f.noun === true || (t.f.cat !== undefined && frame.after === 'colon')) &&
    frame.after !== 'end'
  if (title)
    counting.topic = {
      cat: (mention as Mention).cat,
      start: (mention as Mention).start,
      line: frame.line,
      whole: true,
    }
  if (frame.after === 'colon' || bare) {
    const { cat, start } = mention as Mention
    counting.topic = { cat, start, line: frame.line, whole: false }
  } else if (!isTitle(frame, scene)) uncounted(frame, scene, counting, mention)
}

/** 灾后重建进度(9月2日): the title of a report tells of nothing done. */
const isTitle = (frame: Frame, scene: Scene): boolean =>
  frame.heading !== undefined ||
  (frame.before === 'start' &&
    (frame.after === 'open' || frame.after === 'line') &&
    scene.frames.some((f) => f.line > 0) &&
    !isTold(frame))

/** Work without a number: a fact only when it is told as done. */
function uncounted(frame: Frame, scene: Scene, counting: Counting, mention: Mention): void {
  if (isWitness(scene)) return
  if (
    frame.tokens.every((t) => t.f.verb !== true || t.f.cat === undefined) &&
    /倒了|塌了|垮了|受损|冲毁/.test(frame.text)
  )
    return
  const { now } = scene
  const away = scene.drafts.some(
    (d) =>
      d.fact.kind === 'whereabouts' &&
      d.start === frame.start &&
      /business|rest|leave/.test(d.fact.status ?? ''),
  )
  if (away) return
  const item = counting.item
  if (scene.corrects && item && item.fact.category === undefined) {
    item.fact.category = mention.cat
    return
  }
  const { done } = datesOf(frame, scene)
  const over = frame.part !== undefined && frame.part.ends <= now.minutes + 60 && now.minutes >= 12 * 60
  const vague = some(frame, (t) => t.f.qty !== undefined && t.f.qty.count === undefined)
  const past = frame.day !== undefined && frame.day.last < now.day
  const beside = scene.drafts.some((d) => d.fact.kind === 'work' && d.fact.count !== undefined)
  const report =
    now.minutes >= EVENING &&
    (scene.frames.some((f) => f.line > 0) || (beside && some(frame, (t) => t.f.noise === 'money')))
  const leaving =
    some(frame, (t) => t.f.go === true || t.f.at === true || t.f.status === 'field') &&
    now.minutes < EVENING &&
    !some(frame, (t) => /^(?:完|过|已|已经|好了|完成|完了)$/.test(t.text) || t.f.length !== undefined)
  const told = (isTold(frame) && !leaving) || vague || past || over || (report && mention.weight >= 3)
  if (done === false || !told) {
    if (mention.weight >= 3) counting.item = undefined
    // 入户动员医保缴费,缴了37人: the number may come in the next breath
    if (done !== false && frame.after !== 'line')
      counting.topic = { cat: mention.cat, start: mention.start, line: frame.line, whole: false }
    return
  }
  const same = scene.drafts.some(
    (d) => d.fact.kind === 'work' && d.fact.category === mention.cat && d.fact.date === frame.day?.first,
  )
  if (same) return
  push(frame, scene, counting, mention.cat, undefined, [mention.start, mention.end])
}
