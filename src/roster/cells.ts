import { addDays, isDay } from '../time'

/** What people type into cells, read forgivingly. Pure. */

/**
 * One clean line: control, zero-width and direction marks gone, white space single, and none between Han characters,
 * where it only lines a column up (张　三).
 */
export const tidy = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '')
    .trim()
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')

/** Full-width letters, digits and signs as ASCII. */
const halfWidth = (text: string) => text.normalize('NFKC')

/** A cell quoted in a message. */
export const quoted = (text: string): string => `「${text.length > 30 ? `${text.slice(0, 30)}…` : text}」`

/** WeCom's own rule for a UserID; folded to lower case, because WeCom compares without. Null when it is none. */
export function useridFrom(text: string): string | null {
  const userid = halfWidth(text)
  return /^[A-Za-z0-9][A-Za-z0-9_.@-]{0,63}$/.test(userid) ? userid.toLowerCase() : null
}

/** The bare digits of a mobile or landline number of China, null when it is neither. */
export function phoneFrom(text: string): string | null {
  const digits = halfWidth(text)
    .replace(/[\s()\-‐-―]/g, '')
    .replace(/^(\+|00)?86(?=1\d{10}$|0\d{9,11}$)/, '')
  return /^(1[3-9]\d{9}|0\d{9,11}|[2-8]\d{6,7})$/.test(digits) ? digits : null
}

const two = (digits: string) => digits.padStart(2, '0')
/** Day 0 of spreadsheets; 5 digits reach from 1927 to 2173. */
const SERIAL_EPOCH = '1899-12-30'

/**
 * `YYYY-MM-DD` from 2026-06-01, 2026/6/1, 2026.6.1, 2026年6月1日, 20260601 or the bare day number of a spreadsheet,
 * with or without a midnight behind it. Null when it is no day of the calendar.
 */
export function dayFrom(text: string): string | null {
  const plain = halfWidth(text)
    .replace(/[ T]?0?0:00(:00)?(\.0+)?$/, '')
    .replace(/\s/g, '')
  const serial = /^(\d{5})(\.\d+)?$/.exec(plain)
  if (serial) return addDays(SERIAL_EPOCH, Number(serial[1]))
  const parts =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(plain) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(plain)
  if (!parts) return null
  const [, year = '', month = '', date = ''] = parts
  const day = `${year}-${two(month)}-${two(date)}`
  return isDay(day) && year >= '1900' && year < '2200' ? day : null
}

/** Degrees from 25.1, 25.1° or 东经99.2; null when no number or more than `most` either way. */
export function degreesFrom(text: string, most: 90 | 180): number | null {
  const plain = halfWidth(text).replace(/[\s°度]|[东西南北]?[经纬]|^[NE]|[NE]$/g, '')
  const degrees = Number(plain)
  return /^-?\d+(\.\d+)?$/.test(plain) && Math.abs(degrees) <= most ? degrees : null
}
