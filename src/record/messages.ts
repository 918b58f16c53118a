import { Between, In, IsNull, LessThan, MoreThan, MoreThanOrEqual } from 'typeorm'
import { CheckIn, Message, WorkItem } from '../../entities'
import { batchOf } from './batch'
import type { Db } from './database'
import { filled, insertRows, marks } from './rows'

/** The person's last few texts since an instant, of those stored before `before`, in the order said. */
export async function textsBefore(
  db: Db,
  personId: number,
  { since, before, most }: { since: number; before: number; most: number },
): Promise<string[]> {
  const found = await db.find(Message, {
    where: { personId, at: MoreThanOrEqual(since), id: LessThan(before), kind: 'text' },
    order: { at: 'DESC', id: 'DESC' },
    take: most,
  })
  return found.reverse().flatMap(({ text }) => text ?? [])
}

/** The person's last message from `since` to `until` that carried facts, of those stored before `before`. */
export const lastWithFacts = (
  db: Db,
  personId: number,
  { since, until, before }: { since: number; until: number; before: number },
): Promise<Message | null> =>
  db.findOne(Message, {
    where: { personId, carriedFacts: true, at: Between(since, until), id: LessThan(before) },
    order: { at: 'DESC', id: 'DESC' },
  })

/** How many messages a person wrote from one instant to another, both included. */
export async function countBetween(db: Db, personId: number, from: number, until: number): Promise<number> {
  const wrote = batchOf(db)?.wrote
  return wrote === undefined
    ? db.countBy(Message, { personId, at: Between(from, until) })
    : (wrote.get(personId) ?? []).filter((at) => from <= at && at <= until).length
}

/** When these people wrote after an instant. */
export async function writtenSince(db: Db, people: readonly number[], after: number): Promise<number[]> {
  const wrote = batchOf(db)?.wrote
  if (wrote !== undefined && people.every((id) => wrote.has(id)))
    return people.flatMap((id) => wrote.get(id) ?? []).filter((at) => at > after)
  const rows = await db.find(Message, {
    select: { at: true },
    where: { personId: In([...people]), at: MoreThan(after) },
  })
  return rows.map(({ at }) => at)
}

/** When each of these people wrote after an instant. */
export async function readWritten(
  db: Db,
  people: readonly number[],
  after: number,
): Promise<Map<number, number[]>> {
  const wrote = new Map(people.map((id): [number, number[]] => [id, []]))
  if (people.length === 0) return wrote
  const rows = await db.query<{ personId: number; at: number | string }[]>(
    `SELECT personId, at FROM message WHERE personId IN (${marks(filled(people))}) AND at > ?`,
    [...filled(people), after],
  )
  for (const { personId, at } of rows) wrote.get(personId)?.push(Number(at))
  return wrote
}

/** The replies to those of these deliveries that were taken in before. */
export async function repliesTo(db: Db, keys: readonly string[]): Promise<Map<string, string | null>> {
  const rows = await db.query<{ deliveryKey: string; reply: string | null }[]>(
    `SELECT deliveryKey, reply FROM message WHERE deliveryKey IN (${marks(filled(keys))})`,
    filled(keys),
  )
  return new Map(rows.map(({ deliveryKey, reply }) => [deliveryKey, reply]))
}

export type NewMessage = Omit<Message, 'id' | 'carriedFacts' | 'reply'>

/** Stores messages that have no reply yet; their ids by delivery key. */
export async function insertMessages(db: Db, rows: readonly NewMessage[]): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map()
  await insertRows(
    db,
    Message,
    rows.map((row) => ({ ...row, carriedFacts: false })),
  )
  const keys = filled(rows.map(({ deliveryKey }) => deliveryKey))
  const made = await db.query<{ id: number; deliveryKey: string }[]>(
    `SELECT id, deliveryKey FROM message WHERE deliveryKey IN (${marks(keys)})`,
    keys,
  )
  return new Map(made.map(({ id, deliveryKey }) => [deliveryKey, id]))
}

/** What is kept of a person's days: the last messages that carried facts, the newest first, and how many facts. */
export async function keptOf(db: Db, personId: number, since: string, most: number) {
  const day = MoreThanOrEqual(since)
  const messages = await db.find(Message, {
    where: { personId, day, carriedFacts: true },
    order: { id: 'DESC' },
    take: most,
  })
  const whereabouts = await db.countBy(CheckIn, { subjectId: personId, day, supersededAt: IsNull() })
  const work = await db.countBy(WorkItem, { speakerId: personId, day, supersededAt: IsNull() })
  return { messages, whereabouts, work }
}
