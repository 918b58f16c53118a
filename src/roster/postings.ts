import type { CheckedRow, Rejection } from './check'
import { isTeamRole, ROLE_NAMES } from './columns'
import { seatKey } from './people'
import type { Recognised } from './recognise'
import type { StoredPosting } from './stored'

type Seat = Pick<CheckedRow, 'role' | 'township' | 'village' | 'unit'>
interface Span {
  fromDay: string | null
  toDay: string | null
}

/** What a row makes of a posting. */
export interface PlannedPosting extends Span {
  row: CheckedRow
  /** The posting it already is, null for a new one. */
  stored: StoredPosting | null
}

const span = ({ fromDay, toDay }: Span) =>
  `${fromDay === null ? '' : `${fromDay} `}${toDay === null ? '起' : `至 ${toDay}`}`

/** 「柳湾村 工作队员(2026-06-01 起)」 */
export const seatText = (at: Seat & Span): string =>
  `${[at.village ?? at.township ?? at.unit ?? [], ROLE_NAMES[at.role]].flat().join(' ')}${
    at.fromDay === null && at.toDay === null ? '' : `(${span(at)})`
  }`

/** Both ends are included; an empty end is open. */
const overlap = (a: Span, b: Span) =>
  (a.fromDay ?? '') <= (b.toDay ?? '9999') && (b.fromDay ?? '') <= (a.toDay ?? '9999')

const sameSeat = (a: Seat, b: Seat) => seatKey(a) === seatKey(b)
const twoVillages = (a: Seat, b: Seat) =>
  isTeamRole(a.role) && isTeamRole(b.role) && (a.village !== b.village || a.township !== b.township)

/**
 * A posting is its person, role, place and first day. An empty first day means the latest one there, and a first day
 * fills in one that was never given; every other posting is new.
 */
function postingOf(row: CheckedRow, free: readonly StoredPosting[]): StoredPosting | null {
  const there = free.filter((posting) => sameSeat(posting, row))
  const exact = there.find(({ fromDay }) => fromDay === row.fromDay)
  if (exact !== undefined) return exact
  if (row.fromDay === null) return there.at(-1) ?? null
  const from = row.fromDay
  return there.find(({ fromDay, toDay }) => fromDay === null && (toDay === null || toDay >= from)) ?? null
}

/** The postings of one person; a row at odds with an earlier row, or with a posting the file does not end, is rejected. */
export function planPostings({ file, stored }: Recognised, rejected: Rejection[]): PlannedPosting[] {
  let free = stored?.postings ?? []
  const planned = file.rows.map((row): PlannedPosting => {
    const posting = postingOf(row, free)
    free = free.filter((other) => other !== posting)
    return {
      row,
      stored: posting,
      fromDay: row.fromDay ?? posting?.fromDay ?? null,
      toDay: row.toDay === undefined ? (posting?.toDay ?? null) : row.toDay,
    }
  })
  for (const [i, one] of planned.entries()) {
    const reason = contradiction(one, planned.slice(0, i), free)
    if (reason !== null) rejected.push({ line: one.row.line, reason })
  }
  return planned
}

function contradiction(
  one: PlannedPosting,
  earlier: readonly PlannedPosting[],
  stored: readonly StoredPosting[],
): string | null {
  const { row, fromDay, toDay } = one
  if (fromDay !== null && toDay !== null && toDay < fromDay) return `驻村结束早于驻村开始(${fromDay})`
  const inFile = earlier.find((e) => overlap(e, one) && (sameSeat(e.row, row) || twoVillages(e.row, row)))
  if (inFile !== undefined) {
    const other = seatText({ ...inFile.row, ...inFile })
    return `${row.name}和第 ${String(inFile.row.line)} 行的${other}时间重叠(驻村结束当天也算在内)`
  }
  const twice = stored.find((posting) => overlap(posting, one) && sameSeat(posting, row))
  if (twice !== undefined)
    return `${row.name}已是${seatText(twice)}:同一段任职请照原来写驻村开始,新的一段请先给原来那段写上驻村结束`
  const away = stored.find((posting) => overlap(posting, one) && twoVillages(posting, row))
  if (away !== undefined)
    return `${row.name}还是${seatText(away)},时间重叠:换了村请在表里加上那一行,写上驻村结束(当天也算在内)`
  return null
}
