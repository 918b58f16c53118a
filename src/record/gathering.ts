import { In, IsNull, Like, LessThanOrEqual, MoreThan } from 'typeorm'
import { OutboundMessage } from '../../entities'
import { inChunks } from './chunks'
import type { Db } from './database'

/** All-clears of cases that were told in a list wait for each other under such groups. */
export const GATHERED = ':gathered'

const waiting = {
  purpose: 'all_clear' as const,
  state: 'waiting' as const,
  claimedBy: IsNull(),
  groupKey: Like(`%${GATHERED}`),
}

/** Until when each of these people is told nothing more of the kind, having had an all-clear after `since`. Epoch ms. */
export async function gatheringUntil(
  db: Db,
  people: readonly number[],
  since: number,
  minutes: number,
): Promise<Map<number, number>> {
  const rows = await inChunks(people, (piece) =>
    db.find(OutboundMessage, {
      select: { id: true, personId: true, queuedAt: true, nextTryAt: true, groupKey: true, state: true },
      where: { personId: In(piece), purpose: 'all_clear', queuedAt: MoreThan(since) },
      order: { id: 'ASC' },
    }),
  )
  const until = new Map<number, number>()
  for (const { personId, queuedAt, nextTryAt, groupKey, state } of rows) {
    const gathers = state === 'waiting' && groupKey.endsWith(GATHERED) && nextTryAt !== null
    until.set(personId, gathers ? nextTryAt : Math.max(until.get(personId) ?? 0, queuedAt + minutes * 60_000))
  }
  return until
}

/** Is a gathered all-clear due? */
export const hasGathered = (db: Db, now: number): Promise<boolean> =>
  db.existsBy(OutboundMessage, { ...waiting, nextTryAt: LessThanOrEqual(now) })

/** Gathered all-clears by what is waiting, oldest first. */
export const gathered = (db: Db): Promise<OutboundMessage[]> =>
  db.find(OutboundMessage, { where: waiting, order: { id: 'ASC' } })
