import { batchOf } from './batch'
import type { Db } from './database'
import { filled, marks } from './rows'

export const OPEN = [
  'emergency',
  'morning',
  'owner',
  'notice',
  'question',
  'ask',
  'leave',
  'roll_call',
] as const
export type Open = (typeof OPEN)[number]

/** What may be open, asked once for a batch: the ids for which it is; `morning` goes by village, the others by person. */
export type Around = Record<Open, Set<number>> & { scope: Scope }

/** Whom a batch is about. */
export interface Scope {
  /** Who writes. */
  speakers: ReadonlySet<number>
  /** Who writes, and the members of their teams. */
  people: ReadonlySet<number>
  villages: ReadonlySet<number>
}

/** Of all people: a roll call is looked at by everybody while one is open. */
const EVERYBODY = 0
const DAY = 86_400_000

/** For whom each kind is asked; null: for everybody. */
const ASKED: Record<Open, keyof Scope | null> = {
  emergency: null,
  morning: 'villages',
  owner: 'speakers',
  notice: 'speakers',
  question: 'speakers',
  ask: 'speakers',
  leave: 'people',
  roll_call: null,
}

/** False only when there is surely nothing of the kind open for any of these ids. Outside a batch it is not known. */
export async function mayBeOpen(db: Db, kind: Open, ids: readonly number[]): Promise<boolean> {
  const batch = batchOf(db)
  if (batch === undefined) return true
  const around = (batch.around ??= await batch.readAround())
  const asked = ASKED[kind]
  return ids.some((id) => around[kind].has(id) || (asked !== null && !around.scope[asked].has(id)))
}

export const isRollCalled = (db: Db): Promise<boolean> => mayBeOpen(db, 'roll_call', [EVERYBODY])

/** When the messages of a batch were written, from the first to the last, and the day of the first. */
export interface Window {
  day: string
  from: number
  to: number
}

/** Asks, by one statement, what may be open around these people and villages for messages written in the window. */
export async function readAround(db: Db, scope: Scope, { day, from, to }: Window): Promise<Around> {
  const speakers = filled([...scope.speakers])
  const people = filled([...scope.people])
  const villages = filled([...scope.villages])
  const values: unknown[] = []
  const parts: string[] = []
  const ask = (kind: Open, sql: string, ...given: unknown[]) => {
    parts.push(`SELECT '${kind}' AS kind, ${sql}`)
    values.push(...given)
  }
  const [bySpeaker, byPerson] = [`personId IN (${marks(speakers)})`, `subjectId IN (${marks(people)})`]
  // Few at any time, whatever the number of people.
  ask(
    'emergency',
    `p.personId AS id FROM search_case c JOIN case_person p ON p.caseId = c.id
     WHERE c.state IN ('waiting', 'open') AND c.kind IN ('help', 'illness')`,
  )
  ask(
    'emergency',
    `m.personId AS id FROM search_case c JOIN message m ON m.id = c.messageId
     WHERE c.state IN ('waiting', 'open') AND c.kind IN ('help', 'illness')`,
  )
  ask('roll_call', `${EVERYBODY} AS id FROM roll_call WHERE state = 'open'`)
  if (villages.length > 0)
    ask(
      'morning',
      `villageId AS id FROM search_case
       WHERE villageId IN (${marks(villages)}) AND state IN ('open', 'resting') AND kind = 'morning'`,
      ...villages,
    )
  if (speakers.length > 0) {
    const owner = `ownerId AS id FROM search_case WHERE state = 'open' AND ownedUntil > ? AND ownerId IN (${marks(speakers)})`
    ask('owner', owner, from, ...speakers)
    ask(
      'notice',
      `personId AS id FROM notice_recipient WHERE ${bySpeaker} AND answeredAt IS NULL`,
      ...speakers,
    )
    const question = `personId AS id FROM bot_question WHERE ${bySpeaker} AND answeredAt IS NULL AND expiresAt > ?`
    ask('question', question, ...speakers, from)
    const asked = `personId AS id FROM outbound_message
       WHERE ${bySpeaker} AND queuedAt BETWEEN ? AND ? AND purpose = 'ask' AND state <> 'dropped'`
    ask('ask', asked, ...speakers, from - DAY, to)
    const leave = `subjectId AS id FROM leave_request
       WHERE ${byPerson} AND toDay >= ? AND endedDay IS NULL AND supersededAt IS NULL`
    ask('leave', leave, ...people, day)
  }
  const open = Object.fromEntries(OPEN.map((kind) => [kind, new Set<number>()])) as Record<Open, Set<number>>
  const rows = await db.query<{ kind: Open; id: number | string }[]>(parts.join('\nUNION ALL\n'), values)
  for (const { kind, id } of rows) open[kind].add(Number(id))
  return { ...open, scope }
}
