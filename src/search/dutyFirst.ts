import { type Case, OutboundMessage } from '../../entities'
import type { Db } from '../record/database'
import { dutyOf, dutyScopeOf, isSameScope } from '../record/duty'
import type { Moment } from '../record/known'
import type { Holder } from '../record/people'
import { TOLD_FIRST } from '../wording/duty'

const MINUTE = 60_000

/** Whoever hears an alarm later: when, and the line that says why. */
export interface Later {
  at: number
  line: string
}

/**
 * Of the supervisors an alarm is for, those who are told only when nobody has taken the case by then: somebody of the
 * same level and place is on duty, and they have not been told of this case before. By person.
 */
export async function toldLater(
  db: Db,
  { id, round }: Pick<Case, 'id' | 'round'>,
  people: readonly Holder[],
  { now, zone }: Moment,
): Promise<Map<number, Later>> {
  const later = new Map<number, Later>()
  const duties = await dutyOf(db, people, now)
  if (duties.size === 0) return later
  const told = await db.find(OutboundMessage, { where: { caseId: id, purpose: 'alarm', round } })
  const known = new Set(
    told.filter(({ state }) => state === 'sent' || state === 'listed').map(({ personId }) => personId),
  )
  for (const { person, posting } of people) {
    const scope = dutyScopeOf(posting)
    if (scope === null || duties.has(person.id) || known.has(person.id)) continue
    const first = people.filter(({ person: other }) => {
      const duty = duties.get(other.id)
      return duty !== undefined && isSameScope(duty, scope)
    })
    const wait = Math.min(...first.map(({ person: other }) => duties.get(other.id)?.aloneFor ?? 0))
    if (first.length === 0 || wait === 0) continue
    const names = first.map(({ person: other }) => other.name)
    const line = TOLD_FIRST(names, now, zone)
    later.set(person.id, { at: now + wait * MINUTE, line })
  }
  return later
}

/** The group of those told later: dropped unsent when somebody has taken the case by then. */
export const LATER = ':later'
