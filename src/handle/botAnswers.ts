import type { BotQuestion } from '../../entities'
import { firstAskAt } from '../decide/returns'
import { hear } from '../record/hearing'
import { answerQuestion, openQuestionOf } from '../record/questions'
import { type Return, watchReturn } from '../search/declare'
import { settleBy } from '../search/settle'
import { when, whenFully } from '../wording/when'
import { answerChoice, type WhichPayload } from './ask'
import { openAsk } from './asked'
import { ask } from './asking'
import { chooseTaker, type HandOverPayload } from './dutyHandOver'
import { settleVoice } from './evidence'
import { type Handled, spoken } from './handled'
import { confirmOrder, type OrderPayload } from './order'
import type { Telling } from './telling'
import { chooseWho, type WhichOne } from './whichOne'

const YES = /^(?:是|是的|对|对的|嗯|嗯嗯|确认|1|好|好的|没错|都回来了|都回了|回来了|都在|都到了)[。.!！]?$/
const NO = /^(?:不是|不对|不|没有|没|还没|还没有|2|否)[。.!！]?$/

/** Does it answer by a word or digit that another open question could mean too? */
const isBare = (text: string) => /^[1-9]$/.test(text) || YES.test(text) || NO.test(text)

/** A bare word answers the gravest, then newest question open: ours, or one a ladder has asked since? */
async function isMeant(telling: Telling, { kind, askedAt }: BotQuestion): Promise<boolean> {
  const ask = await openAsk(telling)
  if (ask === null) return true
  const grave = kind === 'confirm_return' || kind === 'all_back'
  const graver = Number(grave) - Number(ask.case.kind !== 'morning')
  return graver > 0 || (graver === 0 && askedAt >= ask.askedAt)
}

/** An answer to a question a reply asked; null when the text answers none and has to be read as it is. */
export async function answerBotQuestion(telling: Telling, text: string): Promise<Handled | null> {
  const question = await openQuestionOf(telling.db, telling.speaker.person.id, telling.moment.now)
  const words = text.trim()
  if (question === null || (isBare(words) && !(await isMeant(telling, question)))) return null
  const act = answerTo(telling, question, words)
  if (act === null) return null
  // Before it changes what is expected: the answer is a sign of life like any other word.
  await settleVoice(telling)
  const answered = await act()
  if (answered !== null) {
    await answerQuestion(telling.db, question.id, telling.moment.now)
  }
  return answered
}

type Act = () => Promise<Handled | null>

function answerTo(telling: Telling, { kind, payload }: BotQuestion, text: string): Act | null {
  switch (kind) {
    case 'confirm_return':
      return isYesOrNo(text)
        ? async () => spoken(await confirmReturn(telling, payload as Return, text))
        : null
    case 'all_back':
      return isYesOrNo(text) ? async () => spoken(await allBack(telling, payload as Return, text)) : null
    case 'which_subject':
      return chooseWho(telling, payload as WhichOne, text)
    case 'confirm_order': {
      const act = confirmOrder(telling, payload as OrderPayload, text)
      return act === null ? null : async () => spoken(await act())
    }
    case 'hand_over':
      return chooseTaker(telling, payload as HandOverPayload, text)
    case 'which_person':
      return () => chooseAsked(telling, payload as WhichPayload, text)
    default:
      return null
  }
}

const isYesOrNo = (text: string) => YES.test(text) || NO.test(text)

async function chooseAsked(telling: Telling, payload: WhichPayload, text: string): Promise<Handled | null> {
  const { rt, db, speaker, moment } = telling
  const found = await answerChoice(rt, db, speaker, payload, text, moment.now)
  if (found === null) return null
  if (found.question !== undefined) await ask(telling, found.question.kind, found.question.payload)
  return spoken(found.text)
}

async function confirmReturn(telling: Telling, said: Return, text: string): Promise<string> {
  const { rt, db, moment } = telling
  if (NO.test(text)) return '好,那您说个回来的时间,像『下午6点回』。'
  await watchReturn(rt, db, moment, said)
  const first = when(firstAskAt(said.untilAt, rt.policy, said.noSignal), moment.now, rt.timezone)
  return `好,记下了:${whenFully(said.untilAt, moment.now, rt.timezone)}回。${first}前不打扰,路上慢点。`
}

async function allBack(telling: Telling, said: Return, text: string): Promise<string> {
  const { rt, db, moment, messageId, speaker } = telling
  if (NO.test(text)) {
    await watchReturn(rt, db, moment, { ...said, untilAt: moment.now })
    const first = when(firstAskAt(moment.now, rt.policy, said.noSignal), moment.now, rt.timezone)
    return `好,${first}我再问一声;知道几点回就说个时间,像『8点回』。要人帮忙回『求助』。`
  }
  await hear(db, said.people, moment.now)
  await settleBy(rt, db, moment, {
    messageId,
    speakerId: speaker.person.id,
    knownTeamId: null,
    back: said.people,
    named: [],
    guessed: [],
    otherwise: [],
    unread: false,
    news: () => `${speaker.person.name}说都回来了。`,
  })
  return '好,都回来就放心了。辛苦了!'
}
