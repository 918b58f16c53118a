import { addDays, dayOf, daysBetween } from '../time'
import type { SaidCheckIn, SaidLeave } from './whereabouts'

/**
 * What is on record of each day: in the village, away (business, leave, rest), or nothing. Nothing on record does not
 * mean absent; so there is no share and no shortfall here.
 */
export type DayKind = 'in_village' | 'business' | 'leave' | 'rest' | 'none'

export interface DaysSaid {
  checkIns: readonly Pick<SaidCheckIn, 'day' | 'status' | 'fromAt' | 'untilAt'>[]
  leaves: readonly Pick<SaidLeave, 'fromDay' | 'toDay' | 'endedDay' | 'state'>[]
  /** Days of work the person told of. */
  workDays: readonly string[]
}

const LONGEST = 366

/** The days from `from` to `to`, both included. */
export function daysFrom(from: string, to: string): string[] {
  const count = Math.min(daysBetween(from, to) + 1, LONGEST)
  return Array.from({ length: Math.max(count, 0) }, (_, index) => addDays(from, index))
}

const KIND: Readonly<Partial<Record<string, DayKind>>> = {
  in_village: 'in_village',
  field: 'in_village',
  travelling: 'in_village',
  business: 'business',
  leave: 'leave',
  rest: 'rest',
}

/** Whoever was in the village for a part of the day was there that day; work told of counts where nothing else is said. */
const STRENGTH: readonly DayKind[] = ['in_village', 'business', 'leave', 'rest']

/** Each day of the period with what is on record of it. Pure. */
export function daysHeld(said: DaysSaid, from: string, to: string, zone: string): Map<string, DayKind> {
  const kinds = new Map<string, Set<DayKind>>()
  const note = (first: string, last: string, kind: DayKind) => {
    const [start, end] = [first > from ? first : from, last < to ? last : to]
    if (start > end) return
    for (const day of daysFrom(start, end)) kinds.set(day, (kinds.get(day) ?? new Set()).add(kind))
  }
  for (const { day, status, fromAt, untilAt } of said.checkIns) {
    const kind = status === null ? undefined : KIND[status]
    if (kind === undefined) continue
    const first = fromAt === null ? day : dayOf(fromAt, zone)
    // A return after midnight does not make the night a day in the field.
    const lasts = untilAt !== null && kind !== 'in_village' ? dayOf(untilAt, zone) : first
    note(first, lasts < first ? first : lasts, kind)
  }
  for (const { fromDay, toDay, endedDay, state } of said.leaves) {
    if (state !== 'refused') note(fromDay, endedDay ?? toDay, 'leave')
  }
  const worked = new Set(said.workDays)
  return new Map(
    daysFrom(from, to).map((day) => {
      const kind = STRENGTH.find((each) => kinds.get(day)?.has(each))
      return [day, kind ?? (worked.has(day) ? 'in_village' : 'none')]
    }),
  )
}

/** How many days of each kind. */
export function countDays(days: ReadonlyMap<string, DayKind>): Record<DayKind, number> {
  const counts: Record<DayKind, number> = { in_village: 0, business: 0, leave: 0, rest: 0, none: 0 }
  for (const kind of days.values()) counts[kind]++
  return counts
}
