import { In, IsNull, Like, MoreThan, Not } from 'typeorm'
import { Case, Message, OutboundMessage, Person } from '../../entities'
import type { Db } from './database'

/** The last answer that was passed on to somebody since `since`, while its search is open: of what search, from whom. */
export async function lastForwarded(
  db: Db,
  personId: number,
  since: number,
): Promise<{ found: Case; person: Person; at: number } | null> {
  const row = await db.findOne(OutboundMessage, {
    where: { personId, purpose: 'forward', caseId: Not(IsNull()), queuedAt: MoreThan(since) },
    order: { queuedAt: 'DESC', id: 'DESC' },
  })
  if (row?.caseId == null) return null
  const found = await db.findOneBy(Case, { id: row.caseId, state: In(['open', 'resting']) })
  // `<case>:forward:<message>`: what was passed on.
  const message = await db.findOneBy(Message, { id: Number(row.groupKey.split(':')[2]) })
  if (found === null || message?.personId == null) return null
  const person = await db.findOneBy(Person, { id: message.personId })
  return person === null ? null : { found, person, at: row.queuedAt }
}

/** The last answer to a roll call that nobody could read and that was passed on to this caller since `since`. */
export async function lastUnread(
  db: Db,
  personId: number,
  since: number,
): Promise<{ rollCallId: number; person: Person; villageId: number | null; at: number } | null> {
  const row = await db.findOne(OutboundMessage, {
    where: {
      ...{ personId, purpose: 'forward', queuedAt: MoreThan(since) },
      groupKey: Like('roll_call:%:unread:%'),
    },
    order: { queuedAt: 'DESC', id: 'DESC' },
  })
  if (row === null) return null
  // `roll_call:<call>:unread:<message>`
  const [, rollCallId, , messageId] = row.groupKey.split(':')
  const message = await db.findOneBy(Message, { id: Number(messageId) })
  const person = message?.personId == null ? null : await db.findOneBy(Person, { id: message.personId })
  if (message === null || person === null) return null
  return { rollCallId: Number(rollCallId), person, villageId: message.villageId, at: row.queuedAt }
}
