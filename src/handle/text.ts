import { Message, Person } from '../../entities'
import { settleBy } from '../search/settle'
import { searchFor } from '../search/notSeen'
import { type Fact, factsOf, type ReadFact, type Reading, understand } from '../understand'
import { confirmation } from '../wording/confirm'
import { inert } from '../wording/inert'
import * as plain from '../wording/plain'
import { correct, lastWithFacts, withdraw } from './amend'
import { answer } from './ask'
import { answerBotQuestion, ask, askedContext, digitMeans, openAsk } from './botAnswers'
import { noteCare } from './care'
import { alarmWasLast, answerCaseWord, caseWord } from './caseWords'
import { passOn, passUnread, raiseFrom } from './emergency'
import { passFeedback } from './feedback'
import { fixedAnswer } from './words'
import { tell, type Taken } from './tell'
import { readingContext, type Telling } from './telling'
import { casesOf } from '../record/cases'

/** What a text leads to. */
export interface Handled {
  reply: string | null
  carriedFacts: boolean
  /** It calls for help or tells of grave illness: the reply is never left out. */
  urgent: boolean
}

const spoken = (reply: string | null): Handled => ({ reply, carriedFacts: false, urgent: false })

const NOT_SURE = /^(?:不清楚|不知道|不晓得|没注意|不确定|说不准|不太清楚)[。.!！]?$/
const ASK_NO_MORE = /^(?:别再问我|不要再问我|别问我了)/

/**
 * One text, in the order of precedence: words of the menu, an answer to our own question, a word about a search, and
 * then whatever it tells, asks and corrects.
 */
export async function handleText(telling: Telling, text: string): Promise<Handled> {
  const fixed = await fixedAnswer(telling, text)
  if (fixed !== null) return spoken(await withNews(telling, text, fixed))
  const answered = await answerBotQuestion(telling, text)
  if (answered !== null) return spoken(answered)
  const aboutSearch = await searchWord(telling, text)
  if (aboutSearch !== null) return spoken(aboutSearch)
  if (ASK_NO_MORE.test(text.trim())) return spoken(await askNoMore(telling))
  return readAndTell(telling, text)
}

async function searchWord(telling: Telling, text: string): Promise<string | null> {
  const word = caseWord(text)
  return word === null ? null : answerCaseWord(telling, word, text)
}

/** Any word of the speaker is a sign of life, whatever it says. */
async function withNews(telling: Telling, text: string, reply: string): Promise<string> {
  await settleBy(telling.rt, telling.db, telling.moment, evidenceOf(telling, null, text))
  return reply
}

async function askNoMore({ db, speaker }: Telling): Promise<string> {
  await db.update(Person, { id: speaker.person.id }, { askNoMore: true })
  return plain.ASK_NO_MORE
}

interface Read {
  reading: Reading
  /** The text as it was read: a bare digit stands for the answer it picks. */
  text: string
  picked: string | null
}

/** Reads a text with what is known around it: the open question, an emergency, and only when it matters the last message. */
async function read(telling: Telling, text: string): Promise<Read> {
  const { moment, speaker, db } = telling
  const found = await openAsk(telling)
  const asked = found === null ? undefined : await askedContext(telling, found)
  const picked = asked !== undefined && /^[1-3]$/.test(text.trim()) ? digitMeans(text.trim(), asked) : null
  const context = {
    ...readingContext(telling),
    ...(asked === undefined ? {} : { asked }),
    emergency: (await casesOf(db, [speaker.person.id], ['help', 'illness', 'return', 'roll_call'])).some(
      (c) => c.state === 'open',
    ),
  }
  const words = picked ?? text
  const reading = understand(words, moment.now, context)
  if (!needsLast(factsOf(reading))) return { reading, text: words, picked }
  const last = await lastWithFacts(telling)
  if (last?.text == null) return { reading, text: words, picked }
  const lastFacts = factsOf(understand(last.text, last.at, context))
  return { reading: understand(words, moment.now, { ...context, lastFacts }), text: words, picked }
}

const needsLast = (facts: readonly Fact[]) =>
  facts.some((fact) => fact.kind === 'correction' || (fact.kind === 'work' && fact.category === undefined))

async function readAndTell(telling: Telling, text: string): Promise<Handled> {
  const { rt, db, moment, speaker, team } = telling
  const { reading, text: words, picked } = await read(telling, text)
  const facts = reading.facts
  const kinds = new Set(facts.map(({ fact }) => fact.kind))
  if (kinds.has('withdraw')) return spoken(await takeBack(telling))
  const isCorrection = kinds.has('correction')
  const kept = isCorrection ? await correct(telling, facts) : facts
  const taken = await tell(telling, kept, words)
  const lines: (string | null)[] = []
  const urgent = await raiseFrom(telling, taken, text)
  if (urgent === null) await passOn(telling, text, null)
  await settleBy(rt, db, moment, evidenceOf(telling, taken, text, isUnread(reading)))
  await searchForMissing(telling, taken)
  lines.push(urgent)
  if (picked !== null) lines.push(`(按「${picked}」记)`)
  const listener = {
    id: speaker.person.id,
    teamSize: team?.members.length ?? 0,
    now: moment.now,
    zone: moment.zone,
  }
  const opening = isCorrection ? plain.CORRECTED : '收到'
  lines.push(urgent === null ? confirmation(taken.told, listener, opening) : null)
  lines.push(await careLine(telling, taken))
  lines.push(await passFeedback(telling, taken))
  for (const { fact } of facts) {
    if (fact.kind === 'question') lines.push(await answered(telling, fact))
    if (fact.kind === 'order') lines.push(plain.SUPERVISORS_ONLY)
  }
  const [unclear] = taken.unclear
  if (unclear !== undefined && urgent === null) lines.push(await which(telling, unclear))
  const said = lines.filter((line) => line !== null)
  const carriedFacts = taken.told.length > 0
  const reply = said.length > 0 ? said.join('\n') : await nothingToRepeat(telling, text, facts, reading)
  return { reply, carriedFacts, urgent: urgent !== null }
}

async function answered(telling: Telling, fact: Extract<Fact, { kind: 'question' }>): Promise<string> {
  const { rt, db, moment, speaker } = telling
  const { text, question } = await answer(rt, db, speaker, fact, moment.now)
  if (question !== undefined) await ask(telling, question.kind, question.payload)
  return text
}

async function which(telling: Telling, { name, people, factNo }: Taken['unclear'][number]): Promise<string> {
  const options = people.slice(0, 6).map(({ id, name: full }) => ({ id, name: full }))
  await ask(telling, 'which_subject', { messageId: telling.messageId, factNo, people: options })
  return `${inert(name)}是哪一位?${options.map((o, i) => `${i + 1} ${o.name}`).join(',')}。回数字就行。`
}

async function takeBack(telling: Telling): Promise<string> {
  const last = await withdraw(telling)
  return last === null
    ? plain.NOTHING_TO_WITHDRAW
    : plain.WITHDRAWN(last.text === null ? null : inert(last.text).slice(0, 60))
}

async function careLine(telling: Telling, taken: Taken): Promise<string | null> {
  const names = await noteCare(telling, taken)
  return names.length === 0
    ? null
    : `${names.join('、')}的身体我会在汇总里跟镇上和区里说一声,请他们关心一下。`
}

/** A text with meaning in it that no reader used. */
const isUnread = (reading: Reading) => reading.facts.length === 0 && reading.unread.length > 0

/** Somebody not seen by a mate, or by anyone for days, is looked for at once. */
async function searchForMissing(telling: Telling, { notSeen }: Taken): Promise<void> {
  const { rt, db, moment, messageId, speaker, team } = telling
  if (team === null) return
  const members = new Set(team.members.map(({ person }) => person.id))
  for (const { fact, subjects } of notSeen) {
    const byMate = speaker.teamId === team.village.id
    if (!byMate && (fact.days ?? 0) < 1) continue
    for (const { id } of subjects) {
      if (id === null || !members.has(id) || id === speaker.person.id) continue
      const words = await textOf(telling)
      await searchFor(rt, db, moment, { personId: id, villageId: team.village.id, messageId, words })
    }
  }
}

const textOf = async ({ db, messageId }: Telling) =>
  inert((await db.findOneBy(Message, { id: messageId }))?.text ?? '')

/** What the message proves about people somebody waits for. */
function evidenceOf(
  telling: Telling,
  taken: Taken | null,
  text: string,
  unread = false,
): Parameters<typeof settleBy>[3] {
  const { speaker, team, messageId } = telling
  const isMember = speaker.teamId !== null
  const members = new Set(team?.members.map(({ person }) => person.id))
  const aboutTeam = [...(taken?.back ?? []), ...(taken?.named ?? [])].some(
    (id) => members.has(id) && id !== speaker.person.id,
  )
  return {
    messageId,
    speakerId: speaker.person.id,
    knownTeamId: isMember || aboutTeam ? (team?.village.id ?? null) : null,
    back: taken?.back ?? [],
    named: taken?.named ?? [],
    otherwise: taken?.otherwise ?? [],
    unread,
    news: `${speaker.person.name}说「${inert(text).slice(0, 120)}」`,
  }
}

async function nothingToRepeat(
  telling: Telling,
  text: string,
  facts: readonly ReadFact[],
  reading: Reading,
): Promise<string | null> {
  if (NOT_SURE.test(text.trim())) return plain.NOT_SURE
  if (facts.some(({ fact }) => fact.kind === 'ack')) {
    return (await alarmWasLast(telling)) ? answerCaseWord(telling, 'seen', text) : null
  }
  if (!isUnread(reading)) return plain.GREETING
  const [open] = (await casesOf(telling.db, [telling.speaker.person.id], ['return', 'roll_call'])).filter(
    (c) => c.state === 'open',
  )
  if (open === undefined) return plain.UNREAD_HINT
  await passUnread(telling, open, `「${inert(text)}」`, null)
  return plain.PASSED_ON
}
