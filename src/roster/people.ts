import type { CheckedRow, Rejection, Warning } from './check'
import { ROLE_NAMES } from './columns'

/** Somebody as the file describes them. */
export interface FilePerson {
  userid: string | null
  name: string
  /** What the rows say of the person; null where they say nothing. */
  about: About
  /** In the file's order; never empty. */
  rows: CheckedRow[]
}

export interface About {
  mobile: string | null
  sendingUnit: string | null
  politicalStatus: string | null
  birthDate: string | null
}

export const ABOUT_NAMES: Readonly<Record<keyof About, string>> = {
  mobile: '手机',
  sendingUnit: '派出单位',
  politicalStatus: '政治面貌',
  birthDate: '出生日期',
}
export const ABOUT = Object.keys(ABOUT_NAMES) as (keyof About)[]

export interface Gathered {
  people: FilePerson[]
  /** Rows that say the same as an earlier one. */
  repeated: { row: CheckedRow; as: number }[]
  rejected: Rejection[]
  warnings: Warning[]
}

const inKey = (part: string | null) => (part ?? '').replaceAll('/', '／')

/**
 * Where somebody without an account is known by name: `township/village/name`, `township//name` (township admin),
 * `//unit/name` (contact of a sending unit), `//name` (district). A slash inside a part is widened.
 */
export const placeKey = (at: Pick<CheckedRow, 'township' | 'village' | 'unit' | 'name'>): string =>
  at.unit === null
    ? [at.township, at.village, at.name].map(inKey).join('/')
    : ['', '', at.unit, at.name].map(inKey).join('/')

/** One role at one place: with its first day it is one posting. */
export const seatKey = (at: Pick<CheckedRow, 'role' | 'township' | 'village' | 'unit'>): string =>
  [at.role, at.township, at.village, at.unit].map(inKey).join('/')

/**
 * Rows → people: by account; without one by place and name, which may turn out to be somebody whose account stands
 * in another row.
 */
export function gatherPeople(rows: readonly CheckedRow[]): Gathered {
  const gathered: Gathered = { people: [], repeated: [], rejected: [], warnings: [] }
  const byUserid = new Map<string, FilePerson>()
  const byPlace = new Map<string, FilePerson[]>()
  for (const row of rows) {
    if (row.userid === null) continue
    const person = byUserid.get(row.userid) ?? started(row)
    if (person.name !== row.name) {
      const first = person.rows[0]?.line ?? row.line
      gathered.rejected.push({
        line: row.line,
        reason: `账号 ${row.userid} 在第 ${String(first)} 行是${person.name},这里是${row.name}`,
      })
      continue
    }
    byUserid.set(row.userid, person)
    if (!person.rows.includes(row)) person.rows.push(row)
    const namesakes = byPlace.get(placeKey(row)) ?? []
    if (!namesakes.includes(person)) byPlace.set(placeKey(row), [...namesakes, person])
  }
  const nameless = new Map<string, FilePerson>()
  for (const row of rows) {
    if (row.userid !== null) continue
    const key = placeKey(row)
    const [namesake, another] = byPlace.get(key) ?? []
    if (another !== undefined) {
      gathered.rejected.push({ line: row.line, reason: `这里有两位${row.name},请写上账号` })
    } else if (namesake !== undefined) {
      namesake.rows.push(row)
      gathered.warnings.push({
        line: row.line,
        text: `${row.name}这一行没有账号,当作同一处的同名人(账号 ${namesake.userid ?? ''})`,
      })
    } else {
      const person = nameless.get(key) ?? started(row)
      if (!person.rows.includes(row)) person.rows.push(row)
      nameless.set(key, person)
    }
  }
  const line = (person: FilePerson) => person.rows[0]?.line ?? 0
  gathered.people = [...byUserid.values(), ...nameless.values()]
  for (const person of gathered.people) settle(person, gathered)
  gathered.people.sort((a, b) => line(a) - line(b))
  return gathered
}

const started = (row: CheckedRow): FilePerson => ({
  userid: row.userid,
  name: row.name,
  about: { mobile: null, sendingUnit: null, politicalStatus: null, birthDate: null },
  rows: [row],
})

/** Merges what the rows of one person say, and drops rows that say a posting twice. */
function settle(person: FilePerson, gathered: Gathered): void {
  person.rows.sort((a, b) => a.line - b.line)
  const seats = new Map<string, CheckedRow>()
  for (const row of person.rows) {
    for (const field of ABOUT) {
      const known = person.about[field]
      if (known === null) person.about[field] = row[field]
      else if (row[field] !== null && row[field] !== known)
        gathered.warnings.push({
          line: row.line,
          text: `${row.name}的${ABOUT_NAMES[field]}前面写的是${known},这里是${row[field]};用前面的`,
        })
    }
    const seat = `${seatKey(row)}/${row.fromDay ?? ''}`
    const earlier = seats.get(seat)
    if (earlier === undefined) seats.set(seat, row)
    else if (earlier.toDay === row.toDay) {
      gathered.repeated.push({ row, as: earlier.line })
      gathered.warnings.push({ line: row.line, text: `和第 ${String(earlier.line)} 行是同一段任职,只算一次` })
    } else {
      gathered.rejected.push({
        line: row.line,
        reason: `和第 ${String(earlier.line)} 行是同一段任职(${ROLE_NAMES[row.role]}),驻村结束却不同`,
      })
    }
  }
  person.rows = [...seats.values()]
}
