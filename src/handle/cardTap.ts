import { Case, Message, type OutboundMessage } from '../../entities'
import { cardTapped, changeCard } from '../record/cards'
import { queue } from '../record/outbox'
import type { Content, EventContent } from '../wecom/types'
import { answeredCard, CARD_OVER, type CardWord, isAsk, nextWords, titleOf, WORDS } from '../wording/cards'
import { askedContext, digitMeans } from './asked'
import { answerCaseWord } from './caseWords'
import { handOverCase } from './dutyHandOver'
import { settleVoice } from './evidence'
import { type Handled, spoken } from './handled'
import { openCasesFor } from './openCases'
import type { Telling } from './telling'
import { handleText } from './text'

/** Characters WeCom shows below a card's title. */
const LONGEST_ON_CARD = 160
const CARD_EVENTS = ['template_card_event', 'template_card_menu_event', 'taskcard_click']

/** Does only WeCom's own client do that? Whoever did it sees cards. */
export function isWecomOnly(content: Content): boolean {
  if (content.kind === 'location') return content.fromWeCom
  if (content.kind !== 'event') return false
  return CARD_EVENTS.includes(content.event) || content.location?.fromWeCom === true
}

const isWord = (key: string): key is CardWord => Object.hasOwn(WORDS, key)

/**
 * A tap on a card is the typed word about what the card says, however much else is open. The reply stands on the card
 * that takes its place; where that cannot be, it comes as a text.
 */
export async function cardTap(
  telling: Telling,
  { eventKey, taskId, responseCode }: EventContent,
): Promise<Handled> {
  const { db, speaker, messageId } = telling
  const row = taskId === undefined ? null : await cardTapped(db, taskId, speaker.person.id)
  const found = row?.caseId == null ? null : await db.findOneBy(Case, { id: row.caseId })
  if (row === null || found === null || !isWord(eventKey) || eventKey === 'noted') {
    await settleVoice(telling)
    return spoken(null)
  }
  const tapping = { ...telling, tapped: { case: found, askedAt: row.queuedAt } }
  const words = await wordsOf(tapping, row, eventKey)
  await db.update(Message, { id: messageId }, { text: words })
  const handled =
    found.state === 'closed'
      ? await alive(telling, CARD_OVER)
      : isAsk(row)
        ? await handleText(tapping, words)
        : await alive(tapping, (await answerAlarm(tapping, eventKey)) ?? CARD_OVER)
  const now = await db.findOneByOrFail(Case, { id: found.id })
  const next = isAsk(row) ? [] : nextWords(eventKey, now, speaker.person.id)
  await show(telling, row, handled.reply, next, responseCode)
  return { ...handled, reply: null }
}

/** The words a button stands for; of a question, with whom it is about. */
async function wordsOf(
  tapping: Telling & Required<Pick<Telling, 'tapped'>>,
  row: OutboundMessage,
  key: CardWord,
): Promise<string> {
  const found = tapping.tapped.case
  if (!isAsk(row) || found.state === 'closed') return WORDS[key]
  const place = (row.card?.buttons ?? []).findIndex((button) => button.key === key)
  return digitMeans(String(place + 1), await askedContext(tapping, found)) ?? WORDS[key]
}

async function alive(telling: Telling, reply: string): Promise<Handled> {
  await settleVoice(telling)
  return spoken(reply)
}

async function answerAlarm(tapping: Telling, key: CardWord): Promise<string | null> {
  switch (key) {
    case 'take':
    case 'seen':
    case 'found':
    case 'false_alarm':
      return answerCaseWord(tapping, { word: key, before: '', after: '' })
    case 'hand_over': {
      const [found] = await openCasesFor(tapping)
      return found === undefined ? null : handOverCase(tapping, found)
    }
    default:
      return null
  }
}

async function show(
  { db, moment, messageId, speaker }: Telling,
  row: OutboundMessage,
  reply: string | null,
  next: readonly CardWord[],
  responseCode: string | undefined,
): Promise<void> {
  const { id: personId, userid } = speaker.person
  const said = reply ?? '收到。'
  const key = `tap:${messageId}`
  if (responseCode !== undefined) {
    const card = answeredCard(titleOf(row), said, next)
    const about = { key, row, responseCode, card, turn: String(messageId), fallback: said }
    await changeCard(db, moment.now, about)
    // Phones at the end of a long reply must not be cut off.
    if ([...said].length <= LONGEST_ON_CARD) return
  }
  if (userid === null || reply === null) return
  // The reply to a tap, at any hour like every reply.
  const text = { key: `card:${key}`, personId, userid, purpose: 'forward' as const, safety: true, text: said }
  await queue(db, moment, [text])
}
