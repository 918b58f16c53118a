import { dice } from '../../src/simulate/random'
import { type ReadingContext, understand } from '../../src/understand'
import { fuzzedContext } from './contexts'
import { faults } from './invariants'
import { fuzzedText, spoiltSources } from './texts'

/** CPU a text may take, ms. */
export const MOST_MS = 20
const AGAIN = 8
const SHRINKINGS = 120
const START = Date.parse('2026-01-01T00:00:00+08:00')
const YEAR = 365 * 86_400_000

export interface Case {
  text: string
  at: number
  context: ReadingContext
}

export interface Failure extends Case {
  seed: string
  faults: string[]
}

export interface Fuzzed {
  texts: number
  failures: Failure[]
  /** The text that took longest, CPU ms: the best of several readings. */
  worst: { ms: number; seed: string }
}

/** CPU ms of one reading. */
export function cpuOf({ text, at, context }: Case): number {
  const before = process.cpuUsage()
  understand(text, at, context)
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

/** The least CPU of several readings: a busy machine and the garbage of others only ever add. */
export const leastCpuOf = (one: Case): number => Math.min(...Array.from({ length: AGAIN }, () => cpuOf(one)))

/** What is wrong with how a text is read. */
export function faultsOf({ text, at, context }: Case): string[] {
  try {
    const reading = understand(text, at, context)
    const again = understand(text, at, context)
    const same = JSON.stringify(reading) === JSON.stringify(again)
    return [...faults(text, context, reading), ...(same ? [] : ['read twice, it means two things'])]
  } catch (error) {
    return [error instanceof Error ? (error.stack ?? error.message) : String(error)]
  }
}

/** The same fault in as few characters as can be. */
function shrunk(one: Case): Case {
  let best = one
  let tries = SHRINKINGS
  for (let size = Math.ceil(one.text.length / 2); size > 0; size = Math.floor(size / 2)) {
    for (let at = 0; at + size <= best.text.length && tries-- > 0; ) {
      const shorter = { ...best, text: best.text.slice(0, at) + best.text.slice(at + size) }
      if (faultsOf(shorter).length > 0) best = shorter
      else at += size
    }
  }
  return best
}

function caseOf(seed: string, sources: readonly string[]): Case {
  const roll = dice(seed)
  const text = fuzzedText(roll, sources)
  const at = START + Math.floor(roll.between(0, YEAR) / 1000) * 1000
  return { text, at, context: fuzzedContext(roll, at, roll.pick(sources)) }
}

/** Read made-up texts as long as `goesOn`; every text is named by its seed. `timed`: slow ones are failures too. */
export function fuzz(
  seed: number,
  goesOn: (texts: number, failures: number) => boolean,
  timed = true,
): Fuzzed {
  const sources = spoiltSources()
  const failures: Failure[] = []
  let worst = { ms: 0, seed: '' }
  let texts = 0
  for (; goesOn(texts, failures.length); texts++) {
    const name = `${String(seed)}.${String(texts)}`
    const one = caseOf(name, sources)
    const found = faultsOf(one)
    if (found.length > 0) {
      const least = shrunk(one)
      failures.push({ ...least, seed: name, faults: faultsOf(least) })
      continue
    }
    if (!timed) continue
    // Reading it again is only worth while when it may be the slowest
    const ms = cpuOf(one) > worst.ms ? leastCpuOf(one) : 0
    if (ms > worst.ms) worst = { ms, seed: name }
    if (ms > MOST_MS) failures.push({ ...one, seed: name, faults: [`it takes ${ms.toFixed(1)} ms`] })
  }
  return { texts, failures, worst }
}
