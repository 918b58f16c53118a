/** Comparing what was read with what was meant: strict on structure, lenient on copied text. */
import type { Fact, Part } from '../../src/understand'

export interface Labelled {
  id?: string
  role?: 'member' | 'secretary' | 'villager' | 'supervisor'
  at: string
  text: string
  facts: Fact[]
}

/** Copied words: equal without blanks and punctuation, or one within the other. */
const COPIED = new Set(['place', 'text', 'reason', 'symptom', 'unit', 'scope', 'about'])

const bare = (text: string): string => text.replace(/[\s\p{P}\p{S}]/gu, '')

export function likeText(a: string, b: string): boolean {
  const [x, y] = [bare(a), bare(b)]
  return x === y || (x !== '' && y !== '' && (x.includes(y) || y.includes(x)))
}

function sameParts(a: readonly Part[], b: readonly Part[]): boolean {
  return (
    a.length === b.length &&
    a.every((part, i) => {
      const other = b[i]
      return (
        part.count === other?.count && likeText(part.unit, other.unit) && likeText(part.label, other.label)
      )
    })
  )
}

const sameList = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && [...a].sort().join() === [...b].sort().join()

function sameValue(key: string, a: unknown, b: unknown): boolean {
  if (a === undefined || b === undefined) return a === b
  if (key === 'parts') return sameParts(a as Part[], b as Part[])
  if (Array.isArray(a) && Array.isArray(b)) return sameList(a as string[], b as string[])
  if (/^(?:from|until|to)$/.test(key) && typeof a === 'string' && typeof b === 'string')
    return Date.parse(a) === Date.parse(b)
  if (COPIED.has(key) && typeof a === 'string' && typeof b === 'string') return likeText(a, b)
  return a === b
}

/** The keys in which two facts of one kind differ. */
export function differences(a: Fact, b: Fact): string[] {
  const x = new Map<string, unknown>(Object.entries(a))
  const y = new Map<string, unknown>(Object.entries(b))
  return [...new Set([...x.keys(), ...y.keys()])].filter((key) => !sameValue(key, x.get(key), y.get(key)))
}

export interface Matching {
  /** Facts read exactly as meant. */
  right: Fact[]
  missed: Fact[]
  invented: Fact[]
  /** Missed and invented facts of one kind that were meant to be each other, with the keys that differ. */
  near: { meant: Fact; got: Fact; keys: string[] }[]
}

/** Pair the facts of one message. */
export function match(meant: readonly Fact[], got: readonly Fact[]): Matching {
  const missed: Fact[] = []
  const left = [...got]
  const right: Fact[] = []
  for (const fact of meant) {
    const i = left.findIndex((other) => differences(fact, other).length === 0)
    if (i >= 0) {
      right.push(fact)
      left.splice(i, 1)
    } else missed.push(fact)
  }
  const near: Matching['near'] = []
  const free = [...left]
  for (const fact of missed) {
    const candidates = free
      .filter((other) => other.kind === fact.kind)
      .map((other) => ({ other, keys: differences(fact, other) }))
    const best = candidates.sort((a, b) => a.keys.length - b.keys.length)[0]
    if (best) {
      near.push({ meant: fact, got: best.other, keys: best.keys })
      free.splice(free.indexOf(best.other), 1)
    }
  }
  return { right, missed, invented: left, near }
}

export interface Tally {
  right: number
  meant: number
  got: number
}

export const precision = (t: Tally): number => (t.got === 0 ? 1 : t.right / t.got)
export const recall = (t: Tally): number => (t.meant === 0 ? 1 : t.right / t.meant)
export const f1 = (t: Tally): number => (t.meant + t.got === 0 ? 1 : (2 * t.right) / (t.meant + t.got))
