import { In, IsNull, MoreThan, Not } from 'typeorm'
import { BotQuestion, Case, CheckIn, OutboundMessage } from '../../entities'
import { hear } from '../record/hearing'
import { casefileOf } from '../search/casefile'
import { type Return, watchReturn } from '../search/declare'
import { settleBy } from '../search/settle'
import type { AskedQuestion } from '../understand/facts'
import { list } from '../wording/people'
import { when } from '../wording/when'
import type { Telling } from './telling'

const DAY = 86_400_000
const YES = /^(?:是|是的|对|对的|嗯|嗯嗯|确认|1|好|好的|没错|都回来了|都回了|回来了|都在|都到了)[。.!！]?$/
const NO = /^(?:不是|不对|不|没有|没|还没|还没有|2|否)[。.!！]?$/

interface Choice {
  messageId: number
  factNo: number
  people: { id: number; name: string }[]
}

/** The newest question of ours this person has not answered yet. */
export async function openQuestion({ db, moment, speaker }: Telling): Promise<BotQuestion | null> {
  const open = { personId: speaker.person.id, answeredAt: IsNull(), expiresAt: MoreThan(moment.now) }
  return db.findOne(BotQuestion, { where: open, order: { id: 'DESC' } })
}

export async function ask(
  { db, moment, speaker, messageId }: Telling,
  kind: BotQuestion['kind'],
  payload: object,
): Promise<void> {
  const expiresAt = moment.now + DAY / 2
  await db.insert(BotQuestion, {
    personId: speaker.person.id,
    kind,
    messageId,
    payload,
    askedAt: moment.now,
    expiresAt,
  })
}

/** An answer to a question a reply asked; null when the text answers none and has to be read as it is. */
export async function answerBotQuestion(telling: Telling, text: string): Promise<string | null> {
  const question = await openQuestion(telling)
  if (question === null) return null
  const answer = await answerTo(telling, question, text.trim())
  if (answer !== null) {
    await telling.db.update(BotQuestion, { id: question.id }, { answeredAt: telling.moment.now })
  }
  return answer
}

async function answerTo(
  telling: Telling,
  { kind, payload }: BotQuestion,
  text: string,
): Promise<string | null> {
  switch (kind) {
    case 'confirm_return':
      return confirmReturn(telling, payload as Return, text)
    case 'all_back':
      return allBack(telling, payload as Return, text)
    case 'which_subject':
      return choose(telling, payload as Choice, text)
    default:
      return null
  }
}

async function confirmReturn(telling: Telling, said: Return, text: string): Promise<string | null> {
  const { rt, db, moment } = telling
  if (NO.test(text)) return '好,那您说个回来的时间,像『下午6点回』。'
  if (!YES.test(text)) return null
  await watchReturn(rt, db, moment, { ...said, watch: 'watched' })
  return `好,记下了:${when(said.untilAt, moment.now, rt.timezone)}回。到点没消息我再问您,路上慢点。`
}

async function allBack(telling: Telling, said: Return, text: string): Promise<string | null> {
  const { rt, db, moment, messageId, speaker } = telling
  if (NO.test(text)) {
    await watchReturn(rt, db, moment, { ...said, untilAt: moment.now, watch: 'watched' })
    return '好,那我帮您盯着;谁还没回、大概几点回,也可以说一句。要人帮忙回『求助』。'
  }
  if (!YES.test(text)) return null
  await hear(db, said.people, moment.now)
  await settleBy(rt, db, moment, {
    messageId,
    speakerId: speaker.person.id,
    knownTeamId: null,
    back: said.people,
    named: [],
    otherwise: [],
    unread: false,
    news: `${speaker.person.name}说都回来了。`,
  })
  return '好,都回来就放心了。辛苦了!'
}

async function choose(
  { db, moment }: Telling,
  { messageId, factNo, people }: Choice,
  text: string,
): Promise<string | null> {
  const byNumber = /^[1-9]$/.test(text) ? people[Number(text) - 1] : undefined
  const named = byNumber ?? people.find(({ name }) => text.includes(name))
  if (named === undefined) return null
  await db.update(CheckIn, { messageId, factNo, subjectId: IsNull() }, { subjectId: named.id })
  await hear(db, [named.id], moment.now)
  return `好,是${named.name},记下了。`
}

/** The gravest, then newest question a ladder has open with this person: what a bare 在 or 1 answers. */
export async function openAsk({ db, moment, speaker }: Telling): Promise<Case | null> {
  const asks = await db.find(OutboundMessage, {
    where: {
      personId: speaker.person.id,
      purpose: 'ask',
      queuedAt: MoreThan(moment.now - DAY),
      caseId: Not(IsNull()),
      state: Not('dropped'),
    },
    order: { id: 'DESC' },
    take: 50,
  })
  const ids = asks.flatMap(({ caseId }) => (caseId === null ? [] : [caseId]))
  if (ids.length === 0) return null
  const open = await db.findBy(Case, { id: In(ids), state: In(['open', 'resting']) })
  const newest = (a: Case, b: Case) => ids.indexOf(a.id) - ids.indexOf(b.id)
  return (
    open.sort((a, b) => Number(a.kind === 'morning') - Number(b.kind === 'morning') || newest(a, b))[0] ??
    null
  )
}

/** Whom that question is about, for reading the answer. */
export async function askedContext({ db, moment, speaker }: Telling, found: Case): Promise<AskedQuestion> {
  if (found.kind === 'morning') return { about: 'team', kind: 'where' }
  const file = await casefileOf(db, found, moment)
  const names = file.missing
    .filter(({ person }) => person.id !== speaker.person.id)
    .map(({ person }) => person.name)
  return { about: names.length === 0 ? 'self' : names, kind: 'return' }
}

/** What a bare digit means, in the order in which the question offered the answers. */
export function digitMeans(digit: string, asked: AskedQuestion): string | null {
  const subject = typeof asked.about === 'string' ? '' : list(asked.about)
  const answers =
    asked.kind === 'return'
      ? [`${subject}回来了`, `${subject}还在山上`, '不清楚']
      : ['在村里', '下组了', '不清楚']
  return answers[Number(digit) - 1] ?? null
}
