import { In, IsNull, LessThanOrEqual, MoreThan } from 'typeorm'
import { Case, type CaseKind, CasePerson, OutboundMessage, type Rung } from '../../entities'
import { mayBeOpen } from './around'
import { batchOf, opensNothing } from './batch'
import { inChunks } from './chunks'
import { type Db, isDuplicate } from './database'
import { filled, insertRows, marks, readRows } from './rows'

export interface NewCase {
  key: string
  kind: CaseKind
  villageId: number | null
  day: string
  dueAt: number
  state: Case['state']
  ladder: Rung[]
  nextAt: number | null
  step?: number
  level?: Case['level']
  noSignal?: boolean
  messageId?: number | null
  words?: string | null
  place?: string | null
  people: readonly number[]
  now: number
  lastToldAt?: number | null
}

/**
 * Opens a return nobody has asked about yet, unless its key is there. In a batch it is opened with others, where the message
 * that declares it is one of the batch: nobody else can know of it then.
 */
export async function openReturn(db: Db, made: NewCase & { messageId: number }): Promise<void> {
  const batch = batchOf(db)
  if (batch?.messages.has(made.messageId) === true) batch.cases.open(made)
  else await openCase(db, made)
}

/** Opens a case once: null when its key is already there. */
export async function openCase(db: Db, made: NewCase): Promise<Case | null> {
  const keyIs = `${db.dataSource.driver.escape('key')} = ?`
  if ((await db.query<object[]>(`SELECT id FROM search_case WHERE ${keyIs}`, [made.key])).length > 0)
    return null
  const id = await insertCase(db, made)
  const [found = null] = id === null ? [] : await readRows(db, Case, 'id = ?', [id])
  return found
}

async function insertCase(db: Db, { people, now, ...rest }: NewCase): Promise<number | null> {
  let id: number
  try {
    const openedAt = rest.state === 'open' ? now : null
    id = await insertRows(db, Case, [{ ...rest, createdAt: now, openedAt }])
  } catch (error) {
    if (isDuplicate(error)) return null
    throw error
  }
  const rows = [...new Set(people)].map((personId) => ({ caseId: id, personId }))
  if (rows.length > 0) await insertRows(db, CasePerson, rows)
  return id
}

/** Cases to be looked at by `now`, the longest due first. */
export const dueCases = (db: Db, now: number): Promise<Pick<Case, 'id'>[]> =>
  db.find(Case, {
    select: { id: true },
    where: { nextAt: LessThanOrEqual(now), state: In(['waiting', 'open']) },
    order: { nextAt: 'ASC', id: 'ASC' },
  })

/** The people a case still waits for. */
export async function unsettled(db: Db, caseId: number): Promise<number[]> {
  const held = batchOf(db)?.cases.waitsFor(caseId) ?? null
  if (held !== null) return held
  const sql = 'SELECT personId FROM case_person WHERE caseId = ? AND settledAt IS NULL ORDER BY id'
  return (await db.query<{ personId: number }[]>(sql, [caseId])).map(({ personId }) => personId)
}

/** Cases not closed that wait for one of these people, but those the message `butOf` has declared. */
export async function casesOf(
  db: Db,
  people: readonly number[],
  kinds: readonly CaseKind[],
  butOf?: number,
): Promise<Case[]> {
  if (people.length === 0) return []
  const held = (await batchOf(db)?.cases.of(people, kinds, butOf)) ?? null
  if (held !== null) return held
  const among = filled(people)
  const found = await readRows(
    db,
    Case,
    `id IN (SELECT caseId FROM case_person WHERE personId IN (${marks(among)}) AND settledAt IS NULL)
     AND kind IN (${marks(kinds)}) AND state <> 'closed' ORDER BY id`,
    [...among, ...kinds],
  )
  return butOf === undefined ? found : found.filter(({ messageId }) => messageId !== butOf)
}

/** Which of these people a case not closed waits for. */
export async function awaited(
  db: Db,
  people: readonly number[],
  kinds: readonly CaseKind[],
): Promise<Set<number>> {
  if (people.length === 0) return new Set()
  const batch = batchOf(db)
  const held = (await batch?.cases.of(people, kinds)) ?? null
  if (held !== null) {
    const wanted = new Set(people)
    const waits = held.flatMap(({ id }) => batch?.cases.waitsFor(id) ?? [])
    return new Set(waits.filter((id) => wanted.has(id)))
  }
  const rows = await inChunks(people, (ids) => {
    const piece = filled(ids)
    return db.query<{ personId: number }[]>(
      `SELECT p.personId AS personId FROM case_person p JOIN search_case c ON c.id = p.caseId
       WHERE p.personId IN (${marks(piece)}) AND p.settledAt IS NULL
       AND c.kind IN (${marks(kinds)}) AND c.state <> 'closed'`,
      [...piece, ...kinds],
    )
  })
  return new Set(rows.map(({ personId }) => personId))
}

/** Changes a case only if nobody else moved it meanwhile: true when this call did. */
export async function moveCase(
  db: Db,
  { id, step, state, nextAt, repeats }: Pick<Case, 'id' | 'step' | 'state' | 'nextAt' | 'repeats'>,
  change: Partial<Case>,
): Promise<boolean> {
  const where = { id, step, state, repeats, nextAt: nextAt ?? IsNull() }
  const moved = await db.update(Case, where, change)
  return moved.affected === 1
}

/** Everything said to anybody about a case, oldest first: who was asked, who was told, what came of it. */
export const toldAbout = (db: Db, caseId: number): Promise<OutboundMessage[]> =>
  db.find(OutboundMessage, { where: { caseId }, order: { id: 'ASC' } })

/** Any word from whoever took a search renews the lease. */
export async function renewLeases(db: Db, ownerId: number, now: number, until: number): Promise<void> {
  if (!(await mayBeOpen(db, 'owner', [ownerId]))) return
  const held = { ownerId, state: 'open' as const, ownedUntil: MoreThan(now) }
  await opensNothing(db, () => db.update(Case, held, { ownedUntil: until, ownerAsked: false }))
}
