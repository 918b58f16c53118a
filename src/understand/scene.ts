/** What the readers share: the text, its frames, and the facts found so far. */
import type { Fact, ReadingContext, Who } from './facts'
import { type Frame } from './frames'
import { type Source, written } from './source'
import type { Token } from './token'
import type { Now } from './instants'

export interface Draft<F extends Fact = Fact> {
  fact: F
  start: number
  end: number
  reader: string
  /** The speaker's own words for where somebody is and what for, where they stand for themselves. */
  said?: string | undefined
}

export interface Scene {
  source: Source
  now: Now
  context: ReadingContext
  frames: Frame[]
  drafts: Draft[]
  /** The whereabouts spoken of last. */
  focus: Draft | undefined
  /** 早上七点半走的: a start said before its whereabouts. */
  start: { who: string; line: number; from: string } | undefined
  /** A correction was said: bare numbers may stand for the last message's. */
  corrects: boolean
}

export function add<F extends Fact>(
  scene: Scene,
  reader: string,
  fact: F,
  start: number,
  end: number,
): Draft<F> {
  const draft: Draft<F> = { fact, start, end, reader }
  scene.drafts.push(draft)
  return draft
}

/** A draft is also told of in this clause, before its own words or behind them. */
export function widen(draft: Draft, frame: Frame): void {
  draft.start = Math.min(draft.start, frame.start)
  draft.end = Math.max(draft.end, frame.end)
}

/** A piece of the levelled text between two tokens, as written. */
export const pieceOf = (scene: Scene, start: number, end: number): string =>
  written(scene.source, start, end).replace(/^[\s,,。;;、]+|[\s,,。;;、]+$/g, '')

/** Names as written: `self`, `team`, `rest` stay. */
export const isTeamWord = (who: Who): boolean => who === 'self' || who === 'team' || who === 'rest'

/** Someone outside speaks of the team: what it did is hearsay, its counts are not counted. */
export const isWitness = (scene: Scene): boolean =>
  scene.context.role === 'secretary' || scene.context.role === 'villager'

/** Is the token at `i` denied by a word before it in its clause? */
export function denied(tokens: readonly Token[], i: number): boolean {
  let stays = false
  for (let k = i - 1; k >= Math.max(0, i - 4); k--) {
    const token = tokens[k]
    if (!token || token.f.punct === 'list') return false
    // 哪里都没去|在村委会: what is denied went before
    if (stays && (token.f.go ?? token.f.verb)) return false
    if (token.f.at) stays = true
    if (token.f.neg) return true
    if (token.f.status ?? token.f.qty ?? token.f.cat ?? token.f.back) return false
  }
  return false
}

export const some = (frame: Frame, test: (token: Token) => boolean): boolean => frame.tokens.some(test)

/** Everyone the clause is about: kinds without `with` put all in `who`. */
export const everyone = (frame: Frame): Who[] => {
  const all = [...new Set([...(frame.explicit ? frame.who : []), ...frame.with, ...frame.named])]
  return all.length > 0 ? all : [...frame.who]
}
