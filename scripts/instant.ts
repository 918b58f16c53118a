import { instantOf, isDay } from '../src/time'

const ISO = /^(\d{4}-\d{2}-\d{2})T(([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?)(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?$/

/** The instant an argument names: ISO 8601, on the zone's wall clock when it has no offset. Null when it is none. */
export function readInstant(text: string, zone: string): number | null {
  const [, day = '', time = '', , offset] = ISO.exec(text) ?? []
  if (!isDay(day)) return null
  return offset === undefined ? instantOf(day, time, zone) : Date.parse(text)
}
