import type { QueryRunner } from 'typeorm'
import type { Around } from './around'
import { type Batch, setBatch, type Shelf } from './batch'
import type { Db } from './database'
import { heardShelf } from './hearing'
import { type CaseScope, caseShelf } from './heldCases'
import { reportShelf } from './reports'
import { isRoster, keepRoster, takeRoster } from './keptRoster'
import { outcomeShelf } from './outcomes'
import { rowShelf } from './waitingRows'

/** Tables whose rows say that something is open. A row that is added, or a case that changes, may open something. */
const OPENS = new Set([
  'search_case',
  'case_person',
  'notice_recipient',
  'bot_question',
  'outbound_message',
  'roll_call',
  'leave_request',
])
const CASES = new Set(['search_case', 'case_person'])

/** INSERT INTO, INSERT OR IGNORE INTO, INSERT IGNORE INTO, REPLACE INTO, UPDATE, DELETE FROM; and the table. */
const WRITES =
  /^\s*(?:(INSERT|REPLACE)(?:\s+OR)?(?:\s+IGNORE)?\s+INTO|(UPDATE)|(DELETE)\s+FROM)\s+[`"]?(\w+)/i

export interface Reading {
  around: (own: Db) => Promise<Around>
  /** Around whom searches are looked for. */
  cases: () => CaseScope
}

/** Runs `work` with a handle of its own on the transaction of `db`; what waits is written before it returns. */
export async function inBatch<T>(
  db: Db,
  { around, cases }: Reading,
  work: (own: Db, batch: Batch) => Promise<T>,
): Promise<T> {
  const { queryRunner, dataSource } = db
  if (queryRunner === undefined) throw new Error('a batch needs a transaction')
  const watched = Object.create(queryRunner) as QueryRunner
  const own = dataSource.createEntityManager(watched)
  const batch: Batch = {
    ...(await takeRoster(db)),
    ...{ messages: new Set(), wrote: new Map(), isRosterChanged: false },
    ...{ around: null, isForeseen: false, readAround: () => around(db), written: db },
    ...{ rows: rowShelf(db), reports: reportShelf(), cases: caseShelf(db, cases), heard: heardShelf() },
    outcomes: outcomeShelf(),
  }
  const shelves: readonly Shelf[] = [batch.rows, batch.reports, batch.cases, batch.heard, batch.outcomes]
  watched.query = async (query: string, ...rest: [unknown[]?, boolean?]) => {
    for (const shelf of shelves) await shelf.write(db, query)
    noteWrite(batch, shelves, query)
    return queryRunner.query(query, ...(rest as [unknown[], true]))
  }
  setBatch(own, batch)
  const result = await work(own, batch)
  for (const shelf of shelves) await shelf.write(db)
  if (!batch.isRosterChanged) await keepRoster(db, batch)
  return result
}

function noteWrite(batch: Batch, shelves: readonly Shelf[], query: string): void {
  const [, inserts, updates, , table] = WRITES.exec(query) ?? []
  if (table === undefined) return
  for (const shelf of shelves) shelf.changed(table)
  batch.isRosterChanged ||= isRoster(table)
  if (batch.isForeseen) return
  const opens = inserts === undefined ? updates !== undefined && CASES.has(table) : OPENS.has(table)
  if (opens) batch.around = null
}
