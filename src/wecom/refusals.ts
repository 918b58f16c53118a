import type { Refusal } from './envelope'
import type { Log } from './types'

const A_MINUTE = 60_000

/**
 * Tells the operator of refused callbacks: the first of each reason at once, then once a minute how many `more` there
 * were. A wrong token shows at the first message, and a flood of forged ones does not fill the disk; `/metrics` counts
 * each.
 */
export function createRefusalLog(log: Log, now: () => number): (refusal: Refusal) => void {
  const told = new Map<string, { at: number; more: number }>()
  return ({ refused, reason }) => {
    const last = told.get(reason)
    const at = now()
    // A clock set back ends the minute too.
    if (last !== undefined && Math.abs(at - last.at) < A_MINUTE) {
      last.more += 1
      return
    }
    log.warn({ status: refused, reason, more: last?.more ?? 0 }, 'callback refused')
    told.set(reason, { at, more: 0 })
  }
}
