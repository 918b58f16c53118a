import { In, IsNull, MoreThan, Not } from 'typeorm'
import { Case, Message, OutboundMessage, Person } from '../../entities'
import type { Db } from './database'

/** The last answer that was passed on to somebody since `since`, while its search is open: of what search, from whom. */
export async function lastForwarded(
  db: Db,
  personId: number,
  since: number,
): Promise<{ found: Case; person: Person } | null> {
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
  return person === null ? null : { found, person }
}
