import type { Case, OutboundMessage } from '../../entities'
import type { Card, CardButton } from '../../entities/Card'
import type { Casefile } from '../search/casefile'
import { isDeclared } from './alarms'
import { inert } from './inert'
import { clock, when } from './when'
import { muteWord } from './silence'

/** What the bot shows as a card with buttons, to those known to see cards. A button is the typed word. */

export const WORDS = {
  here: '在村里',
  out: '下组了',
  back: '回来了',
  hill: '还在山上',
  unsure: '不清楚',
  take: '我来找',
  seen: '知道了',
  found: '已找到',
  false_alarm: '误报',
  hand_over: '交给别人',
  noted: '好',
} as const
export type CardWord = keyof typeof WORDS

const buttons = (...words: CardWord[]): CardButton[] => words.map((key) => ({ key, text: WORDS[key] }))

interface Telling {
  now: number
  zone: string
}

/** 回『…』…都行(1、2、3也行): a card has buttons for that. */
const ANSWERS = /回『[^。]*[((]1、2、3也行[))]。/

/** A question of a ladder; `text`: the same question as a text. Null: nothing a button could answer. */
export function askCard({ case: found, team, missing }: Casefile, text: string): Card | null {
  if (!ANSWERS.test(text)) return null
  const isReturn = found.kind === 'return'
  const names = missing.map(({ person }) => person.name).join('、')
  return {
    title: isReturn ? `${names}有消息吗?` : `${team.village.name}工作队今天的去向`,
    text: text.replace(ANSWERS, '点一下就行,直接回话也行。'),
    buttons:
      isReturn && isDeclared(found) ? buttons('back', 'hill', 'unsure') : buttons('here', 'out', 'unsure'),
  }
}

/** What an alarm says, as far as a card holds it; with a link to forward it stays a text, and so does every call for help. */
export function alarmCard(file: Casefile, { now, zone }: Telling): Card | null {
  const { case: found, team, missing, lastWord: last, plan } = file
  if (file.witness !== undefined || (found.kind !== 'morning' && found.kind !== 'return')) return null
  const place = `${team.village.township}${team.village.name}`
  const names = missing.map(({ person }) => person.name).join('、')
  const phone = (one: (typeof missing)[number]) => `${one.person.name} ${one.person.mobile ?? '没留电话'}`
  const secretary = team.cadres.find(
    ({ posting, person }) => posting.role === 'village_secretary' && person.mobile,
  )
  const asked = file.told.filter(({ purpose, state }) => purpose === 'ask' && state !== 'dropped')
  const said =
    last === null
      ? '之前没有听到过他们的话。'
      : `最后一句:${when(last.at, now, zone)} ${last.speaker}「${inert(last.text)}」`
  return {
    title: found.kind === 'morning' ? `${place}工作队今天还没有消息` : `${place} ${names}还没有消息`,
    hint:
      found.kind === 'morning' || !isDeclared(found)
        ? `${clock(now, zone)} 没消息不等于不在岗`
        : `${clock(now, zone)} 说好${when(found.dueAt, now, zone)}回${muteWord(found)}`,
    rows: [
      ...missing.slice(0, 4).map((one) => ({ name: '人员', value: phone(one) })),
      ...(secretary === undefined ? [] : [{ name: '先打', value: `村支书${phone(secretary)}` }]),
      ...(asked.length === 0 ? [] : [{ name: '问过', value: `${asked.length}次,还没有消息` }]),
    ],
    text: `${said}${plan === null ? '' : ` 今天的打算:${inert(plan)}`}`,
    buttons: buttons('take', 'seen', 'found'),
  }
}

/** Fits a card to an alarm that comes later than to whoever is on duty. */
export const withLine = (card: Card, line: string): Card => ({
  ...card,
  text: `${line}${card.text ?? ''}`,
})

/** What is left to do after a tap, with the reply as its text. */
export function answeredCard(title: string, reply: string, next: readonly CardWord[]): Card {
  return { title, text: reply, buttons: buttons(...(next.length === 0 ? (['noted'] as const) : next)) }
}

/** For everybody else who has the card: somebody has the case. */
export const takenCard = (title: string, owner: string, { now, zone }: Telling): Card => ({
  title,
  hint: `${clock(now, zone)} ${owner}在跟`,
  buttons: buttons('seen', 'found'),
})

/** For whoever has taken it by a typed word. */
export const ownCard = (title: string, { now, zone }: Telling): Card => ({
  title,
  hint: `${clock(now, zone)} 由您来跟`,
  buttons: buttons('found', 'false_alarm', 'hand_over'),
})

/** On every button of a search that is over. */
export const OVER = '已有消息'

/** The heading of whatever the card shows next. */
export const titleOf = ({ card }: Pick<OutboundMessage, 'card'>): string => card?.title ?? ''

export const isAsk = ({ purpose }: Pick<OutboundMessage, 'purpose'>) => purpose === 'ask'

/** What can be said after a word about a search. */
export function nextWords(
  word: CardWord,
  { ownerId, state }: Pick<Case, 'ownerId' | 'state'>,
  me: number,
): CardWord[] {
  if (state === 'closed') return []
  if (ownerId === me) return ['found', 'false_alarm', 'hand_over']
  return word === 'seen' || word === 'take' || word === 'hand_over' ? ['take', 'found'] : []
}

export const CARD_OVER = '这件事已经了结了。'
