import { Between, IsNull, LessThan, MoreThanOrEqual } from 'typeorm'
import { CheckIn, Message, WorkItem } from '../../entities'
import type { Db } from './database'

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
export const countBetween = (db: Db, personId: number, from: number, until: number): Promise<number> =>
  db.countBy(Message, { personId, at: Between(from, until) })

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
