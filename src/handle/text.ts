import { Person } from '../../entities'
import { isAfterGuess } from '../decide/returns'
import { isDisaster } from '../decide/rollCall'
import { isUnsure } from '../decide/unsure'
import { counted } from '../metrics'
import { casesOf, unsettled } from '../record/cases'
import { findPeople } from '../record/people'
import { answeredNotice } from '../record/notices'
import { lapsedQuestion, openQuestionOf } from '../record/questions'
import { callsOf } from '../record/rollCalls'
import { searchForMissing } from './lookFor'
import { settleBy } from '../search/settle'
import { type Fact, plainly, type ReadFact, type Reading } from '../understand'
import { confirmation } from '../wording/confirm'
import { inert } from '../wording/inert'
import { list } from '../wording/people'
import * as plain from '../wording/plain'
import { alreadyCalling } from '../wording/rollCall'
import { when } from '../wording/when'
import { correct, reconsider, withdraw } from './amend'
import { answer } from './ask'
import { ask } from './asking'
import { answerBotQuestion } from './botAnswers'
import { noteCare } from './care'
import { caseWord } from './caseWord'
import { alarmWasLast, answerCaseWord, answerSeen } from './caseWords'
import { noticeDisaster } from './disaster'
import { dutyAnswer } from './duty'
import { handOverAnswer } from './dutyHandOver'
import { raiseFrom } from './emergency'
import { evidenceOf, settleVoice } from './evidence'
import { passFeedback } from './feedback'
import { passOn, passUnread } from './forward'
import { type Handled, spoken } from './handled'
import { notYet } from './notYet'
import { isUnread, read } from './reading'
import { answerLeaveVerdict } from './leaveVerdict'
import { handleOrder } from './order'
import { keepOwnersWord } from './ownersWord'
import { orderWord } from './order/words'
import { answerRollCalls, callsOver, rollCallWord } from './rollCall'
import { passToCallers } from './rollCallUnread'
import { answerStrangersCall } from './strangersCall'
import { tell, type Taken } from './tell'
import { listenerOf, type Telling } from './telling'
import { answerUnread } from './unreadAnswers'
import { askWhich } from './whichOne'
import { fixedAnswer } from './words'

const ASK_NO_MORE = /^(?:别再问我|不要再问我|别问我了)/

/**
 * One text, in the order of precedence: words of the menu, an answer to our own question, a word about a search, and
 * then whatever it tells, asks and corrects.
 */
export async function handleText(telling: Telling, written: string): Promise<Handled> {
  const text = plainly(written)
  const fixed = await fixedAnswer(telling, text)
  if (fixed !== null) return alive(telling, fixed)
  // A tap answers what stands on its card, not what else was asked.
  const answered = telling.tapped === undefined ? await answerBotQuestion(telling, text) : null
  if (answered !== null) return answered
  const aboutSearch =
    (await rollCallWord(telling, text)) ??
    (await orderWord(telling, text)) ??
    (await handOverAnswer(telling, text)) ??
    (await dutyAnswer(telling, text)) ??
    (await answerLeaveVerdict(telling, text)) ??
    (await answerUnread(telling, text)) ??
    (await searchWord(telling, text))
  if (aboutSearch !== null) return alive(telling, aboutSearch)
  if (ASK_NO_MORE.test(text.trim())) return alive(telling, await askNoMore(telling))
  const later = await notYet(telling, text)
  if (later !== null) return spoken(later)
  return readAndTell(telling, written)
}

/** Any word of the speaker is a sign of life, whatever it says. */
async function alive(telling: Telling, reply: string): Promise<Handled> {
  await settleVoice(telling)
  return spoken(reply)
}

async function searchWord(telling: Telling, text: string): Promise<string | null> {
  const word = caseWord(text)
  if (word === null) return null
  return (await answerStrangersCall(telling, word)) ?? answerCaseWord(telling, word)
}

async function askNoMore({ db, speaker }: Telling): Promise<string> {
  if (speaker.teamId !== null) return plain.ASK_NO_MORE_TEAM
  await db.update(Person, { id: speaker.person.id }, { askNoMore: true })
  return plain.ASK_NO_MORE
}

async function readAndTell(telling: Telling, text: string): Promise<Handled> {
  const { rt, db, moment } = telling
  const { reading, text: words, picked } = await read(telling, text)
  const facts = reading.facts
  for (const { fact } of facts) counted.facts.add({ kind: fact.kind })
  const kinds = new Set(facts.map(({ fact }) => fact.kind))
  if (kinds.has('withdraw')) return takeBack(telling, text)
  const correction = kinds.has('correction') ? await correct(telling, facts) : null
  const taken = await tell(telling, correction?.facts ?? facts, words)
  const urgent = await raiseFrom(telling, taken, text)
  const passed = urgent === null && !isBusiness(telling, facts) && (await passOn(telling, { text, taken }))
  const leftOver = reading.unread.map(({ start, end }) => words.slice(start, end))
  const said = evidenceOf(telling, taken, { unread: isUnread(reading), leftOver })
  // Who was asked about the team hears of the emergency by its own alarm, not that all is well.
  const evidence = urgent === null ? said : { ...said, news: () => null }
  await settleBy(rt, db, moment, evidence)
  if (correction !== null) await reconsider(telling, correction)
  const lookedFor = await searchForMissing(telling, taken)
  await noticeDisaster(telling, text)
  const called = await answerRollCalls(telling, taken, text, !isUnread(reading))
  // Whom a roll call has heard as safe is said once.
  const repeated = called.length > 0 ? taken.told.filter(({ fact }) => fact.kind !== 'safe') : taken.told
  const lines = [
    urgent,
    picked === null ? null : `(按「${picked}」记)`,
    urgent === null && (repeated.length > 0 || called.length === 0)
      ? confirmation(repeated, listenerOf(telling), openingOf(telling, correction !== null))
      : null,
    lookedFor.length === 0 ? null : plain.LOOKING_FOR(list(lookedFor)),
    await guessLine(telling, taken),
    urgent === null ? await careLine(telling, taken) : null,
    ...called,
    await passFeedback(telling, taken),
    ...(await answersTo(
      telling,
      facts.map(({ fact }) => fact),
      text,
    )),
    urgent === null ? await askWhich(telling, taken.unclear) : null,
    passed ? plain.PASSED_TO_HELPERS : null,
  ].filter((line) => line !== null)
  const carriedFacts = taken.told.length > 0
  const nothingSaid = lines.length === 0 || (lines.length === 1 && picked !== null)
  const more = nothingSaid ? await nothingToRepeat(telling, words, reading) : null
  const reply = [...lines, ...(more === null ? [] : [more])].join('\n')
  return { reply: reply === '' ? null : reply, carriedFacts, urgent: urgent !== null || passed }
}

/** What a supervisor orders or asks is no news of the emergency they passed on. */
const isBusiness = ({ scope }: Telling, facts: readonly ReadFact[]) =>
  scope.supervisor &&
  facts.length > 0 &&
  facts.every(({ fact }) => fact.kind === 'order' || fact.kind === 'question')

function openingOf({ heardFrom }: Telling, isCorrection: boolean): string {
  if (isCorrection) return plain.CORRECTED
  return heardFrom === undefined ? '收到' : `收到,按${heardFrom.person.name}电话里说的记`
}

async function answersTo(telling: Telling, facts: readonly Fact[], text: string): Promise<string[]> {
  const { rt, db, moment, speaker } = telling
  const lines: string[] = []
  for (const fact of facts) {
    if (fact.kind === 'order') lines.push(await handleOrder(telling, fact, text))
    if (fact.kind !== 'question') continue
    const { text: said, question } = await answer(rt, db, speaker, fact, moment.now, text)
    if (question !== undefined) await ask(telling, question.kind, question.payload)
    lines.push(said)
  }
  return lines
}

async function takeBack(telling: Telling, text: string): Promise<Handled> {
  const last = await withdraw(telling)
  await settleVoice(telling)
  const passed = await passOn(telling, { text, taken: null })
  const reply =
    last === null
      ? plain.NOTHING_TO_WITHDRAW
      : plain.WITHDRAWN(last.text === null ? null : inert(last.text).slice(0, 60))
  return { reply: passed ? `${reply}\n${plain.STILL_OPEN}` : reply, carriedFacts: false, urgent: passed }
}

async function careLine(telling: Telling, taken: Taken): Promise<string | null> {
  const names = await noteCare(telling, taken)
  return names.length === 0 ? null : plain.CARE(list(names))
}

/** Where somebody who is looked for may be is believed for a while only. */
async function guessLine(telling: Telling, { guessed }: Taken): Promise<string | null> {
  if (guessed.length === 0) return null
  const { db, moment } = telling
  const isCalled = (await callsOver(telling)).length > 0
  const all = await casesOf(db, guessed, ['return'])
  const later = all.find((c) => isAfterGuess(c) && c.state === 'waiting' && c.createdAt === moment.now)
  const open = all.filter(({ state }) => state === 'open')
  const awaited = await Promise.all(open.map(({ id }) => unsettled(db, id)))
  if (later?.nextAt != null && !isCalled) {
    const asked = await findPeople(db, await unsettled(db, later.id))
    return plain.GUESS_HOLDS(list(asked.map(({ name }) => name)), when(later.nextAt, moment.now, moment.zone))
  }
  const ids = guessed.filter((id) => isCalled || awaited.flat().includes(id))
  const people = await findPeople(db, ids)
  return people.length === 0 ? null : plain.GUESSED(list(people.map(({ name }) => name)))
}

/** An order of the last hours that was never confirmed in time. */
const orderLapsed = ({ db, speaker, moment }: Telling) =>
  lapsedQuestion(db, speaker.person.id, 'confirm_order', moment.now)

/** An order that waits for 「确认」. */
const orderWaits = async ({ db, speaker, moment }: Telling) =>
  speaker.teamId === null &&
  (await openQuestionOf(db, speaker.person.id, moment.now))?.kind === 'confirm_order'

const hasAnsweredNotice = ({ db, speaker, moment }: Telling) =>
  answeredNotice(db, speaker.person.id, moment.now)

/** The reply to a text that told nothing. */
async function nothingToRepeat(telling: Telling, text: string, reading: Reading): Promise<string | null> {
  const kinds = new Set(reading.facts.map(({ fact }) => fact.kind))
  if (kinds.has('correction')) return plain.CORRECT_HOW
  if (kinds.has('ack')) {
    if (await orderWaits(telling)) return plain.CONFIRM_FIRST
    return (await alarmWasLast(telling)) ? answerSeen(telling) : null
  }
  const kept = await keepOwnersWord(telling, text)
  if (kept !== null) return kept
  if (isUnsure(text)) return plain.NOT_SURE
  if (/^(?:还是)?(?:老样子|照旧)|^[跟和同]?(?:昨天|上次)(?:那样|一样)/.test(text.trim()))
    return plain.NOTHING_BEFORE
  if (!isUnread(reading)) return /谢|辛苦/.test(text) ? plain.WELCOME_THANKS : plain.GREETING
  if (isDisaster(text)) return plain.IN_DISASTER
  if (/^(?:确认|1)$/.test(text.trim())) {
    const calling = await callsOf(telling.db, telling.speaker.person.id)
    if (calling.length > 0) return calling.map(alreadyCalling).join('\n')
    if (await orderLapsed(telling)) return plain.ORDER_EXPIRED
  }
  const [open] = (await casesOf(telling.db, [telling.speaker.person.id], ['return', 'roll_call'])).filter(
    (c) => c.state === 'open',
  )
  const called = await passToCallers(telling, { what: `「${inert(text)}」` })
  if (open === undefined && !called && (await hasAnsweredNotice(telling))) return plain.NOTICE_ANSWERED
  if (open === undefined) return called ? plain.PASSED_ON : plain.UNREAD_HINT
  await passUnread(telling, open, { what: `「${inert(text)}」` })
  return plain.PASSED_ON
}
