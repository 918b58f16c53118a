import { isBetweenClocks } from '../decide/calendar'
import { counted } from '../metrics'
import { claimSms, dropEnded, markSms, queueSms, undelivered } from '../record/sms'
import type { Runtime } from '../runtime'
import type { SendSms } from '../sms'
import { dayOf } from '../time'
import { smsText } from '../wording/sms'

const MINUTE = 60_000
const AT_ONCE = 8
/** A message that the gateway does not take is tried so often: after 1, 2, 4, 8 … minutes. */
const TRIES = 6

/** How many short messages went which way in one run. */
export interface SmsTally {
  sent: number
  retried: number
  refused: number
}

/**
 * The second road:
 * 1. what WeCom did not deliver in time is queued, once each;
 * 2. what is about a case that has ended is dropped;
 * 3. each message is claimed, handed to the gateway with no transaction open, and marked.
 */
export async function deliverSms(
  rt: Runtime,
  send: SendSms,
  now: number,
  { machine, newId, signal }: { machine: () => number; newId: () => string; signal?: AbortSignal },
): Promise<SmsTally> {
  const { database, policy, timezone } = rt
  const { from, until } = policy.quiet
  const safetyOnly = isBetweenClocks(now, dayOf(now, timezone), from, until, timezone)
  const tally: SmsTally = { sent: 0, retried: 0, refused: 0 }
  await database.inTransaction(async (db) => {
    const within = policy.sms.after * MINUTE
    const late = await undelivered(db, now, { within, safetyOnly })
    await queueSms(
      db,
      now,
      late.map((each) => ({ ...each, text: smsText(each.text) })),
    )
    await dropEnded(db, now)
  })
  while (!signal?.aborted) {
    const claim = { by: newId(), machineNow: machine(), most: AT_ONCE }
    const rows = await database.inTransaction((db) => claimSms(db, now, claim))
    if (rows.length === 0) break
    await Promise.all(
      rows.map(async (row) => {
        const outcome = await send({ key: row.key, to: row.phone, text: row.text })
        const isOver = outcome.kind === 'refused' || (outcome.kind === 'retry' && row.attempts >= TRIES)
        const became = outcome.kind === 'sent' ? 'sent' : isOver ? 'refused' : 'retried'
        const reason = outcome.kind === 'sent' ? null : outcome.reason
        const change = {
          sent: { state: 'sent' as const, sentAt: now, nextTryAt: null, reason },
          refused: { state: 'refused' as const, nextTryAt: null, reason },
          retried: {
            state: 'waiting' as const,
            nextTryAt: now + 2 ** (row.attempts - 1) * MINUTE,
            reason,
          },
        }[became]
        await database.inTransaction((db) => markSms(db, row, change))
        tally[became]++
        counted.sms.add({ outcome: became })
        if (became === 'refused')
          rt.log.error({ id: row.id, caseId: row.caseId, reason }, 'a short message cannot be delivered')
      }),
    )
  }
  return tally
}
