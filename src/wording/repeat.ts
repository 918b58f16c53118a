import type { Subject } from '../record/statements'
import { dayOf, instantOf } from '../time'
import type { Fact, FactOf } from '../understand/facts'
import { doingName, workName } from './categories'
import { inert } from './inert'
import { list } from './people'
import { muteBrief } from './silence'
import { dayWord, when } from './when'
import { errandOf } from './whereabouts'

/** Whereabouts and work said back: in the speaker's own words where there are some, in standard words else. */

export interface Repeated<F extends Fact = Fact> {
  fact: F
  subjects: readonly Subject[]
  /** The piece of the message it was read from. */
  words: string
  /** Own words for where somebody is and what for. */
  said?: string
}

export interface Listener {
  /** The speaker's own id: 您. */
  id: number
  /** How many are on the speaker's team: all of them are 队里. */
  teamSize: number
  now: number
  zone: string
}

export function whoWord(subjects: readonly Subject[], { id, teamSize }: Listener): string {
  if (teamSize > 1 && subjects.length === teamSize && subjects.every((s) => s.id !== null)) return '队里都'
  return list(subjects.map((subject) => (subject.id === id ? '您' : inert(subject.name))))
}

const alongWord = (along: readonly string[] | undefined, self: string) =>
  along === undefined ? '' : `和${list(along.map((name) => (name === 'self' ? self : inert(name))))}`

/** 去老鹰岩核图斑, 去镇上办事, 在村委会 …: where no own words stand for it. */
function position(fact: FactOf<'whereabouts'>, words: string): string {
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
        : `去${place}${doing === '' && !/医院|卫生[院室所]|诊所/.test(place) ? (errandOf(words) ?? '办事') : doing}`
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

/** The one later day it is about: 明天. It stands before what is done; times stand behind. */
interface Period {
  day: string
  time: string
}

function periodOf(fact: FactOf<'whereabouts'>, { now, zone }: Listener): Period {
  const until = fact.until === undefined ? null : Date.parse(fact.until)
  const from = fact.from === undefined ? null : Date.parse(fact.from)
  const isWholeDay = until !== null && instantOf(dayOf(until, zone), 23 * 60 + 59, zone) === until
  const today = dayOf(now, zone)
  const start =
    from === null
      ? ''
      : isWholeDay
        ? `${dayWord(dayOf(from, zone), today)}起`
        : isDayOf(from, until, zone)
          ? ''
          : `${when(from, now, zone)}起`
  if (until === null) return { day: '', time: start }
  if (!isWholeDay) {
    return { day: '', time: `${start}${start === '' ? '' : ','}${endOf(fact, when(until, now, zone))}` }
  }
  const last = dayWord(dayOf(until, zone), today)
  if (from !== null && dayOf(from, zone) === dayOf(until, zone)) return { day: last, time: '' }
  return { day: '', time: `${start}到${last}` }
}

/** Who is in the village does not come back, and who is on the way arrives. */
function endOf({ status, noSignal }: FactOf<'whereabouts'>, time: string): string {
  if (status === 'in_village') return noSignal === true ? `${time}前` : `到${time}`
  return `${time}前${status === 'travelling' ? '到' : '回'}`
}

/** 和李组长去三组走访8户(脱贫户3户),18:00前回,可能没信号. `count` belongs to what is done. */
export function whereaboutsText(
  { fact, words, said }: Repeated<FactOf<'whereabouts'>>,
  listener: Listener,
  count = '',
): string {
  const { day, time } = periodOf(fact, listener)
  const isAlong = fact.status === undefined && fact.until === undefined && fact.with !== undefined
  const where = isAlong ? '一起' : `${said === undefined ? position(fact, words) : inert(said)}${count}`
  const mute = fact.noSignal === true ? maybe(muteBrief(words)) : ''
  const isMuteUntil = fact.status === 'in_village' && mute !== '' && time !== ''
  return [`${alongWord(fact.with, '您')}${day}${where}`, ...(isMuteUntil ? [time + mute] : [time, mute])]
    .filter((part) => part !== '')
    .join(',')
}

/** 可能没信号, 手机可能没电; what is sure is told so. */
const maybe = (mute: string) =>
  mute.startsWith('手机没电')
    ? mute.replace('手机', '手机可能')
    : mute.startsWith('没')
      ? `可能${mute}`
      : mute

const number = (count: number) => String(Number(count.toFixed(2)))

/** 8户(脱贫户3户) */
export function countText({ count, unit, parts = [] }: FactOf<'work'>): string {
  const shares = parts.map((p) => `${inert(p.label)}${number(p.count)}${inert(p.unit)}`)
  const all = count === undefined ? '' : `${number(count)}${inert(unit ?? '')}`
  return `${all}${shares.length === 0 ? '' : `(${shares.join(',')})`}`
}

const LEFT = /[剩欠]|还[有差]|[没未]|待/

/** 走访入户6户, 明天打算核图斑5块, 核图斑还剩2个. */
export function workText({ fact, words, said }: Repeated<FactOf<'work'>>, { now, zone }: Listener): string {
  const name = fact.category === undefined ? '工作' : workName(fact.category)
  const day = fact.date === undefined ? '' : dayWord(fact.date, dayOf(now, zone))
  const count = countText(fact)
  if (fact.count === undefined && fact.done !== false) return `${day}${inert(said ?? `做了${name}`)}${count}`
  if (fact.done !== false) return `${day}${name}${count}`
  return LEFT.test(words) && fact.count !== undefined
    ? `${day}${name}还剩${count}`
    : `${day}打算${name}${count}`
}

/** As much of the words of a work as tells whether they stand among others. */
const BEGINNING = 4

/**
 * Where a whereabouts names what is done, the number of that work stands with it: 「去小河边组走访8户」 is said once. Null for
 * work that is told of on its own.
 */
export function numberOf(
  { fact, words, said }: Repeated<FactOf<'whereabouts'>>,
  others: readonly Repeated[],
): Repeated<FactOf<'work'>> | null {
  const same = others.filter(
    (other): other is Repeated<FactOf<'work'>> =>
      other.fact.kind === 'work' &&
      other.fact.category !== undefined &&
      other.fact.category === fact.activity,
  )
  const [work] = same
  if (work === undefined || same.length > 1 || work.fact.date !== undefined) return null
  if (work.fact.done === false && LEFT.test(work.words)) return null
  if (work.fact.count === undefined) return work.said === undefined ? work : null
  return said === undefined || words.includes(work.words.slice(0, BEGINNING)) ? work : null
}
