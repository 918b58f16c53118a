/** Ends that lie before their start: each was read alone, together they say which one was meant. */
import { dayOf, isoOf } from '../time'
import type { Fact } from './facts'
import { endOf, type Now } from './instants'

const HALF_DAY = 12 * 3_600_000

/** An end half a day or a day too early is moved; any other lasts as long as the day its stay begins on. */
export function inOrder(fact: Fact, now: Now): void {
  if (fact.kind !== 'whereabouts' || fact.from === undefined || fact.until === undefined) return
  const [from, until] = [Date.parse(fact.from), Date.parse(fact.until)]
  if (until >= from) return
  const later = [until + HALF_DAY, until + 2 * HALF_DAY].find((at) => at > from)
  fact.until = later === undefined ? endOf(dayOf(from, now.zone), now) : isoOf(later, now.zone)
}
