/** What a sub-count is of: the words before its number, or else those behind it. */
import { type Frame } from './frames'
import { pieceOf, type Scene } from './scene'
import type { Token } from './token'

export interface Label {
  text: string
  /** The index of the last token that belongs to the count and its label. */
  end: number
}

const empty = (token: Token): boolean =>
  token.f.filler === true ||
  token.f.among === true ||
  token.f.join === true ||
  token.f.punct === 'list' ||
  /^(?:了|有|为|是|和|的|约|近|又|另|还有|,|改成|改为|更正为|应改为|更改为)$/.test(token.text)

function trimmed(tokens: readonly Token[]): Token[] {
  let [from, to] = [0, tokens.length]
  const dull = (token: Token | undefined): boolean => token !== undefined && empty(token)
  while (from < to && dull(tokens[from])) from++
  while (to > from && dull(tokens[to - 1])) to--
  return tokens.slice(from, to)
}

function textOf(scene: Scene, tokens: readonly Token[]): string {
  const kept = trimmed(tokens)
  const [first, last] = [kept[0], kept.at(-1)]
  return first && last ? pieceOf(scene, first.start, last.end) : ''
}

/** Where the words before the number at `i` begin: behind the number before, or the 、 that parts them. */
export function segmentStart(tokens: readonly Token[], i: number, since: number): number {
  if (since < 0) return 0
  const list = tokens.findLastIndex((t, k) => k > since && k < i && t.f.punct === 'list')
  return Math.max(since, list) + 1
}

/** Where the words behind the number at `i` end: before the next number, a 、 or another doing. */
function segmentEnd(tokens: readonly Token[], i: number): number {
  // 有2户要申请低保 is one label, 4块有争议走访5户 is not
  const said = (k: number): boolean =>
    tokens
      .slice(i + 1, k)
      .some((t) => !empty(t) && t.f.plan !== true && t.f.neg !== true && t.f.done !== true)
  const next = tokens.findIndex(
    (t, k) =>
      k > i &&
      ((t.f.qty ?? t.f.punct) !== undefined ||
        (t.f.cat !== undefined && t.f.verb === true && (t.f.weight ?? 0) >= 3 && said(k))),
  )
  return next === -1 ? tokens.length : next
}

const ATTENDS = /^(?:到会|参加|参会|到场|来听|参与|听课|出席|到)/

/** 1场31人参加; but not 4户17人到小学. */
const COMES = /^(?:到会|参加|参会|到场|来听|来了|参与|听课|听讲|出席|受益|受教育|签到|报名|受训)/

/** The label of the number at `i`; `since` is the last token used before it in the clause, or -1. */
export function labelOf(scene: Scene, frame: Frame, i: number, since: number): Label {
  const { tokens } = frame
  const [own, other] = [tokens[i]?.f.qty?.unit, tokens[i - 1]?.f.qty?.unit]
  // 转移4户17人到小学
  const end = segmentEnd(tokens, i)
  const after = textOf(scene, tokens.slice(i + 1, end))
  if (since === i - 1 && other !== undefined && own !== undefined && other !== own)
    return COMES.test(after) ? { text: after, end: end - 1 } : { text: own, end: i }
  const words = tokens.slice(segmentStart(tokens, i, since), i)
  const before = textOf(scene, words).replace(
    /^(?:其中|今天|当场|现场|当天|结果|到现在)+(?=.)|^(?:有|的|了)|(?:有|了|为)$/g,
    '',
  )
  const people = words.filter((t) => !empty(t)).every((t) => t.f.outsider === true || t.f.noun === true)
  if (before !== '' && !(people && ATTENDS.test(after))) return { text: before, end: i }
  return after !== '' ? { text: after, end: end - 1 } : { text: tokens[i]?.f.qty?.unit ?? '', end: i }
}
