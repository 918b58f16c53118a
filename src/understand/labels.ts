/** What a sub-count is of: the words before its number, or else those behind it. */
import { type Frame } from './frames'
import { pieceOf, type Scene } from './scene'
import type { Token } from './token'

const empty = (token: Token): boolean =>
  token.f.filler === true ||
  token.f.among === true ||
  token.f.join === true ||
  token.f.punct === 'list' ||
  /^(?:了|有|为|是|和|的|约|近|又|另|还有|,)$/.test(token.text)

function trimmed(tokens: readonly Token[]): Token[] {
  let [from, to] = [0, tokens.length]
  while (from < to && tokens[from] && empty(tokens[from] as Token)) from++
  while (to > from && tokens[to - 1] && empty(tokens[to - 1] as Token)) to--
  return tokens.slice(from, to)
}

function textOf(scene: Scene, tokens: readonly Token[]): string {
  const kept = trimmed(tokens)
  const [first, last] = [kept[0], kept.at(-1)]
  return first && last ? pieceOf(scene, first.start, last.end) : ''
}

/** The label of the number at `i`; `since` is the index of the number before it in the clause, or -1. */
export function labelOf(scene: Scene, frame: Frame, i: number, since: number): string {
  const { tokens } = frame
  const next = tokens.findIndex((t, k) => k > i && (t.f.qty ?? t.f.punct) !== undefined)
  const before = textOf(scene, tokens.slice(since + 1, i)).replace(/^(?:其中|有|的|了)|(?:有|了|为)$/g, '')
  const after = textOf(scene, tokens.slice(i + 1, next === -1 ? tokens.length : next))
  const people = tokens
    .slice(since + 1, i)
    .filter((t) => !empty(t))
    .every((t) => t.f.outsider === true || t.f.noun === true)
  const attends = /^(?:到会|参加|参会|到场|来听|参与|听课|出席|到)/.test(after)
  const label = before !== '' && !(people && attends) ? before : after
  return label !== '' ? label : (tokens[i]?.f.qty?.unit ?? '')
}
