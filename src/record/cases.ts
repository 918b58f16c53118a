import { In, IsNull, LessThanOrEqual, MoreThan, Not } from 'typeorm'
import { Case, type CaseKind, CasePerson, OutboundMessage, type Rung } from '../../entities'
import { type Around, mayBeOpen } from './around'
import { foreseen, opensNothing } from './batch'
import { inChunks } from './chunks'
import { type Db, isDuplicate } from './database'
import { insertRows } from './rows'

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

/** Opens a case once: null when its key is already there. */
export async function openCase(db: Db, made: NewCase): Promise<Case | null> {
  if (await db.existsBy(Case, { key: made.key })) return null
  // A return is told to nobody yet: it is open for its people and changes nothing else.
  const opens = (around: Around) => made.people.forEach((id) => around.open.case.add(id))
  const id =
    made.kind === 'return'
      ? await foreseen(db, opens, () => insertCase(db, made))
      : await insertCase(db, made)
  return id === null ? null : db.findOneByOrFail(Case, { id })
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
export const unsettled = async (db: Db, caseId: number): Promise<number[]> =>
  (await db.findBy(CasePerson, { caseId, settledAt: IsNull() })).map((row) => row.personId)

/** Cases not closed that wait for one of these people. */
export async function casesOf(
  db: Db,
  people: readonly number[],
  kinds: readonly CaseKind[],
): Promise<Case[]> {
  if (people.length === 0 || !(await mayBeOpen(db, 'case', people))) return []
  const rows = await db.findBy(CasePerson, { personId: In([...people]), settledAt: IsNull() })
  if (rows.length === 0) return []
  return db.find(Case, {
    where: { id: In(rows.map((row) => row.caseId)), kind: In([...kinds]), state: Not('closed') },
    order: { id: 'ASC' },
  })
}

/** Which of these people a case not closed waits for. */
export async function awaited(
  db: Db,
  people: readonly number[],
  kinds: readonly CaseKind[],
): Promise<Set<number>> {
  const rows = await inChunks(people, (piece) =>
    db
      .createQueryBuilder(CasePerson, 'p')
      .innerJoin(Case, 'c', 'c.id = p.caseId')
      .select('p.personId', 'personId')
      .where('p.personId IN (:...piece) AND p.settledAt IS NULL', { piece })
      .andWhere("c.kind IN (:...kinds) AND c.state <> 'closed'", { kinds })
      .getRawMany<{ personId: number }>(),
  )
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
