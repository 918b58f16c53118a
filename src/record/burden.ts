import { In, Not } from 'typeorm'
import { OutboundMessage } from '../../entities'
import { inChunks } from './chunks'
import type { Db } from './database'

/** How many messages each of these people got unprompted on the day: reminders, morning asks, report lines. */
export async function unpromptedToday(
  db: Db,
  people: readonly number[],
  day: string,
): Promise<Map<number, number>> {
  const counts = new Map<number, number>()
  const rows = await inChunks(people, (piece) =>
    db.find(OutboundMessage, {
      select: { personId: true },
      where: {
        personId: In(piece),
        day,
        safety: false,
        purpose: In(['reminder', 'ask', 'daily_report']),
        state: Not('dropped' as const),
      },
    }),
  )
  for (const { personId } of rows) counts.set(personId, (counts.get(personId) ?? 0) + 1)
  return counts
}
