import { Message } from '../../entities'
import { readAround } from '../record/around'
import type { Batch } from '../record/batch'
import type { Db } from '../record/database'
import { hear } from '../record/hearing'
import { inBatch } from '../record/inBatch'
import type { Moment } from '../record/known'
import { insertMessages, type NewMessage, readWritten, repliesTo } from '../record/messages'
import { findSpeaker, type Speaker } from '../record/people'
import { homeOf, readSenders } from '../record/senders'
import type { Runtime } from '../runtime'
import type { Delivery, EventContent } from '../wecom/types'
import { kindOf, takeMessage, wordsOf } from './message'
import { answerStranger } from './stranger'
import { MENU_WORDS } from './words'

/** A message or event with the time it counts from. */
export interface Arrival {
  delivery: Delivery
  moment: Moment
}

const MINUTE = 60_000

/** What may count as a word of the speaker, and what only proves a phone in use. The others do nothing. */
const SPOKEN = new Set([
  'click',
  'location_select',
  'template_card_event',
  'taskcard_click',
  'template_card_menu_event',
])
const PROOF_OF_USE = /^(?:enter_agent|LOCATION|view|view_miniprogram|scancode_.*|pic_.*)$/

/** Events that count as a word; of menu clicks only those on a key of ours. */
const isSpoken = ({ event, eventKey }: EventContent) =>
  SPOKEN.has(event) && (event !== 'click' || MENU_WORDS[eventKey] !== undefined)

/**
 * Takes in messages that arrived together, each as if it were alone, in their order; gives their replies. Should one fail,
 * all do: the caller takes them one by one then. A redelivery gets the reply it had, also one of the same moment.
 */
export async function takeTogether(
  rt: Runtime,
  db: Db,
  arrivals: readonly Arrival[],
): Promise<(string | null)[]> {
  const keys = arrivals.map(({ delivery }) => delivery.key)
  const replies = await repliesTo(db, keys)
  const seen = new Set(replies.keys())
  const fresh = arrivals.filter(({ delivery: { key } }) => !seen.has(key) && seen.add(key))
  if (fresh.length > 0) {
    const times = fresh.map(({ moment }) => moment.now)
    const window = { day: dayBefore(fresh), from: Math.min(...times), to: Math.max(...times) }
    const scope = { speakers: new Set<number>(), people: new Set<number>(), villages: new Set<number>() }
    const reading = {
      around: (own: Db) => readAround(own, scope, window),
      cases: () => ({ people: [...scope.people] }),
    }
    await inBatch(db, reading, async (own, read) => {
      await readSenders(
        own,
        read,
        fresh.map(({ delivery, moment }) => ({ from: delivery.from, day: moment.day })),
      )
      for (const { delivery, moment } of fresh) {
        const speaker = read.speakers.get(`${delivery.from} ${moment.day}`) ?? null
        if (speaker === null) continue
        scope.speakers.add(speaker.person.id)
        scope.people.add(speaker.person.id)
        const team = read.teams.get(`${homeOf(speaker)} ${moment.day}`) ?? null
        if (team === null) continue
        scope.villages.add(team.village.id)
        for (const { person } of team.members) scope.people.add(person.id)
      }
      read.wrote = await readWritten(own, [...scope.people], window.from - MINUTE)
      for (const [key, reply] of await takeEach(rt, own, read, fresh)) replies.set(key, reply)
    })
  }
  return keys.map((key) => replies.get(key) ?? null)
}

const dayBefore = (arrivals: readonly Arrival[]) =>
  arrivals.reduce((least, { moment }) => (moment.day < least ? moment.day : least), '9999-12-31')

async function takeEach(
  rt: Runtime,
  db: Db,
  batch: Batch,
  arrivals: readonly Arrival[],
): Promise<Map<string, string | null>> {
  const senders = new Map<Arrival, Speaker | null>()
  for (const each of arrivals) senders.set(each, await findSpeaker(db, each.delivery.from, each.moment.day))
  const rows = arrivals.flatMap((each) => {
    const speaker = senders.get(each) ?? null
    return speaker === null || !isMessage(each) ? [] : [rowOf(each, speaker)]
  })
  const ids = await insertMessages(db, rows)
  for (const id of ids.values()) batch.messages.add(id)
  const replies = new Map<string, string | null>()
  for (const each of arrivals) {
    const { delivery, moment } = each
    const speaker = senders.get(each) ?? null
    const id = ids.get(delivery.key)
    if (id !== undefined && speaker !== null) {
      const wrote = batch.wrote.get(speaker.person.id)
      if (wrote === undefined) batch.wrote.set(speaker.person.id, [moment.now])
      else wrote.push(moment.now)
      const outcome = await takeMessage(rt, db, { id, content: delivery.content }, moment, speaker)
      batch.outcomes.add(outcome)
      replies.set(delivery.key, outcome.reply)
    } else replies.set(delivery.key, await takeOther(rt, db, each, speaker))
  }
  return replies
}

const isMessage = ({ delivery: { content } }: Arrival) => content.kind !== 'event' || isSpoken(content)

function rowOf({ delivery: { key, content }, moment }: Arrival, { person, teamId }: Speaker): NewMessage {
  return {
    deliveryKey: key,
    personId: person.id,
    villageId: teamId,
    day: moment.day,
    at: moment.now,
    kind: kindOf(content),
    voice: teamId !== null,
    text: wordsOf(content),
    mediaId: 'mediaId' in content ? content.mediaId.slice(0, 256) : null,
  }
}

/** Events that are no word of anybody, and people who are not on the roster. */
async function takeOther(
  rt: Runtime,
  db: Db,
  { delivery: { content, from, key }, moment }: Arrival,
  speaker: Speaker | null,
): Promise<string | null> {
  if (content.kind === 'event' && !isSpoken(content)) {
    if (speaker !== null && PROOF_OF_USE.test(content.event)) await hear(db, [speaker.person.id], moment.now)
    return null
  }
  const reply = await answerStranger(rt, db, moment, { from, text: wordsOf(content), deliveryKey: key })
  const { now: at, day } = moment
  await db.insert(Message, { deliveryKey: key, day, at, kind: 'stranger', voice: false, reply })
  return reply
}
