import type { EntityTarget, ObjectLiteral, QueryRunner } from 'typeorm'
import { Person } from '../../entities'
import type { Db } from './database'
import type { Around } from './around'
import type { Speaker, Team } from './people'
import { filled, insertRows, marks } from './rows'

/**
 * Several messages in one transaction. Whoever handles one of them reads and writes as if it were alone; what is cheaper
 * together happens here: their people are read at once, what is open around them is asked once, plain rows wait until
 * somebody looks at their table.
 */
export interface Batch {
  /** By UserID and day. */
  speakers: Map<string, Speaker | null>
  /** By village and day. */
  teams: Map<string, Team | null>
  /** When these people wrote, from a minute before the batch on, as far as it has been handled. */
  wrote: Map<number, number[]>
  /** What may be open around the people of the batch; null: to be asked (again). */
  around: Around | null
  readAround: () => Promise<Around>
  waiting: Map<EntityTarget<ObjectLiteral>, Record<string, unknown>[]>
  /** When each person was heard of. */
  heard: Map<number, number>
  /** Writes whose effect on `around` is known are under way. */
  isForeseen: boolean
}

const batches = new WeakMap<Db, Batch>()

/** The batch a handle belongs to; undefined for every other handle. */
export const batchOf = (db: Db): Batch | undefined => batches.get(db)

/** Tables whose rows say that something is open. A row that is added, or a case that changes, may open something. */
const OPENS =
  /^\s*(?:(?:INSERT|REPLACE)\b.*?\b(?:search_case|case_person|notice_recipient|bot_question|outbound_message|roll_call|leave_request)\b|UPDATE\s+\W?(?:search_case|case_person)\b)/is

/** Runs `work` with a handle of its own on the transaction of `db`; what waits is written before it returns. */
export async function inBatch<T>(
  db: Db,
  readAround: (own: Db) => Promise<Around>,
  work: (own: Db, batch: Batch) => Promise<T>,
): Promise<T> {
  const { queryRunner, dataSource } = db
  if (queryRunner === undefined) throw new Error('a batch needs a transaction')
  const watched = Object.create(queryRunner) as QueryRunner
  const own = dataSource.createEntityManager(watched)
  const batch: Batch = {
    ...{ speakers: new Map(), teams: new Map(), wrote: new Map(), waiting: new Map(), heard: new Map() },
    ...{ around: null, isForeseen: false, readAround: () => readAround(own) },
  }
  watched.query = async (query: string, ...rest: [unknown[]?, boolean?]) => {
    await writeWaiting(db, batch, query)
    if (!batch.isForeseen && OPENS.test(query)) batch.around = null
    return queryRunner.query(query, ...(rest as [unknown[], true]))
  }
  batches.set(own, batch)
  const result = await work(own, batch)
  await writeWaiting(db, batch)
  return result
}

/** Writes rows that wait for a table the query names; without a query, all of them. */
async function writeWaiting(db: Db, batch: Batch, query?: string): Promise<void> {
  for (const [entity, rows] of batch.waiting) {
    if (query !== undefined && !query.includes(db.dataSource.getMetadata(entity).tableName)) continue
    batch.waiting.delete(entity)
    await insertRows(db, entity, rows)
  }
  if (batch.heard.size > 0 && (query === undefined || /\bperson\b/.test(query))) {
    const heard = [...batch.heard]
    batch.heard.clear()
    await writeHeard(db, heard)
  }
}

/** Rows nobody needs the ids of: they may wait for others of their kind. */
export async function keep(
  db: Db,
  entity: EntityTarget<ObjectLiteral>,
  rows: readonly Record<string, unknown>[],
): Promise<void> {
  const batch = batchOf(db)
  if (rows.length === 0) return
  if (batch === undefined) await insertRows(db, entity, rows)
  else {
    const before = batch.waiting.get(entity)
    if (before === undefined) batch.waiting.set(entity, [...rows])
    else before.push(...rows)
  }
}

/** An older instant never replaces a newer one. */
export async function writeHeard(db: Db, heard: readonly (readonly [number, number])[]): Promise<void> {
  const table = db.dataSource.getMetadata(Person).tableName
  const rows = filled(heard)
  const at = `CASE id ${rows.map(() => 'WHEN ? THEN ?').join(' ')} END`
  const values = rows.flat()
  await db.query(
    `UPDATE ${table} SET lastHeardAt = ${at}
     WHERE id IN (${marks(rows)}) AND (lastHeardAt IS NULL OR lastHeardAt < ${at})`,
    [...values, ...rows.map(([id]) => id), ...values],
  )
}

/** Runs writes after which nothing is open around the batch that was not before, but for what `opens` adds. */
export async function foreseen<T>(
  db: Db,
  opens: (around: Around) => void,
  work: () => Promise<T>,
): Promise<T> {
  const batch = batchOf(db)
  if (batch === undefined) return work()
  batch.isForeseen = true
  try {
    const result = await work()
    if (batch.around !== null) opens(batch.around)
    return result
  } finally {
    batch.isForeseen = false
  }
}

/** Runs writes that end something. */
export const opensNothing = <T>(db: Db, work: () => Promise<T>): Promise<T> =>
  foreseen(db, () => undefined, work)
