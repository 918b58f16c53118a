import { seenInWecom } from '../record/cards'
import { renewLeases } from '../record/cases'
import type { Db } from '../record/database'
import { hear } from '../record/hearing'
import type { Moment } from '../record/known'
import { countBetween } from '../record/messages'
import { answerNotices } from '../record/notices'
import type { Outcome } from '../record/outcomes'
import { isCadrePosting, type Speaker } from '../record/people'
import { welcomeOnce } from '../record/welcome'
import type { Runtime } from '../runtime'
import type { Content, EventContent } from '../wecom/types'
import { fit, TEXT_BYTES } from '../wording/bytes'
import { afterWelcome, TOO_MANY, welcome } from '../wording/plain'
import { cardTap, isWecomOnly } from './cardTap'
import { settleVoice } from './evidence'
import { type Handled, spoken } from './handled'
import { keepLocation } from './location'
import { handleMedia } from './media'
import { tellingOf, type Telling } from './telling'
import { handleText } from './text'
import { MENU_WORDS } from './words'

const MINUTE = 60_000

/** The words of a text, or those a menu key stands for. */
export function wordsOf(content: Content): string | null {
  if (content.kind === 'text') return content.text
  return content.kind === 'event' && content.event === 'click' ? (MENU_WORDS[content.eventKey] ?? null) : null
}

export const kindOf = (content: Content) =>
  content.kind === 'event' ? `event:${content.event}`.slice(0, 32) : content.kind

/** Takes in a stored message of somebody on the roster: what it means and changes, the reply. */
export async function takeMessage(
  rt: Runtime,
  db: Db,
  { id: messageId, content }: { id: number; content: Content },
  moment: Moment,
  speaker: Speaker,
): Promise<Outcome> {
  const { now: at } = moment
  const text = wordsOf(content)
  await hear(db, [speaker.person.id], at)
  if (isWecomOnly(content)) await seenInWecom(db, speaker.person.id, at)
  const telling = await tellingOf(rt, db, moment, messageId, speaker, text)
  await renewLeases(db, speaker.person.id, at, at + rt.policy.taking.lease * MINUTE)
  await answerNotices(db, speaker.person.id, at)
  const { reply, carriedFacts, urgent } = await handled(telling, content, text)
  const said = isMute(content) ? null : await finished(telling, reply, urgent)
  return { id: messageId, reply: said, carriedFacts }
}

async function handled(telling: Telling, content: Content, text: string | null): Promise<Handled> {
  if (text !== null) return handleText(telling, text)
  if (content.kind === 'event' && content.event === 'template_card_event') return cardTap(telling, content)
  const place = content.kind === 'location' ? content : eventPlace(content)
  if (place !== undefined) return keepLocation(telling, place)
  if (content.kind !== 'event') return handleMedia(telling, content)
  await settleVoice(telling)
  return spoken(null)
}

const eventPlace = (content: Content): EventContent['location'] =>
  content.kind === 'event' ? content.location : undefined

/** WeCom shows no text in answer to a tap on a card. */
export const isMute = (content: Content) =>
  content.kind === 'event' && content.event !== 'click' && content.event !== 'location_select'

/** The welcome before a first answer; and above so many messages a minute the reply is left out, never in an emergency. */
async function finished(
  { rt, db, speaker, moment }: Telling,
  reply: string | null,
  urgent: boolean,
): Promise<string | null> {
  if (urgent) return reply
  const { perMinute } = rt.policy.flood
  const lately = await countBetween(db, speaker.person.id, moment.now - MINUTE + 1, moment.now)
  if (lately > perMinute) return lately === perMinute + 1 ? TOO_MANY : null
  const isFirst = await welcomeOnce(db, speaker, moment.now)
  if (!isFirst) return reply
  const more = reply === null ? '' : afterWelcome(reply)
  return fit([welcome(speaker.person.name, partOf(speaker)), ...(more === '' ? [] : [more])], TEXT_BYTES)
}

function partOf({ teamId, postings }: Speaker): Parameters<typeof welcome>[1] {
  if (teamId !== null) return 'member'
  if (postings.some(isCadrePosting)) return 'village'
  if (postings.some(({ role }) => role === 'township_admin' || role === 'district_admin')) return 'supervisor'
  return postings.some(({ role }) => role === 'unit_contact') ? 'unit' : 'officer'
}
