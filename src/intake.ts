import { Case, Message } from '../entities'
import { MoreThan } from 'typeorm'
import { handleText } from './handle/text'
import { handleMedia } from './handle/media'
import { keepLocation } from './handle/location'
import { answerStranger } from './handle/stranger'
import { tellingOf, type Telling } from './handle/telling'
import { MENU_WORDS } from './handle/words'
import { type Db, isDuplicate } from './record/database'
import { hear } from './record/hearing'
import type { Moment } from './record/known'
import { findSpeaker, type Speaker } from './record/people'
import { welcomeOnce } from './record/welcome'
import type { Runtime } from './runtime'
import { dayOf } from './time'
import { fit, TEXT_BYTES } from './wording/bytes'
import { TOO_MANY, welcome } from './wording/plain'
import type { Content, Delivery, EventContent, Receive } from './wecom/types'

const MINUTE = 60_000
const AHEAD = 5 * MINUTE

/** Events that count as a word of the speaker, and those that only prove a phone in use. The others do nothing. */
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
 * reply. A redelivery finds the row and gets the same reply. Rejects when nothing could be stored.
 */
export function createIntake(rt: Runtime, { kick, machine = () => Date.now() }: IntakeHooks): Receive {
  return async (delivery) => {
    const arrived = machine()
    const now = delivery.at > arrived + AHEAD ? arrived : delivery.at
    const moment = { now, day: dayOf(now, rt.timezone), zone: rt.timezone }
    try {
      const reply = await rt.database.inTransaction((db) => takeIn(rt, db, delivery, moment))
      kick(now)
      return reply
    } catch (error) {
      if (!isDuplicate(error)) throw error
      // The same delivery a moment ago, in another process: its reply is ours.
      const first = await rt.database.db.findOneBy(Message, { deliveryKey: delivery.key })
      if (first === null) throw error
      return first.reply
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
  if (speaker === null) return takeStranger(rt, db, delivery, moment)
  return takeKnown(rt, db, delivery, moment, speaker)
}

/** Events that count as a word; of menu clicks only those on a key of ours. */
const isSpoken = ({ event, eventKey }: EventContent) =>
  SPOKEN.has(event) && (event !== 'click' || MENU_WORDS[eventKey] !== undefined)

/** The words of a text, or those a menu key stands for. */
function wordsOf(content: Content): string | null {
  if (content.kind === 'text') return content.text
  return content.kind === 'event' && content.event === 'click' ? (MENU_WORDS[content.eventKey] ?? null) : null
}

async function takeStranger(
  rt: Runtime,
  db: Db,
  { content, from, key }: Delivery,
  moment: Moment,
): Promise<string | null> {
  const text = wordsOf(content)
  const reply = await answerStranger(rt, db, moment, { from, text, deliveryKey: key })
  const { now: at, day } = moment
  await db.insert(Message, { deliveryKey: key, day, at, kind: 'stranger', voice: false, reply })
  return reply
}

const kindOf = (content: Content) =>
  content.kind === 'event' ? `event:${content.event}`.slice(0, 32) : content.kind

async function takeKnown(
  rt: Runtime,
  db: Db,
  { content, key }: Delivery,
  moment: Moment,
  speaker: Speaker,
): Promise<string | null> {
  const { now: at, day } = moment
  const text = wordsOf(content)
  const made = await db.insert(Message, {
    deliveryKey: key,
    personId: speaker.person.id,
    villageId: speaker.teamId,
    day,
    at,
    kind: kindOf(content),
    voice: speaker.teamId !== null,
    text,
    mediaId: 'mediaId' in content ? content.mediaId.slice(0, 256) : null,
  })
  const messageId = (made.identifiers[0] as { id: number }).id
  await hear(db, [speaker.person.id], at)
  const telling = await tellingOf(rt, db, moment, messageId, speaker)
  await renewLeases(telling)
  const { reply, carriedFacts, urgent } = await handled(telling, content, text)
  const said = await finished(telling, reply, urgent)
  await db.update(Message, { id: messageId }, { reply: said, carriedFacts })
  return said
}

async function handled(telling: Telling, content: Content, text: string | null) {
  if (text !== null) return handleText(telling, text)
  const place = content.kind === 'location' ? content : eventPlace(content)
  const reply =
    place === undefined
      ? content.kind === 'event'
        ? null
        : await handleMedia(telling, content.kind, 'mediaId' in content ? content.mediaId : null)
      : await keepLocation(telling, place)
  return { reply, carriedFacts: false, urgent: false }
}

const eventPlace = (content: Content): EventContent['location'] =>
  content.kind === 'event' ? content.location : undefined

/** Any word from whoever took a search renews the hour. */
async function renewLeases({ rt, db, speaker, moment }: Telling): Promise<void> {
  const ownedUntil = moment.now + rt.policy.taking.lease * MINUTE
  const mine = { ownerId: speaker.person.id, state: 'open' as const, ownedUntil: MoreThan(moment.now) }
  await db.update(Case, mine, { ownedUntil, ownerAsked: false })
}

/** The welcome before a first answer; and above so many messages a minute the reply is left out, never in an emergency. */
async function finished(
  { rt, db, speaker, moment }: Telling,
  reply: string | null,
  urgent: boolean,
): Promise<string | null> {
  if (urgent) return reply
  const { perMinute } = rt.policy.flood
  const lately = await db.countBy(Message, { personId: speaker.person.id, at: MoreThan(moment.now - MINUTE) })
  if (lately > perMinute) return lately === perMinute + 1 ? TOO_MANY : null
  const isFirst = await welcomeOnce(db, speaker, moment.now)
  if (!isFirst) return reply
  return fit([welcome(speaker.person.name), ...(reply === null ? [] : [reply])], TEXT_BYTES)
}
