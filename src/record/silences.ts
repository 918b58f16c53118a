import { Between, IsNull, LessThan, MoreThanOrEqual, Not } from 'typeorm'
import { Message, OutboundMessage, Person } from '../../entities'
import { mayBeOpen } from './around'
import type { Db } from './database'

/** Questions about one silence share this: a person falls silent anew once something was heard. */
export const silenceKey = ({ id, lastHeardAt }: Pick<Person, 'id' | 'lastHeardAt'>) =>
  `silent:${id}:${lastHeardAt ?? 0}`

/** The first question about a silence; null when nobody was asked yet. */
export const firstAsked = (db: Db, key: string): Promise<OutboundMessage | null> =>
  db.findOne(OutboundMessage, { where: { groupKey: key }, order: { id: 'ASC' } })

/**
 * Whose silence this person was asked about after `since` and by `until`, as long as neither they have written (before the message
 * given) nor anything was heard of that other.
 */
export async function silentAskedOf(
  db: Db,
  personId: number,
  { since, until }: { since: number; until: number },
  messageId: number,
): Promise<Person | null> {
  if (!(await mayBeOpen(db, 'ask', [personId]))) return null
  const ask = await db.findOne(OutboundMessage, {
    where: {
      ...{ personId, purpose: 'ask' as const },
      ...{ queuedAt: Between(since + 1, until), caseId: IsNull(), state: Not('dropped' as const) },
    },
    order: { id: 'DESC' },
  })
  if (ask === null) return null
  const written = { personId, at: MoreThanOrEqual(ask.queuedAt), id: LessThan(messageId) }
  if (await db.existsBy(Message, written)) return null
  const silent = await db.findOneBy(Person, { id: Number(ask.groupKey.split(':')[1]) })
  return silent === null || (silent.lastHeardAt ?? 0) >= ask.queuedAt ? null : silent
}
