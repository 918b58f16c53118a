import type { Case, Rung } from '../../entities'
import type { Policy } from '../policy'

const MINUTE = 60_000

/** What the next move of a case depends on. */
export type Climb = Pick<
  Case,
  | 'kind'
  | 'dueAt'
  | 'ladder'
  | 'step'
  | 'level'
  | 'lastStepAt'
  | 'lastAskAt'
  | 'ownerId'
  | 'ownedUntil'
  | 'ownerAsked'
  | 'lastToldAt'
> & { restsAt: number | null }

/**
 * What to do with a case now. `rung` fires one rung; `again` tells the highest level once more; `ask_owner` asks whoever
 * took it for one line; `lapse` ends a lease that was not renewed; `rest` stops a morning case for the day.
 */
export type Move =
  | { do: 'rung'; index: number; rung: Rung }
  | { do: 'again' | 'ask_owner' | 'lapse' | 'rest' }
  | { do: 'wait'; until: number | null }

/** Minutes between two tellings of the highest level; null: it is told once. */
function repeatMinutes(climb: Climb, taken: boolean, policy: Policy): number | null {
  switch (climb.kind) {
    case 'help':
      return taken ? policy.help.repeatWhenTaken : policy.help.repeatEvery
    case 'illness':
      return taken ? null : policy.illness.repeatEvery
    case 'return':
      return taken ? null : policy.returns.repeatEvery
    default:
      return null
  }
}

/**
 * The top is told once more as long after the last telling as the ladder meant: one that was held for a while, or catches
 * up, must not say the same twice within minutes.
 */
function apartFromLast({ ladder, step, lastToldAt }: Climb, rung: Rung): number {
  if (rung.to !== 'top' || lastToldAt === null) return -Infinity
  return lastToldAt + (rung.after - (ladder[step - 1]?.after ?? rung.after)) * MINUTE
}

/** An alarm gives the last ask this long to be answered, also when the ladder is catching up. */
function rungTime(climb: Climb, rung: Rung, policy: Policy): number {
  const due = climb.dueAt + rung.after * MINUTE
  // After a stop of ours: one step a minute until the ladder has caught up.
  const step = climb.lastStepAt === null ? due : Math.max(due, climb.lastStepAt + MINUTE)
  const paced = Math.max(step, apartFromLast(climb, rung))
  const isAlarm = rung.to === 'township' || rung.to === 'district' || rung.to === 'top'
  return isAlarm && climb.lastAskAt !== null
    ? Math.max(paced, climb.lastAskAt + policy.catchUp.alarmAfterAsk * MINUTE)
    : paced
}

/**
 * The one move that is due at `now`, or until when there is nothing to do. Pure; called again after each move.
 * 1. A morning case rests in the evening.
 * 2. A lease holds the ladder (help is told on, more rarely); its owner is asked for a line, then it lapses.
 * 3. The next rung, one at a time.
 * 4. With all rungs taken, the top is told again.
 */
export function nextMove(climb: Climb, now: number, policy: Policy): Move {
  const { ownedUntil, restsAt } = climb
  const owned = climb.ownerId !== null && ownedUntil !== null
  if (restsAt !== null && now >= restsAt) return { do: 'rest' }
  if (owned && now >= ownedUntil) return { do: 'lapse' }
  const times: number[] = []
  const reaches = (at: number) => {
    times.push(at)
    return now >= at
  }
  if (owned) {
    const askAt = ownedUntil - (policy.taking.lease - policy.taking.ownerAskedAt) * MINUTE
    if (!climb.ownerAsked && reaches(askAt)) return { do: 'ask_owner' }
    times.push(ownedUntil)
  }
  const rung = climb.ladder[climb.step]
  if (!owned && rung !== undefined) {
    if (reaches(rungTime(climb, rung, policy))) return { do: 'rung', index: climb.step, rung }
  }
  const minutes = repeatMinutes(climb, owned, policy)
  if (
    minutes !== null &&
    climb.level !== 'none' &&
    climb.lastToldAt !== null &&
    (owned || rung === undefined)
  ) {
    if (reaches(climb.lastToldAt + minutes * MINUTE)) return { do: 'again' }
  }
  if (restsAt !== null) times.push(restsAt)
  return { do: 'wait', until: times.length === 0 ? null : Math.min(...times) }
}
