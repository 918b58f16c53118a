import type { Rejection, Warning } from './check'
import { ABOUT, ABOUT_NAMES, type About, type FilePerson } from './people'
import { type PlannedPosting, planPostings, seatText } from './postings'
import { recognise, type Recognised } from './recognise'
import type { Stored } from './stored'
import { planVillages, type VillagePlan } from './villages'

/** What happens to a row, in words. */
export interface Outcome {
  line: number
  what: 'added' | 'changed' | 'left'
  text: string
}

export interface PersonFields extends About {
  identity: string
  userid: string | null
  name: string
}

export interface PersonPlan {
  identity: string
  /** Null: a new person. */
  id: number | null
  /** All fields of a new person; what changes of a stored one. */
  set: Partial<PersonFields>
  postings: PlannedPosting[]
}

/** Everything the import would write, and what it says about each row. Pure. */
export interface RosterPlan {
  villages: VillagePlan[]
  people: PersonPlan[]
  outcomes: Outcome[]
  rejected: Rejection[]
  warnings: Warning[]
}

/** The file against what is stored. Nothing is ever taken away: who or what the file does not name stays as it is. */
export function planRoster(people: readonly FilePerson[], stored: Stored): RosterPlan {
  const { people: recognised, rejected, warnings } = recognise(people, stored.people)
  const rows = people.flatMap((person) => person.rows)
  const villages = planVillages(rows, stored.villages)
  const notes = new Map(villages.notes)
  const planned = recognised.map((one): PersonPlan => {
    const fields = personChanges(one)
    const first = one.file.rows[0]?.line
    if (first !== undefined && fields.notes.length > 0)
      notes.set(first, [...fields.notes, ...(notes.get(first) ?? [])])
    return {
      identity: one.identity,
      id: one.stored?.person.id ?? null,
      set: fields.set,
      postings: planPostings(one, rejected),
    }
  })
  const refused = new Set(rejected.map(({ line }) => line))
  const outcomes = planned
    .flatMap((person) => person.postings)
    .filter(({ row }) => !refused.has(row.line))
    .map((posting) => outcomeOf(posting, notes.get(posting.row.line) ?? []))
    .sort((a, b) => a.line - b.line)
  return {
    villages: villages.plans,
    people: planned,
    outcomes,
    rejected,
    warnings: [...warnings, ...villages.warnings],
  }
}

function personChanges({ file, stored, identity }: Recognised): {
  set: Partial<PersonFields>
  notes: string[]
} {
  const { userid, name, about } = file
  if (stored === null) return { set: { identity, userid, name, ...about }, notes: [] }
  const known = stored.person
  const set: Partial<PersonFields> = {}
  const notes: string[] = []
  if (known.identity !== identity) {
    set.identity = identity
    set.userid = userid
    notes.push(`账号 无 → ${userid ?? ''}`)
  }
  if (known.name !== name) {
    set.name = name
    notes.push(`姓名 ${known.name} → ${name}`)
  }
  for (const field of ABOUT) {
    const value = about[field]
    // An empty cell says nothing: it takes nothing away.
    if (value === null || value === known[field]) continue
    set[field] = value
    notes.push(`${ABOUT_NAMES[field]} ${known[field] ?? '无'} → ${value}`)
  }
  return { set, notes }
}

function outcomeOf({ row, stored, fromDay, toDay }: PlannedPosting, notes: readonly string[]): Outcome {
  const changes = [...notes]
  if (stored !== null && stored.fromDay !== fromDay)
    changes.push(`驻村开始 ${stored.fromDay ?? '没写'} → ${fromDay ?? '没写'}`)
  if (stored !== null && stored.toDay !== toDay)
    changes.push(`驻村结束 ${stored.toDay ?? '未定'} → ${toDay ?? '未定'}`)
  const text = `${row.name},${seatText({ ...row, fromDay, toDay })}`
  const what = stored === null ? 'added' : changes.length > 0 ? 'changed' : 'left'
  return { line: row.line, what, text: [text, ...changes].join(';') }
}
