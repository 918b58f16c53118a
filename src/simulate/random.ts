/** Chance that can be repeated: the same labels always throw the same numbers, whatever else is thrown in between. */
export interface Dice {
  /** 0 ≤ x < 1 */
  next(): number
  chance(p: number): boolean
  /** A real number of [from, to). */
  between(from: number, to: number): number
  /** A whole number of from … to, both included. */
  whole(from: number, to: number): number
  pick<T>(list: readonly T[]): T
  /** Bell-shaped, by its mean and standard deviation. */
  around(mean: number, deviation: number): number
  /** Waiting times of people: half are below the median, a few are many times as long. */
  delay(median: number): number
}

type Label = string | number

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

function hashOf(text: string): number {
  let hash = FNV_OFFSET
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), FNV_PRIME)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Dice for what these labels name: `dice(seed, 'leave', person, day)`. */
export function dice(...labels: readonly Label[]): Dice {
  let state = hashOf(labels.join('|'))
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next())
  return {
    next,
    chance: (p) => next() < p,
    between: (from, to) => from + next() * (to - from),
    whole: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick(list) {
      const found = list[Math.floor(next() * list.length)]
      if (found === undefined) throw new RangeError('nothing to pick from')
      return found
    },
    around: (mean, deviation) => mean + normal() * deviation,
    delay: (median) => median * Math.exp(normal()),
  }
}
