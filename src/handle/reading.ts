import { textsBefore } from '../record/messages'
import { casesOf } from '../record/cases'
import { isEmergency } from '../decide/emergencies'
import type { AskedQuestion } from '../understand/facts'
import { type Fact, factsOf, type Reading, type ReadingContext, understand } from '../understand'
import { lastOf } from './amend'
import type { RollCall } from '../../entities'
import { askedContext, askedOfSilent, digitMeans, isAboutOther, isStillAsked, openAsk } from './asked'
import { callsOver, owesAnswer } from './rollCall'
import { readingContext, type Telling } from './telling'

/** A text as it was read. */
export interface Read {
  reading: Reading
  /** The words that were read: a bare digit stands for the answer it picks. */
  text: string
  picked: string | null
}

const isDigit = (text: string) => /^[1-3]$/.test(text.trim())

/** Everything known around the speaker's next text, but the last message. */
export async function contextOf(telling: Telling, text: string): Promise<ReadingContext> {
  const { speaker, db } = telling
  const mine = await casesOf(db, [speaker.person.id], ['help', 'illness', 'return', 'roll_call'])
  // In the middle of an emergency the next words are about that: 「在水库边上」 says where.
  const inDanger = mine.some((found) => isEmergency(found) && found.state === 'open')
  const calls = await callsOver(telling)
  const asked = inDanger ? null : await askedOf(telling, text, calls)
  return {
    ...readingContext(telling),
    ...(asked === null ? {} : { asked }),
    emergency: calls.length > 0 || mine.some(({ state }) => state === 'open'),
  }
}

/** The question open with the speaker: about somebody missing, somebody silent for days, the team's morning. */
async function askedOf(
  telling: Telling,
  text: string,
  calls: readonly RollCall[],
): Promise<AskedQuestion | null> {
  // Whoever a roll call asks answers that first, unless the words say that they are about somebody else.
  if (!isDigit(text) && !isAboutOther(text) && (await owesAnswer(telling, calls))) return null
  const open = await openAsk(telling)
  const ask = open !== null && (isDigit(text) || (await isStillAsked(telling, open, text))) ? open : null
  const silent = ask === null || ask.case.kind === 'morning' ? await askedOfSilent(telling) : null
  return silent ?? (ask === null ? null : askedContext(telling, ask.case))
}

/** The facts of the speaker's last message, read as they were then. */
export async function lastFactsOf(telling: Telling, context: ReadingContext): Promise<Fact[] | null> {
  const last = await lastOf(telling)
  return last?.text == null ? null : factsOf(understand(last.text, last.at, context))
}

/** Reads a text with what is known around it: the open question, an emergency, and only when it matters the last message. */
export async function read(telling: Telling, text: string): Promise<Read> {
  const { moment } = telling
  const context = await contextOf(telling, text)
  const { asked } = context
  const picked = asked !== undefined && isDigit(text) ? digitMeans(text.trim(), asked) : null
  const words = picked ?? text
  const again = await askedAgain(telling, text, context)
  if (again !== null) return { reading: again, text, picked }
  const reading = understand(words, moment.now, context)
  if (!needsLast(factsOf(reading), words)) return { reading, text: words, picked }
  const lastFacts = await lastFactsOf(telling, context)
  if (lastFacts === null) return { reading, text: words, picked }
  return { reading: understand(words, moment.now, { ...context, lastFacts }), text: words, picked }
}

const AGAIN = /^(?:那|那么)?([^,,。!!]{1,10}呢)[??]?$/
const AGAIN_WITHIN = 10 * 60_000

/** 「那松坡村呢」, 「昨天呢」: the question the speaker asked just before, of another place or day. */
async function askedAgain(telling: Telling, text: string, context: ReadingContext): Promise<Reading | null> {
  const { db, moment, speaker, messageId } = telling
  const asked = AGAIN.exec(text.trim())?.[1]
  if (asked === undefined) return null
  const since = moment.now - AGAIN_WITHIN
  const before = await textsBefore(db, speaker.person.id, { since, before: messageId, most: 3 })
  if (before.length === 0) return null
  const lead = before.map((each) => `${each.replace(/^那么?/, '').replace(/[。??!!]+$/, '')},`).join('')
  const { facts } = understand(lead + asked, moment.now, context)
  const own = facts.filter(({ fact, span }) => fact.kind === 'question' && span.start >= lead.length)
  return own.length === 0 ? null : { facts: own, unread: [] }
}

/** 老样子 and 跟昨天一样 mean what was said last. */
const AS_BEFORE = /老样子|照旧|一样/

const needsLast = (facts: readonly Fact[], text: string) =>
  AS_BEFORE.test(text) ||
  facts.some((fact) => fact.kind === 'correction' || (fact.kind === 'work' && fact.category === undefined))

/** A text with meaning in it that no reader used. */
export const isUnread = (reading: Reading) => reading.facts.length === 0 && reading.unread.length > 0
