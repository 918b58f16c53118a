import type { CalendarOverrides } from './calendar'
import { isWorkingDay } from './calendar'
import { awayOf, coveringOn, type Spell } from './accounted'
import { addDays } from '../time'

/** How far back the silent days of somebody on and off leave are looked for. */
export const LOOKED_BACK = 60

/**
 * The earliest of the `count` working days before `day` on which this person was expected; leave, rest and business
 * pause the count. Null: they are away today, or there are not so many.
 */
export function firstSilentDay(
  day: string,
  personId: number,
  spells: readonly Spell[],
  count: number,
  calendar: CalendarOverrides,
): string | null {
  const isAway = (on: string) => awayOf(coveringOn(spells, on)).has(personId)
  if (isAway(day)) return null
  let left = count
  for (let back = 1; back <= LOOKED_BACK; back++) {
    const on = addDays(day, -back)
    if (!isWorkingDay(on, calendar) || isAway(on)) continue
    left--
    if (left === 0) return on
  }
  return null
}
