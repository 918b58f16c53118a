import type { Features } from './vocabulary/features'

/** A piece of the levelled text that means something, or (with no features) means nothing known. */
export interface Token {
  start: number
  end: number
  text: string
  f: Features
}

export const isPlain = (token: Token | undefined): boolean =>
  token !== undefined && Object.keys(token.f).length === 0

/** Between this and the next token a thought may end. */
export const isBreak = (token: Token | undefined): boolean =>
  token === undefined || token.f.punct !== undefined
