/**
 * Zone arithmetic without regard to the machine's own zone.
 * Instants are epoch milliseconds, days are `YYYY-MM-DD` in the named IANA zone. Pure.
 */

export interface LocalTime {
  day: string
  /** 0..23 */
  hour: number
  minute: number
  second: number
}

const MINUTE = 60_000
const DAY = 86_400_000
const QUARTER = 15 * MINUTE
const REMEMBERED = 4096

interface Zone {
  format: Intl.DateTimeFormat
  offsets: Map<number, number>
}

const zones = new Map<string, Zone>()

function zoneOf(name: string): Zone {
  const known = zones.get(name)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: name,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  const zone = { format, offsets: new Map<number, number>() }
  zones.set(name, zone)
  return zone
}

/** Whether the runtime knows this IANA zone. */
export function isZone(name: string): boolean {
  try {
    zoneOf(name)
    return true
  } catch {
    return false
  }
}

function measuredOffset(format: Intl.DateTimeFormat, at: number): number {
  const field: Record<string, number> = {}
  for (const part of format.formatToParts(at)) field[part.type] = Number(part.value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = field
  const local = Date.UTC(year, month - 1, day, hour, minute, second)
  return local - Math.floor(at / 1000) * 1000
}

/** Milliseconds to add to UTC for local time. Zones change only at quarter hours, so a quarter is measured once. */
function offsetAt(at: number, name: string): number {
  const zone = zoneOf(name)
  const quarter = Math.floor(at / QUARTER)
  const known = zone.offsets.get(quarter)
  if (known !== undefined) return known
  const offset = measuredOffset(zone.format, quarter * QUARTER)
  if (zone.offsets.size >= REMEMBERED) zone.offsets.clear()
  zone.offsets.set(quarter, offset)
  return offset
}

const two = (n: number): string => (n < 10 ? `0${String(n)}` : String(n))

/** Days as they were last written: nearly all of a moment are one. */
const days = new Map<number, string>()

function dayText(utc: number): string {
  const number = Math.floor(utc / DAY)
  const known = days.get(number)
  if (known !== undefined) return known
  if (days.size >= REMEMBERED) days.clear()
  const written = writtenDay(utc)
  days.set(number, written)
  return written
}

function writtenDay(utc: number): string {
  const date = new Date(utc)
  const year = String(date.getUTCFullYear()).padStart(4, '0')
  return `${year}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`
}

function utcOfDay(day: string): number {
  return Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)))
}

/** The fields of an instant on the wall clock of `zone`. */
export function localTime(at: number, zone: string): LocalTime {
  const local = at + offsetAt(at, zone)
  const date = new Date(local)
  return {
    day: dayText(local),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  }
}

/** The day an instant falls on in `zone`. */
export function dayOf(at: number, zone: string): string {
  return dayText(at + offsetAt(at, zone))
}

/**
 * The instant of a wall-clock time: `'HH:MM'` (or `'HH:MM:SS'`), or minutes after midnight (may run into other days).
 * A time that a clock change skips is moved past the gap; one that happens twice is the first.
 */
export function instantOf(day: string, time: string | number, zone: string): number {
  const minutes = typeof time === 'number' ? time : minutesOf(time)
  const wall = utcOfDay(day) + minutes * MINUTE
  const early = wall - offsetAt(wall - DAY, zone)
  if (early + offsetAt(early, zone) === wall) return early
  const late = wall - offsetAt(wall + DAY, zone)
  return late + offsetAt(late, zone) === wall ? late : early
}

function minutesOf(time: string): number {
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
  return hour * 60 + minute + second / 60
}

/** The day `n` days later (earlier when negative). */
export function addDays(day: string, n: number): string {
  return dayText(utcOfDay(day) + n * DAY)
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: string): 0 | 1 | 2 | 3 | 4 | 5 | 6 {
  return new Date(utcOfDay(day)).getUTCDay() as 0 | 1 | 2 | 3 | 4 | 5 | 6
}

/** Days from `a` to `b`: 1 when `b` is the day after `a`. */
export function daysBetween(a: string, b: string): number {
  return Math.round((utcOfDay(b) - utcOfDay(a)) / DAY)
}

/** Whether `day` is a day of the calendar, written `YYYY-MM-DD`. */
export function isDay(day: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(day) && dayText(utcOfDay(day)) === day
}

/** ISO 8601 to the second with the zone's offset: `2026-07-01T18:00:00+08:00`. */
export function isoOf(at: number, zone: string): string {
  const offset = offsetAt(at, zone)
  const { day, hour, minute, second } = localTime(at, zone)
  const minutes = Math.round(Math.abs(offset) / MINUTE)
  const sign = offset < 0 ? '-' : '+'
  const east = `${sign}${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`
  return `${day}T${two(hour)}:${two(minute)}:${two(second)}${east}`
}
