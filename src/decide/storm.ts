import type { Policy } from '../policy'
import { grouped } from './grouped'

const MINUTE = 60_000

/** An alarm about a case to a supervisor: still to be sent, told by a message of its own, or in a list. */
export interface AlarmRow {
  id: number
  personId: number
  caseId: number
  /** When it is due or was told; epoch ms. */
  at: number
  state: 'waiting' | 'told' | 'listed'
}

/** What becomes one list: the alarms that are not sent, and every case it shows. */
export interface Storm {
  personId: number
  rows: number[]
  cases: number[]
}

/**
 * More than `storm.moreThan` cases for one supervisor within `storm.within` minutes become one list: what still waits,
 * and what was told one by one just before, so that one list is enough to work from. Pure; the order is the rows' own.
 */
export function stormsOf(alarms: readonly AlarmRow[], now: number, { storm }: Policy): Storm[] {
  const recent = alarms.filter(({ at }) => at > now - storm.within * MINUTE && at <= now)
  const storms: Storm[] = []
  for (const [personId, rows] of grouped(recent, (row) => row.personId)) {
    const waiting = rows.filter(({ state }) => state === 'waiting')
    if (waiting.length === 0 || new Set(rows.map(({ caseId }) => caseId)).size <= storm.moreThan) continue
    const listed = new Set(rows.filter(({ state }) => state === 'listed').map(({ caseId }) => caseId))
    const again = new Set(waiting.map(({ caseId }) => caseId))
    const shown = rows.map(({ caseId }) => caseId).filter((id) => again.has(id) || !listed.has(id))
    storms.push({ personId, rows: waiting.map(({ id }) => id), cases: [...new Set(shown)] })
  }
  return storms
}
