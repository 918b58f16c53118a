import type { Policy } from '../policy'

const MINUTE = 60_000

/** A stretch in which we heard nobody because of us; epoch ms, `from` included. */
interface Gap {
  from: number
  to: number
}

/**
 * A morning that falls due while we could hear nobody is due later by as long as that lasted, by `blind.movesAtMost`
 * minutes at most. `gaps` are in order and apart. Pure.
 */
export function movedDue(due: number, gaps: readonly Gap[], { blind }: Policy): number {
  let moved = due
  for (const { from, to } of gaps) if (moved >= from && moved < to) moved += to - from
  return Math.min(moved, due + blind.movesAtMost * MINUTE)
}
