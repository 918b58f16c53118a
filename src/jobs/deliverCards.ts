import type { CardUpdate } from '../../entities'
import { claimChanges, endChange, hasChanges } from '../record/cards'
import { queue } from '../record/outbox'
import type { Runtime } from '../runtime'
import { dayOf } from '../time'
import type { WecomClient } from '../wecom/client'

const MINUTE = 60_000
const ATTEMPTS = 4

/**
 * Changes the cards that are to show something else, each by one call. What was to be read there and cannot be shown is
 * queued as a text. Gives how many texts were queued.
 */
export async function deliverCards(
  rt: Runtime,
  client: WecomClient,
  now: number,
  machine: () => number,
): Promise<number> {
  const { database } = rt
  if (!(await hasChanges(database.db, now))) return 0
  let said = 0
  for (const change of await database.inTransaction((db) => claimChanges(db, now, machine()))) {
    const { userid, responseCode, card, taskId, attempts } = change
    const outcome = await client.updateCard({ to: [userid], responseCode, card, taskId })
    if (outcome.kind === 'ok') {
      await database.inTransaction((db) => endChange(db, change, { state: 'done' }))
    } else if (outcome.kind === 'retry' && attempts < ATTEMPTS) {
      const nextTryAt = now + MINUTE * attempts
      await database.inTransaction((db) => endChange(db, change, { state: 'waiting', nextTryAt }))
    } else {
      rt.log.warn({ code: outcome.code, key: change.key }, 'a card could not be changed')
      said += await saidInstead(rt, change, now)
    }
  }
  return said
}

function saidInstead({ database, timezone }: Runtime, change: CardUpdate, now: number): Promise<number> {
  const { key, personId, userid, fallback } = change
  return database.inTransaction(async (db) => {
    await endChange(db, change, { state: 'failed' })
    if (fallback === null) return 0
    // An answer to the tap: at any hour, as every reply.
    const text = {
      key: `card:${key}`,
      personId,
      userid,
      purpose: 'forward' as const,
      safety: true,
      text: fallback,
    }
    return queue(db, { now, day: dayOf(now, timezone) }, [text])
  })
}
