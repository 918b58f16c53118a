import { In, IsNull, LessThan, MoreThan, Not } from 'typeorm'
import { Case, Message, OutboundMessage } from '../../entities'
import { mayBeOpen } from './around'
import type { Db } from './database'
import { readRows } from './rows'

/** What was last sent to a person; null when nothing ever was. */
export async function lastSentTo(db: Db, personId: number): Promise<OutboundMessage | null> {
  const where = "personId = ? AND state IN ('sent', 'claimed') ORDER BY queuedAt DESC, id DESC LIMIT 1"
  const [last = null] = await readRows(db, OutboundMessage, where, [personId])
  return last
}

/** Does it tell many cases at once? */
export const isList = ({ key, purpose }: Pick<OutboundMessage, 'key' | 'purpose'>) =>
  purpose === 'alarm' && /^(?:list|area):/.test(key)

/** The last alarm about a case that this person was to get. */
export const lastAlarmOf = (db: Db, personId: number): Promise<OutboundMessage | null> =>
  db.findOne(OutboundMessage, {
    where: { personId, purpose: 'alarm', caseId: Not(IsNull()), state: Not('dropped' as const) },
    order: { queuedAt: 'DESC', id: 'DESC' },
  })

/** The person's last message before this one that got a reply. */
export const lastReplied = (db: Db, personId: number, messageId: number): Promise<Message | null> =>
  db.findOne(Message, {
    where: { personId, id: LessThan(messageId), reply: Not(IsNull()) },
    order: { at: 'DESC', id: 'DESC' },
  })

/** The claim of a case: of rivals in the same moment one wins. True when this call did. */
export async function takeCase(
  db: Db,
  { id, ownerId }: Pick<Case, 'id' | 'ownerId'>,
  lease: { ownerId: number; ownedUntil: number; nextAt: number },
): Promise<boolean> {
  const free = { id, ownerId: ownerId ?? IsNull(), state: In(['open', 'resting'] as const) }
  const taken = await db.update(Case, free, {
    ...{ ...lease, ownerAsked: false, offeredToId: null },
    // A renewed lease keeps what its owner said.
    ...(lease.ownerId === ownerId ? {} : { ownerWords: null, ownerWordsAt: null }),
  })
  return taken.affected === 1
}

/** Does this person hold a search? */
export const ownedBy = async (db: Db, personId: number, now: number): Promise<boolean> =>
  (await mayBeOpen(db, 'owner', [personId])) &&
  (await db.existsBy(Case, { ownerId: personId, state: 'open', ownedUntil: MoreThan(now) }))

/** Nothing about this case is told again to this person. */
export async function markSeen(db: Db, caseId: number, personId: number, at: number): Promise<void> {
  await db.update(OutboundMessage, { caseId, personId, seenAt: IsNull() }, { seenAt: at })
}
