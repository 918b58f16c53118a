/** The moment of speaking, and instants of its zone as the contract writes them. */
import { instantOf, isoOf, localTime } from '../time'

/** The moment of speaking. */
export interface Now {
  at: number
  zone: string
  day: string
  /** Minutes after midnight. */
  minutes: number
}

export function nowOf(at: number, zone: string): Now {
  const { day, hour, minute } = localTime(at, zone)
  return { at, zone, day, minutes: hour * 60 + minute }
}

export const isoAt = (day: string, minutes: number, now: Now): string =>
  isoOf(instantOf(day, minutes, now.zone), now.zone)

export const startOf = (day: string, now: Now): string => isoAt(day, 0, now)

export const endOf = (day: string, now: Now): string => isoAt(day, 23 * 60 + 59, now)
