import { Like, MoreThan, Not } from 'typeorm'
import { OutboundMessage } from '../../entities'
import type { Db } from './database'

/** Was something queued since `since` in a group whose name begins so? */
export const groupQueuedSince = (db: Db, beginning: string, since: number): Promise<boolean> =>
  db.existsBy(OutboundMessage, { groupKey: Like(`${beginning}%`), queuedAt: MoreThan(since) })

/** The name of the newest group beginning so that this person was told in since `since`; null: none. */
export const groupToldTo = async (
  db: Db,
  personId: number,
  beginning: string,
  since: number,
): Promise<string | null> => {
  const row = await db.findOne(OutboundMessage, {
    where: { personId, groupKey: Like(`${beginning}%`), queuedAt: MoreThan(since) },
    order: { id: 'DESC' },
  })
  return row?.groupKey ?? null
}

/** The last alarm this person was to get, about a search or not. */
export const lastAlarmTo = (db: Db, personId: number): Promise<OutboundMessage | null> =>
  db.findOne(OutboundMessage, {
    where: { personId, purpose: 'alarm', state: Not('dropped' as const) },
    order: { queuedAt: 'DESC', id: 'DESC' },
  })

/** Whoever was told the same thing. */
export const toldTogether = (db: Db, groupKey: string): Promise<OutboundMessage[]> =>
  db.find(OutboundMessage, { where: { groupKey, state: Not('dropped' as const) }, order: { id: 'ASC' } })
