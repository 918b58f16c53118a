import { batchOf } from './batch'
import type { Db } from './database'
import { filled, marks } from './rows'

/** What may be open, asked once for the people of a batch; `morning` goes by village, the others by person. */
export interface Around {
  people: Set<number>
  villages: Set<number>
  open: Record<Open, Set<number>>
}

export const OPEN = [
  'case',
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

/** Of all people: a roll call is looked at by everybody while one is open. */
const EVERYBODY = 0
const DAY = 86_400_000

/** False only when there is surely nothing of the kind open for any of these ids. Outside a batch it is not known. */
export async function mayBeOpen(db: Db, kind: Open, ids: readonly number[]): Promise<boolean> {
  const batch = batchOf(db)
  if (batch === undefined) return true
  const { people, villages, open } = (batch.around ??= await batch.readAround())
  const covered = kind === 'morning' ? villages : people
  return ids.some((id) => !covered.has(id) || open[kind].has(id))
}

export const isRollCalled = (db: Db): Promise<boolean> => mayBeOpen(db, 'roll_call', [EVERYBODY])

/** When the messages of a batch were written, from the first to the last, and the day of the first. */
export interface Window {
  day: string
  from: number
  to: number
}

/** Asks once what may be open around these people and villages for messages written in the window. */
export async function readAround(
  db: Db,
  peopleIds: readonly number[],
  villageIds: readonly number[],
  { day, from, to }: Window,
): Promise<Around> {
  const ids = async (sql: string, values: unknown[]): Promise<Set<number>> =>
    new Set((await db.query<{ id: number }[]>(sql, values)).map(({ id }) => id))
  const people = filled(peopleIds)
  const at = filled(villageIds)
  const among = marks(people)
  const open: Record<Open, Set<number>> = {
    case: await ids(
      `SELECT p.personId AS id FROM case_person p JOIN search_case c ON c.id = p.caseId
       WHERE p.personId IN (${among}) AND p.settledAt IS NULL AND c.state <> 'closed'`,
      people,
    ),
    // Few at any time, whatever the number of people.
    emergency: await ids(
      `SELECT p.personId AS id FROM search_case c JOIN case_person p ON p.caseId = c.id
       WHERE c.state IN ('waiting', 'open') AND c.kind IN ('help', 'illness')
       UNION SELECT m.personId AS id FROM search_case c JOIN message m ON m.id = c.messageId
       WHERE c.state IN ('waiting', 'open') AND c.kind IN ('help', 'illness')`,
      [],
    ),
    morning:
      at.length === 0
        ? new Set()
        : await ids(
            `SELECT villageId AS id FROM search_case
             WHERE villageId IN (${marks(at)}) AND state IN ('open', 'resting') AND kind = 'morning'`,
            at,
          ),
    owner: await ids(
      `SELECT ownerId AS id FROM search_case WHERE state = 'open' AND ownedUntil > ? AND ownerId IN (${among})`,
      [from, ...people],
    ),
    notice: await ids(
      `SELECT personId AS id FROM notice_recipient WHERE personId IN (${among}) AND answeredAt IS NULL`,
      people,
    ),
    question: await ids(
      `SELECT personId AS id FROM bot_question WHERE personId IN (${among}) AND answeredAt IS NULL AND expiresAt > ?`,
      [...people, from],
    ),
    ask: await ids(
      `SELECT personId AS id FROM outbound_message
       WHERE personId IN (${among}) AND queuedAt BETWEEN ? AND ? AND purpose = 'ask' AND state <> 'dropped'`,
      [...people, from - DAY, to],
    ),
    leave: await ids(
      `SELECT subjectId AS id FROM leave_request
       WHERE subjectId IN (${among}) AND toDay >= ? AND endedDay IS NULL AND supersededAt IS NULL`,
      [...people, day],
    ),
    roll_call: await ids(`SELECT ${EVERYBODY} AS id FROM roll_call WHERE state = 'open' LIMIT 1`, []),
  }
  return { people: new Set([...people, EVERYBODY]), villages: new Set(villageIds), open }
}
