import type { Village } from '../../entities'

/**
 * Which village or township does a written name mean? People leave 村 and 镇 out, put the township before the village
 * and a person behind it: 松坡, 清水镇松坡村, 松坡村的张书记. Pure.
 */

type Place = Pick<Village, 'id' | 'name' | 'township'>

/** Every place the beginning of a text fits best, and what follows it (a person, or nothing). */
export interface ReadPlace<V extends Place> {
  villages: V[]
  townships: string[]
  rest: string
}

const VILLAGE_ENDS = /(?:村民委员会|居民委员会|村委会|居委会|社区|村)$/
const TOWNSHIP_ENDS = /(?:街道办事处|街道办|街道|民族乡|镇|乡)$/
const VILLAGE_NEXT = /^(?:村民委员会|居民委员会|村委会|居委会|委会|社区|村(?!民?小?组))/
const TOWNSHIP_NEXT = /^(?:街道办事处|街道办|街道|民族乡|镇政府|镇|乡政府|乡)/
const TEAM_NEXT =
  /^(?:的|那边|上|里)*(?:驻村)?(?:工作队员?|队员?|队伍|村干部)?(?:的|们|大家|全体|所有人|他们|人)*$/

interface Kind {
  ends: RegExp
  next: RegExp
  other: RegExp
}
const VILLAGE: Kind = { ends: VILLAGE_ENDS, next: VILLAGE_NEXT, other: TOWNSHIP_NEXT }
const TOWNSHIP: Kind = { ends: TOWNSHIP_ENDS, next: TOWNSHIP_NEXT, other: VILLAGE_NEXT }

/** What follows `name` when the text begins with it, with or without its 村 or 镇; null when it does not. */
function after(text: string, name: string, kind: Kind): string | null {
  if (text.startsWith(name))
    return text.slice(name.length).replace(kind.ends.test(name) ? /^委会/ : kind.next, '')
  const stem = name.replace(kind.ends, '')
  if ([...stem].length < 2 || !text.startsWith(stem)) return null
  const rest = text.slice(stem.length)
  return kind.other.test(rest) ? null : rest.replace(kind.next, '')
}

/** Drops 的 between a place and what belongs to it. */
const linked = (rest: string) => rest.replace(/^的/, '')

/** The places a text begins with, the longest reading; several when a name is not unique. Null when it names none. */
export function readPlace<V extends Place>(text: string, villages: readonly V[]): ReadPlace<V> | null {
  const written = text.replace(/\s/g, '')
  const townships = [...new Set(villages.map(({ township }) => township))]
  const readings: { village?: V; township?: string; rest: string }[] = []
  const readVillages = (from: string, township?: string) => {
    for (const village of villages) {
      if (township !== undefined && village.township !== township) continue
      const rest = after(from, village.name, VILLAGE)
      if (rest !== null) readings.push({ village, rest })
    }
  }
  readVillages(written)
  for (const township of townships) {
    const rest = after(written, township, TOWNSHIP)
    if (rest === null) continue
    readings.push({ township, rest })
    readVillages(linked(rest), township)
  }
  const shortest = Math.min(...readings.map(({ rest }) => rest.length))
  const best = readings.filter(({ rest }) => rest.length === shortest)
  const rest = best[0]?.rest
  if (rest === undefined) return null
  return {
    villages: [...new Set(best.flatMap(({ village }) => village ?? []))],
    townships: best.flatMap(({ township }) => township ?? []),
    rest: TEAM_NEXT.test(rest) ? '' : linked(rest),
  }
}

/**
 * Names under which the roster may know a place that the text names, so that a large roster need not be read whole:
 * every piece of the text, with the usual ends.
 */
export function possiblePlaces(text: string): { villages: string[]; townships: string[] } {
  const written = [...text.replace(/\s/g, '')].slice(0, 16)
  const stems = new Set<string>()
  for (let start = 0; start < written.length; start++) {
    for (let length = 2; length <= 6 && start + length <= written.length; length++) {
      stems.add(written.slice(start, start + length).join(''))
    }
  }
  const withEnds = (ends: readonly string[]) => [...stems].flatMap((stem) => ends.map((end) => stem + end))
  return { villages: withEnds(['', '村', '社区']), townships: withEnds(['', '镇', '乡', '街道']) }
}
