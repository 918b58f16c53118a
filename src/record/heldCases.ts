import { Case, CasePerson, type CaseKind } from '../../entities'
import { batchOf, type Shelf } from './batch'
import { type Db, Overtaken } from './database'
import type { NewCase } from './cases'
import type { EndedBy } from './endings'
import { type ChangedRow, changeMany, filled, insertRows, marks, readRows } from './rows'

/**
 * The searches not closed around the people of a batch, as they stand within it. Nearly every message of a day declares,
 * meets or moves a return nobody has asked about yet: that happens here, and a few statements write it for all.
 */
export interface CaseShelf extends Shelf {
  /**
   * Searches of these kinds that wait for one of these people, but those a message `butOf` has declared; null when they
   * are not all known here.
   */
  of(people: readonly number[], kinds: readonly CaseKind[], butOf?: number): Promise<Case[] | null>
  /** Whom a search still waits for; null when it is not known here. */
  waitsFor(caseId: number): number[] | null
  /** When the message a search came from lets somebody set out, at the latest; undefined when that is not known here. */
  setsOutAt(messageId: number): number | null | undefined
  forgetSetOut(messageId: number): void
  /** Opens a return that only this batch can know of. */
  open(made: NewCase): void
  /** Nobody waits for these people any more. False: the search is not known here, or somebody was asked. */
  settle(caseId: number, people: readonly number[], by: Pick<EndedBy, 'at' | 'messageId'>): boolean
  /** Closes a search. False as above. */
  close(caseId: number, by: EndedBy): boolean
}

/** Around whom searches are looked for. */
export interface CaseScope {
  people: readonly number[]
}

interface Held {
  found: Case
  /** Row by person, in order. */
  waits: Map<number, number>
}

interface Known {
  people: ReadonlySet<number>
  cases: Map<number, Held>
  setsOut: Map<number, number | null>
}

const TABLES = ['search_case', 'case_person']

/** `db` reads without writing what waits. */
export function caseShelf(db: Db, scope: () => CaseScope): CaseShelf {
  let known: Known | null = null
  let opened: NewCase[] = []
  let settled: ChangedRow[] = []
  let closed: ChangedRow[] = []
  /** Messages told of anew in this batch. */
  const retold = new Set<number>()

  /** One nobody was asked about: to be asked about by nobody else before this is written. */
  const quiet = (caseId: number): Held | undefined => {
    const held = known?.cases.get(caseId)
    return held?.found.state === 'waiting' ? held : undefined
  }

  const settleRows = (rows: readonly number[], { at, messageId }: Pick<EndedBy, 'at' | 'messageId'>) => {
    settled.push(...rows.map((id) => ({ id, values: [at, messageId] })))
  }

  async function writeAll(): Promise<void> {
    if (opened.length + settled.length + closed.length === 0) return
    const all = { opened, settled, closed }
    opened = []
    settled = []
    closed = []
    if (all.opened.length > 0) known = null
    await writeOpened(db, all.opened)
    await writeEnded(db, all)
  }

  return {
    async of(people, kinds, butOf) {
      const wanted = new Set(people)
      const isMeant = (made: Pick<NewCase, 'messageId' | 'kind' | 'people'>) =>
        (butOf === undefined || made.messageId !== butOf) &&
        kinds.includes(made.kind) &&
        made.people.some((id) => wanted.has(id))
      if (opened.some(isMeant)) await writeAll()
      known ??= await readKnown(db, scope(), retold)
      const { people: covered, cases } = known
      if (!people.every((id) => covered.has(id))) return null
      return [...cases.values()]
        .filter(({ found, waits }) =>
          isMeant({ kind: found.kind, messageId: found.messageId, people: [...waits.keys()] }),
        )
        .map(({ found }) => found)
    },
    waitsFor(caseId) {
      const held = known?.cases.get(caseId)
      return held === undefined ? null : [...held.waits.keys()]
    },
    setsOutAt: (messageId) => known?.setsOut.get(messageId),
    forgetSetOut(messageId) {
      retold.add(messageId)
      known?.setsOut.delete(messageId)
    },
    open: (made) => void opened.push(made),
    settle(caseId, people, by) {
      const held = quiet(caseId)
      if (held === undefined) return false
      settleRows(
        people.flatMap((id) => held.waits.get(id) ?? []),
        by,
      )
      for (const id of people) held.waits.delete(id)
      return true
    },
    close(caseId, by) {
      const held = quiet(caseId)
      if (held === undefined) return false
      settleRows([...held.waits.values()], by)
      closed.push({ id: caseId, values: [by.at, by.messageId, by.personId, by.outcome] })
      known?.cases.delete(caseId)
      return true
    },
    async write(_, query) {
      if (query === undefined || TABLES.some((table) => query.includes(table))) await writeAll()
    },
    changed(table) {
      if (TABLES.includes(table)) known = null
    },
  }
}

async function readKnown(db: Db, { people }: CaseScope, retold: ReadonlySet<number>): Promise<Known> {
  const among = filled(people)
  const found =
    people.length === 0
      ? []
      : await readRows(
          db,
          Case,
          `id IN (SELECT caseId FROM case_person WHERE personId IN (${marks(among)}) AND settledAt IS NULL)
           AND state <> 'closed' ORDER BY id`,
          among,
        )
  const cases = new Map(found.map((each): [number, Held] => [each.id, { found: each, waits: new Map() }]))
  const known: Known = { people: new Set(people), cases, setsOut: new Map() }
  if (found.length === 0) return known
  const ids = filled(found.map(({ id }) => id))
  const rows = await db.query<CasePerson[]>(
    `SELECT id, caseId, personId FROM case_person WHERE caseId IN (${marks(ids)}) AND settledAt IS NULL ORDER BY id`,
    ids,
  )
  for (const { id, caseId, personId } of rows) cases.get(caseId)?.waits.set(personId, id)
  const told = found.flatMap(({ kind, messageId }) => (kind === 'return' ? (messageId ?? []) : []))
  await readSetsOut(
    db,
    [...new Set(told)].filter((id) => !retold.has(id)),
    known.setsOut,
  )
  return known
}

async function readSetsOut(db: Db, messages: readonly number[], setsOut: Known['setsOut']): Promise<void> {
  if (messages.length === 0) return
  for (const id of messages) setsOut.set(id, null)
  const ids = filled(messages)
  const rows = await db.query<{ messageId: number; at: number | string }[]>(
    `SELECT messageId, MAX(fromAt) AS at FROM check_in
     WHERE messageId IN (${marks(ids)}) AND fromAt IS NOT NULL GROUP BY messageId`,
    ids,
  )
  for (const { messageId, at } of rows) setsOut.set(messageId, Number(at))
}

async function writeOpened(db: Db, opened: readonly NewCase[]): Promise<void> {
  if (opened.length === 0) return
  await insertRows(
    db,
    Case,
    opened.map(({ people: _, now, ...rest }) => ({ ...rest, createdAt: now, openedAt: null })),
  )
  const key = db.dataSource.driver.escape('key')
  const keys = filled(opened.map((made) => made.key))
  const rows = await db.query<{ id: number; key: string }[]>(
    `SELECT id, ${key} FROM search_case WHERE ${key} IN (${marks(keys)})`,
    keys,
  )
  const ids = new Map(rows.map((row) => [row.key, row.id]))
  await insertRows(
    db,
    CasePerson,
    opened.flatMap((made) =>
      [...new Set(made.people)].map((personId) => ({ caseId: ids.get(made.key), personId })),
    ),
  )
}

const ENDED = ['closedAt', 'closedByMessageId', 'closedByPersonId', 'outcome']

/** Whoever asked about one of them meanwhile, or ended it, was faster: then the batch is to be done anew. */
async function writeEnded(
  db: Db,
  { settled, closed }: { settled: readonly ChangedRow[]; closed: readonly ChangedRow[] },
): Promise<void> {
  const people = {
    table: 'case_person',
    columns: ['settledAt', 'settledByMessageId'],
    and: 'settledAt IS NULL',
  }
  const cases = {
    ...{ table: 'search_case', columns: ENDED, set: "state = 'closed', nextAt = NULL" },
    and: "state = 'waiting'",
  }
  if (
    (await changeMany(db, cases, closed)) !== closed.length ||
    (await changeMany(db, people, settled)) !== settled.length
  )
    throw new Overtaken('a search was moved by somebody else')
}

/** What a message told of setting out may have changed. */
export const forgetSetOut = (db: Db, messageId: number): void => batchOf(db)?.cases.forgetSetOut(messageId)
