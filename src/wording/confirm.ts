import type { Declared } from '../search/declare'
import type { Subject } from '../record/statements'
import type { Fact, FactOf } from '../understand/facts'
import { dayOf, instantOf } from '../time'
import { fit, TEXT_BYTES } from './bytes'
import { doingName, leaveName, workName } from './categories'
import { inert } from './inert'
import { list } from './people'
import { clock, dayWord, when } from './when'

/** The reply repeats what was understood in one or two plain lines, so that a mistake is seen at once. */

export interface Understood {
  fact: Fact
  subjects: readonly Subject[]
  declared: Declared | null
}

export interface Listener {
  /** The speaker's own id: 您. */
  id: number
  /** How many are on the speaker's team: all of them are 队里. */
  teamSize: number
  now: number
  zone: string
}

function whoWord(subjects: readonly Subject[], { id, teamSize }: Listener): string {
  if (teamSize > 1 && subjects.length === teamSize && subjects.every((s) => s.id !== null)) return '队里'
  return list(subjects.map((subject) => (subject.id === id ? '您' : inert(subject.name))))
}

const alongWord = (along: readonly string[] | undefined, self: string) =>
  along === undefined ? '' : `和${list(along.map((name) => (name === 'self' ? self : inert(name))))}`

/** 上山核图斑, 去镇上开会, 在村委会 … */
function position(fact: FactOf<'whereabouts'>): string {
  const place = fact.place === undefined ? '' : inert(fact.place)
  const doing = fact.activity === undefined ? '' : doingName(fact.activity)
  switch (fact.status) {
    case 'in_village':
      return `在${place === '' ? '村里' : place}${doing}`
    case 'field':
      return place === '' ? (doing === '' ? '下组上山去了' : `出去${doing}`) : `去${place}${doing}`
    case 'business':
      return place === ''
        ? `公务外出${doing}`
        : `去${place}${doing === '' && !/医院|卫生[院室所]|诊所/.test(place) ? '办公事' : doing}`
    case 'leave':
      return '请假'
    case 'rest':
      return '休息'
    case 'travelling':
      return '在路上'
    default:
      return ''
  }
}

/** Midnight before a time of return only names its day. */
const isDayOf = (from: number, until: number | null, zone: string) =>
  until !== null && dayOf(from, zone) === dayOf(until, zone) && instantOf(dayOf(from, zone), 0, zone) === from

function period(fact: FactOf<'whereabouts'>, { now, zone }: Listener): string {
  const until = fact.until === undefined ? null : Date.parse(fact.until)
  const from = fact.from === undefined ? null : Date.parse(fact.from)
  const isWholeDay = until !== null && instantOf(dayOf(until, zone), 23 * 60 + 59, zone) === until
  const start =
    from === null
      ? ''
      : isWholeDay
        ? `${dayWord(dayOf(from, zone), dayOf(now, zone))}起`
        : isDayOf(from, until, zone)
          ? ''
          : `${when(from, now, zone)}起`
  if (until === null) return start
  if (fact.status === 'in_village' && fact.noSignal === true && !isWholeDay)
    return `${when(until, now, zone)}前可能没信号`
  if (!isWholeDay) return `${start}${start === '' ? '' : ','}${when(until, now, zone)}前回`
  const last = dayWord(dayOf(until, zone), dayOf(now, zone))
  return from !== null && dayOf(from, zone) === dayOf(until, zone) ? last : `${start}到${last}`
}

function whereabouts(fact: FactOf<'whereabouts'>, subjects: readonly Subject[], listener: Listener): string {
  const where = position(fact)
  const who = `${whoWord(subjects, listener)}${alongWord(fact.with, '您')}`
  const time = period(fact, listener)
  const isSaid = time.endsWith('没信号')
  const parts = [
    where === '' ? `${who}${time}` : `${who}${where}`,
    where === '' ? '' : time,
    fact.noSignal === true && !isSaid ? '可能没信号' : '',
  ]
  return parts.filter((part) => part !== '').join(',')
}

const number = (count: number) => String(Number(count.toFixed(2)))

function work(fact: FactOf<'work'>, { now, zone }: Listener): string {
  const name = fact.category === undefined ? '工作' : workName(fact.category)
  const count = fact.count === undefined ? '' : `${number(fact.count)}${inert(fact.unit ?? '')}`
  const parts = (fact.parts ?? []).map((p) => `${inert(p.label)}${number(p.count)}${inert(p.unit)}`)
  const day = fact.date === undefined ? '' : dayWord(fact.date, dayOf(now, zone))
  const open = fact.done === false ? '要做:' : ''
  return `${day}${open}${name}${count}${parts.length === 0 ? '' : `(${parts.join(',')})`}`
}

function leave(fact: FactOf<'leave'>, { now, zone }: Listener): string {
  const today = dayOf(now, zone)
  const span =
    fact.from === fact.to
      ? dayWord(fact.from, today)
      : `${dayWord(fact.from, today)}到${dayWord(fact.to, today)}`
  return `${fact.extends === true ? '续' : ''}${leaveName(fact.leaveKind)}${span},${number(fact.days)}天`
}

function phrase({ fact, subjects }: Understood, listener: Listener): string | null {
  switch (fact.kind) {
    case 'whereabouts':
      return whereabouts(fact, subjects, listener)
    case 'work':
      return work(fact, listener)
    case 'plan':
      return `${dayWord(fact.date, dayOf(listener.now, listener.zone))}打算:${inert(fact.text)}`
    case 'leave':
      return leave(fact, listener)
    case 'health':
      return `${whoWord(subjects, listener)}${inert(fact.symptom)}`
    case 'safe':
      return `${whoWord(subjects, listener)}平安`
    case 'not_seen':
      return `没见到${whoWord(subjects, listener)}`
    case 'difficulty':
      return `难处「${inert(fact.text)}」`
    default:
      return null
  }
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
  const kinds = new Set(understood.map(({ fact }) => fact.kind))
  if (kinds.has('health')) lines.push('多喝水多休息,扛不住就说一声。')
  if (kinds.has('difficulty')) lines.push('会写进今天给镇上和区里的汇总。')
  if (kinds.has('leave')) lines.push('这几天不打扰您;要改就回『更正』,不请了回『撤回』。')
  if (understood.some(({ fact }) => fact.kind === 'work' && fact.count !== undefined))
    lines.push('数字不对就回『更正』加对的。')
  return lines
}

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
  const phrases = understood.flatMap((each) => phrase(each, listener) ?? [])
  if (phrases.length === 0) return null
  const lines = [
    `${opening},${phrases.join(';')}。`,
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
): string {
  const listener = { ...at, id: Number.NaN, teamSize: 0 }
  const phrases = understood.flatMap(({ fact, subjects }) => {
    // Somebody alone needs no name behind 「苏红说:」; among others he does.
    const own = subjects.length === 1 ? '' : by.name
    const named = subjects.map((s) => (s.id === by.id ? { ...s, name: own } : s))
    if (fact.kind === 'safe') return [`${whoWord(named, listener)}平安`]
    if (fact.kind !== 'whereabouts' || fact.status === 'leave') return []
    const along = fact.with?.map((name) => (name === 'self' ? by.name : name))
    return [whereabouts({ ...fact, ...(along === undefined ? {} : { with: along }) }, named, listener)]
  })
  return phrases.length === 0 ? `${by.name}刚才有话了。` : `${by.name}说:${phrases.join(';')}。`
}
