import { Message } from '../entities'
import { gather } from './gather'
import { keepAnyway } from './handle/keepAnyway'
import { type Arrival, takeTogether } from './handle/together'
import { isConflict, isDuplicate, isOutage } from './record/database'
import { counted } from './metrics'
import type { Runtime } from './runtime'
import { dayOf } from './time'
import type { Receive } from './wecom/types'

const MINUTE = 60_000
const AHEAD = 5 * MINUTE

export interface IntakeHooks {
  /** After a commit: something may wait in the outbox. */
  kick: (now: number) => void
  /** The machine's clock: a message dated more than 5 minutes ahead of it counts from its arrival. */
  machine?: () => number
}

/**
 * One message in, one reply out: the message, its facts, what they change, what is to be sent, and the reply are stored
 * at once or not at all; messages that arrive together share a transaction. One sender's messages are taken in the order
 * in which they arrive. A redelivery finds the row and gets the same reply. Rejects when nothing could be stored.
 */
export function createIntake(rt: Runtime, { kick, machine = () => Date.now() }: IntakeHooks): Receive {
  const { database, log } = rt
  const together = (arrivals: readonly Arrival[]) =>
    database.inTransaction((db) => takeTogether(rt, db, arrivals))

  async function alone(arrival: Arrival): Promise<string | null> {
    const { delivery, moment } = arrival
    try {
      const [reply = null] = await together([arrival])
      return reply
    } catch (error) {
      // The same delivery a moment ago, in another process: its reply is ours.
      if (isDuplicate(error)) {
        const first = await database.db.findOneBy(Message, { deliveryKey: delivery.key })
        if (first !== null) return first.reply
      }
      if (isOutage(error)) throw error
      const reason = error instanceof Error ? error.stack : String(error)
      log.error({ key: delivery.key, reason }, 'message not handled; kept unread')
      return database.inTransaction((db) => keepAnyway(rt, db, delivery, moment))
    }
  }

  const take = gather<Arrival, string | null>({
    together,
    alone,
    isHopeless: (error) => isOutage(error) && !isConflict(error),
  })

  return async (delivery) => {
    const arrived = machine()
    const now = delivery.at > arrived + AHEAD ? arrived : delivery.at
    const reply = await take({ delivery, moment: { now, day: dayOf(now, rt.timezone), zone: rt.timezone } })
    counted.messages.add({ kind: delivery.content.kind })
    kick(now)
    return reply
  }
}
