import { Between, In, MoreThan } from 'typeorm'
import { OutboundMessage } from '../../entities'
import type { Db } from './database'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** What each person was sent, or is being sent, within the last minute and hour; a passed-on voice counts apart from its text. */
export async function sentLately(
  db: Db,
  personIds: number[],
  now: number,
): Promise<Map<number, { minute: number; hour: number }>> {
  const rows = await db.find(OutboundMessage, {
    select: { personId: true, sentAt: true, mediaId: true },
    where: [
      // Bounded by an indexed column: nothing waits longer than two days.
      { personId: In(personIds), queuedAt: MoreThan(now - 2 * DAY), sentAt: Between(now - HOUR, now) },
      { personId: In(personIds), queuedAt: MoreThan(now - 2 * DAY), state: 'claimed' },
    ],
  })
  const counts = new Map<number, { minute: number; hour: number }>()
  for (const { personId, sentAt, mediaId } of rows) {
    const count = counts.get(personId) ?? { minute: 0, hour: 0 }
    const messages = mediaId === null ? 1 : 2
    count.hour += messages
    if (sentAt === null || sentAt > now - MINUTE) count.minute += messages
    counts.set(personId, count)
  }
  return counts
}
