import type { Declared } from '../search/declare'
import { dayOf } from '../time'
import { fit, TEXT_BYTES } from './bytes'
import { inert } from './inert'
import { leaveAsked, leaveTime } from './leaves'
import {
  type Listener,
  numberOf,
  type Repeated,
  whereaboutsText,
  whoWord,
  workText,
  countText,
} from './repeat'
import { clock, dayWord, when } from './when'

/** The reply repeats what was understood in one or two plain lines, so that a mistake is seen at once. */

export interface Understood extends Repeated {
  declared: Declared | null
  /** The companion whose whereabouts were taken over, and when they were said. */
  leaning?: { name: string; saidAt: number }
}

/** What one fact says, whom it is about first. */
interface Phrase {
  who: string
  text: string
}

function phraseOf({ fact, subjects, words }: Repeated, listener: Listener): Phrase | null {
  const today = dayOf(listener.now, listener.zone)
  const who = whoWord(subjects, listener)
  switch (fact.kind) {
    case 'plan': {
      const day = dayWord(fact.date, today)
      const text = inert(fact.text)
      return { who: '', text: text.startsWith(day) ? text : `${day}打算:${text}` }
    }
    case 'leave':
      return { who: '', text: leaveAsked(fact, words, today) }
    case 'health':
      return { who, text: inert(fact.symptom) }
    case 'safe':
      return { who, text: '平安' }
    case 'not_seen':
      return { who: '', text: `没见到${who.replace(/^队里都$/, '队里的人')}` }
    case 'difficulty':
      return { who: '', text: `难处「${inert(fact.text)}」` }
    default:
      return null
  }
}

/** Each fact once, in the order said; who goes from one place to the next is named once. */
function phrasesOf(understood: readonly Repeated[], listener: Listener): string[] {
  const within = new Set<Repeated>()
  const phrases = understood.map((each): Phrase | null => {
    const { fact } = each
    // A corrected number of nothing that was said before.
    if (fact.kind === 'work' && fact.category === undefined) return null
    if (fact.kind === 'work') return { who: '', text: workText({ ...each, fact }, listener) }
    if (fact.kind !== 'whereabouts') return phraseOf(each, listener)
    const counted = numberOf({ ...each, fact }, understood)
    if (counted !== null) within.add(counted)
    const count = counted === null ? '' : countText(counted.fact)
    return {
      who: whoWord(each.subjects, listener),
      text: whereaboutsText({ ...each, fact }, listener, count),
    }
  })
  let last = ''
  return understood.flatMap((each, i) => {
    const phrase = phrases[i]
    if (phrase == null || within.has(each)) return []
    const named = each.fact.kind === 'whereabouts' && phrase.who === last ? '' : phrase.who
    last = each.fact.kind === 'whereabouts' ? phrase.who : ''
    return [named + phrase.text]
  })
}

/** What follows from it: when the bot will ask, that it asks at once, that a problem is passed up, a kind word. */
function promises(understood: readonly Understood[], { id, now, zone }: Listener): string[] {
  const lines: string[] = []
  const isOut = understood.some(
    ({ declared, subjects }) => declared !== null && subjects.some((s) => s.id === id),
  )
  const asks = understood.flatMap(({ declared }) =>
    declared?.watch === 'watched' || declared?.watch === 'business' ? [declared.firstAskAt] : [],
  )
  if (asks.length > 0)
    lines.push(`${when(Math.min(...asks), now, zone)}前不打扰${isOut ? ',路上慢点' : ''}。`)
  const isIll = understood.some(
    ({ fact, subjects }) => fact.kind === 'health' && subjects.some((s) => s.id === id),
  )
  const kinds = new Set(understood.map(({ fact }) => fact.kind))
  if (kinds.has('health'))
    lines.push(isIll ? '多喝水多休息,扛不住就说一声。' : '请多照应着点,扛不住就说一声。')
  if (kinds.has('difficulty')) lines.push('会写进今天给镇上和区里的汇总。')
  const leave = understood.find(({ fact }) => fact.kind === 'leave')?.fact
  if (leave?.kind === 'leave')
    lines.push(`${leaveTime(leave, dayOf(now, zone))}不打扰您;要改就回『更正』,不请了回『撤回』。`)
  if (understood.some(({ fact }) => fact.kind === 'work' && fact.count !== undefined))
    lines.push('数字不对就回『更正』加对的。')
  return lines
}

const leaningOn = ({ name, saidAt }: { name: string; saidAt: number }, { now, zone }: Listener) =>
  `去向照${name === '我' ? '您自己' : inert(name)}${when(saidAt, now, zone)}那句记的,不一样就说一声。`

function doubts(understood: readonly Understood[], { now, zone }: Listener): string[] {
  return understood
    .flatMap(({ fact, declared }) => {
      if (fact.kind !== 'whereabouts' || fact.until === undefined) return []
      const time = when(Date.parse(fact.until), now, zone)
      if (declared?.watch === 'doubtful')
        return [`回来的时间是${time},对吗?对就回『是』,我到点帮您留意;不对就说个时间。`]
      if (declared?.watch === 'past')
        return [`说的${clock(Date.parse(fact.until), zone)}已经过了,都回来了吗?回『都回来了』或『还没』。`]
      return []
    })
    .slice(0, 1)
}

/** 「收到,您和李组长上山核图斑,18:00前回,可能没信号。18:45前不打扰,路上慢点。」 Null when there is nothing to repeat. */
export function confirmation(
  understood: readonly Understood[],
  listener: Listener,
  opening = '收到',
): string | null {
  const phrases = phrasesOf(understood, listener)
  if (phrases.length === 0) return null
  const lines = [
    `${opening},${phrases.join(';')}。`,
    ...understood.flatMap(({ leaning }) => (leaning === undefined ? [] : [leaningOn(leaning, listener)])),
    ...doubts(understood, listener),
    promises(understood, listener).join(''),
  ]
  return fit(
    lines.filter((line) => line !== ''),
    TEXT_BYTES,
  )
}

/**
 * For others, how somebody was heard: 「王国平说:苏红在村里。」 Only where people are; illness, leave, feedback and all else a
 * message may hold is not for everybody.
 */
export function newsOf(
  by: { id: number; name: string },
  understood: readonly Understood[],
  at: { now: number; zone: string },
  how: '说' | '估计' = '说',
): string {
  const listener = { ...at, id: Number.NaN, teamSize: 0 }
  const phrases = understood.flatMap((each) => {
    const { fact, subjects } = each
    // Somebody alone needs no name behind 「苏红说:」; among others he does.
    const own = subjects.length === 1 ? '' : by.name
    const named = subjects.map((s) => (s.id === by.id ? { ...s, name: own } : s))
    if (fact.kind === 'safe') return [`${whoWord(named, listener)}平安`]
    if (fact.kind !== 'whereabouts' || fact.status === 'leave') return []
    const along = fact.with?.map((name) => (name === 'self' ? by.name : name))
    const told = { ...each, fact: { ...fact, ...(along === undefined ? {} : { with: along }) } }
    return [whoWord(named, listener) + whereaboutsText(told, listener)]
  })
  return phrases.length === 0 ? `${by.name}刚才有话了。` : `${by.name}${how}:${phrases.join(';')}。`
}
