import { Message } from '../entities'
import { keepAnyway } from './handle/keepAnyway'
import { takeMessage, wordsOf } from './handle/message'
import { answerStranger } from './handle/stranger'
import { MENU_WORDS } from './handle/words'
import { type Db, isDuplicate, isOutage } from './record/database'
import { counted } from './metrics'
import { hear } from './record/hearing'
import type { Moment } from './record/known'
import { findSpeaker } from './record/people'
import type { Runtime } from './runtime'
import { dayOf } from './time'
import type { Delivery, EventContent, Receive } from './wecom/types'

const MINUTE = 60_000
const AHEAD = 5 * MINUTE

/** What may count as a word of the speaker, and what only proves a phone in use. The others do nothing. */
const SPOKEN = new Set([
  'click',
  'location_select',
  'template_card_event',
  'taskcard_click',
  'template_card_menu_event',
])
const PROOF_OF_USE = /^(?:enter_agent|LOCATION|view|view_miniprogram|scancode_.*|pic_.*)$/

export interface IntakeHooks {
  /** After a commit: something may wait in the outbox. */
  kick: (now: number) => void
  /** The machine's clock: a message dated more than 5 minutes ahead of it counts from its arrival. */
  machine?: () => number
}

/**
 * One message in, one reply out, one transaction: the message, its facts, what they change, what is to be sent, and the
 * reply. One sender's messages are taken in the order in which they arrive. A redelivery finds the row and gets the same
 * reply. Rejects when nothing could be stored.
 */
export function createIntake(rt: Runtime, { kick, machine = () => Date.now() }: IntakeHooks): Receive {
  const { database, log } = rt
  return async (delivery) => {
    const arrived = machine()
    const now = delivery.at > arrived + AHEAD ? arrived : delivery.at
    const moment = { now, day: dayOf(now, rt.timezone), zone: rt.timezone }
    const stored = (take: typeof takeIn) =>
      database.inTransaction((db) => take(rt, db, delivery, moment), delivery.from)
    try {
      const reply = await stored(takeIn)
      counted.messages.add({ kind: delivery.content.kind })
      kick(now)
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
      const reply = await stored(keepAnyway)
      kick(now)
      return reply
    }
  }
}

async function takeIn(rt: Runtime, db: Db, delivery: Delivery, moment: Moment): Promise<string | null> {
  const { content, from, key } = delivery
  const known = await db.findOneBy(Message, { deliveryKey: key })
  if (known !== null) return known.reply
  const speaker = await findSpeaker(db, from, moment.day)
  if (content.kind === 'event' && !isSpoken(content)) {
    if (speaker !== null && PROOF_OF_USE.test(content.event)) await hear(db, [speaker.person.id], moment.now)
    return null
  }
  return speaker === null
    ? takeStranger(rt, db, delivery, moment)
    : takeMessage(rt, db, delivery, moment, speaker)
}

/** Events that count as a word; of menu clicks only those on a key of ours. */
const isSpoken = ({ event, eventKey }: EventContent) =>
  SPOKEN.has(event) && (event !== 'click' || MENU_WORDS[eventKey] !== undefined)

async function takeStranger(
  rt: Runtime,
  db: Db,
  { content, from, key }: Delivery,
  moment: Moment,
): Promise<string | null> {
  const reply = await answerStranger(rt, db, moment, { from, text: wordsOf(content), deliveryKey: key })
  const { now: at, day } = moment
  await db.insert(Message, { deliveryKey: key, day, at, kind: 'stranger', voice: false, reply })
  return reply
}
