import type { Around } from './around'
import type { Db } from './database'
import type { HeardShelf } from './hearing'
import type { CaseShelf } from './heldCases'
import type { Roster } from './keptRoster'
import type { OutcomeShelf } from './outcomes'
import type { ReportShelf } from './reports'
import type { RowShelf } from './waitingRows'

/**
 * Several messages in one transaction. Whoever handles one of them reads and writes as if it were alone; what is cheaper
 * together happens here: their people are read at once, what is open around them is asked once, and what they write waits
 * on a shelf until somebody looks at its table, or for the end.
 */
export interface Batch extends Roster {
  /** Something but when people were heard of was written to the roster. */
  isRosterChanged: boolean
  /** Ids of its own messages. */
  messages: Set<number>
  /** When these people wrote, from a minute before the batch on, as far as it has been handled. */
  wrote: Map<number, number[]>
  /** What may be open around the people of the batch; null: to be asked (again). */
  around: Around | null
  readAround: () => Promise<Around>
  /** Reads what is written, and lets wait what waits. */
  written: Db
  rows: RowShelf
  reports: ReportShelf
  cases: CaseShelf
  heard: HeardShelf
  outcomes: OutcomeShelf
  /** Writes whose effect on `around` is known are under way. */
  isForeseen: boolean
}

/** What a batch keeps for some tables. */
export interface Shelf {
  /** Writes what waits if one of its tables is named in the query; without a query, whatever waits. */
  write(db: Db, query?: string): Promise<void>
  /** A statement of somebody else changed a table. */
  changed(table: string): void
}

const batches = new WeakMap<Db, Batch>()

/** The batch a handle belongs to; undefined for every other handle. */
export const batchOf = (db: Db): Batch | undefined => batches.get(db)

export const setBatch = (db: Db, batch: Batch): void => void batches.set(db, batch)

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
