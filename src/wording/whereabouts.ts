import type { Position, Whereabouts } from '../decide/whereabouts'
import type { Holder } from '../record/people'
import { dayOf } from '../time'
import { doingName, statusName } from './categories'
import { inert } from './inert'
import { byPhone, greeting } from './people'
import { muteBrief, muteOf } from './silence'
import { dayWord, when, whenFully } from './when'

/** Where people are, in words: what was said, by whom, when, and how old that is. */

export interface Seen {
  now: number
  zone: string
  /** The day asked for. */
  day: string
  /** Whoever spoke about the people told of, by id. */
  speakers: ReadonlyMap<number, Holder>
}

const MOVES = /上山|下山|下组|进组|入户|下村|下地|巡山|巡河|下乡/
const OUTDOORS = /在(?:后|对面)?(?:山上|山里|坡上|地里|田里|林子里|树林里|河边)/
const ERRANDS = /开会|培训|体检|汇报|办事|报账|学习|[交送领取](?:材料|报表|物资|文件|资料)/

/** 开会, 领物资: what somebody is away for, as said. */
export const errandOf = (words: string) => ERRANDS.exec(words)?.[0]

function doing({ activity }: Position): string {
  return activity === null ? '' : doingName(activity)
}

function field(position: Position): string {
  const said = MOVES.exec(position.words)?.[0]
  // 走访入户 needs no 入户 before it.
  const move =
    said !== undefined && doing(position).includes(said) && position.place === null ? undefined : said
  const place = position.place === null ? '' : inert(position.place)
  if (move !== undefined)
    return `${move}${place === '' || place === move ? '' : `(${place})`}${doing(position)}`
  if (place !== '') return `在${place}${doing(position)}`
  const where = OUTDOORS.exec(position.words)?.[0]
  if (where !== undefined) return `${where}${doing(position)}`
  return doing(position) === '' ? '在村里走动' : `在外${doing(position)}`
}

function business({ place, words }: Position): string {
  const errand = errandOf(words) ?? '公务'
  return place === null ? (errand === '公务' ? '公务外出' : `外出${errand}`) : `去${inert(place)}${errand}`
}

/** 和李组长上山核图斑; 在村; 去镇上开会; 请假. */
export function activityOf(position: Position): string {
  const place = position.place === null ? '' : inert(position.place)
  const companions = position.companions === null ? '' : `和${inert(position.companions)}`
  switch (position.status) {
    case 'field':
      return companions + field(position)
    case 'business':
      return companions + business(position)
    case 'in_village':
      return `${companions}在村${place === '' ? '' : `(${place})`}${doing(position)}`
    case 'travelling':
      return `${companions}在路上${place === '' ? '' : `(${place})`}`
    case null:
      return companions === '' ? (position.untilAt === null ? '有人知道去向' : '') : `${companions}一起`
    default:
      return statusName(position.status) + (place === '' ? '' : `(${place})`)
  }
}

/** 18:00前回; 到周五; 18:00前没信号. Empty when no time was said. */
export function untilOf(position: Position, { now, zone }: Seen): string {
  const { status, untilAt, wholeDays, noSignal, words } = position
  const mute = muteOf(words).replace(/^没信号/, '这段时间没信号')
  if (untilAt === null) return noSignal ? mute : ''
  if (wholeDays) {
    const [day, today] = [dayOf(untilAt, zone), dayOf(now, zone)]
    return day === today
      ? noSignal
        ? `今天${muteOf(words)}`
        : ''
      : `到${dayWord(day, today)}${noSignal ? `,${muteOf(words)}` : ''}`
  }
  const time = when(untilAt, now, zone)
  if (status === 'in_village') return noSignal ? `${time}前${muteOf(words)}` : `到${time}`
  if (untilAt < now) return `说好${time}前回${noSignal ? `,说过${muteBrief(words)}` : ''}`
  return `${time}前回${noSignal ? `,${mute}` : ''}`
}

/** 本人7:42说, 李明8:05说, 王支书昨天17:40说, 何支书(经秦琳电话)10:12说. */
export function saidBy(
  {
    speakerId,
    source,
    saidAt,
    heardFromId,
  }: Pick<Position, 'speakerId' | 'source' | 'saidAt' | 'heardFromId'>,
  seen: Seen,
): string {
  const speaker = seen.speakers.get(speakerId)
  const rung = heardFromId == null ? undefined : seen.speakers.get(heardFromId)
  const own = speaker === undefined ? '别人' : greeting(speaker)
  const name =
    source === 'own'
      ? '本人'
      : rung === undefined
        ? own
        : byPhone(rung.person.name, speaker?.person.name ?? own)
  return `${name}${when(saidAt, seen.now, seen.zone)}说`
}

const joined = (...parts: string[]) => parts.filter((part) => part !== '').join(',')

/** 和李组长上山核图斑,18:00前回,这段时间没信号(本人7:42说). */
export const positionLine = (position: Position, seen: Seen) =>
  `${joined(activityOf(position), untilOf(position, seen))}(${saidBy(position, seen)})`

/** Nothing reaches into the day: said so that nobody is blamed for it. */
export function silence({ day, now, zone }: Seen): string {
  const today = dayOf(now, zone)
  if (day === today) return '今天还没有消息(不等于不在岗)'
  return day > today ? `${dayWord(day, today)}的去向还没人说` : `${dayWord(day, today)}没有记录(不代表不在村)`
}

/** One line: where somebody is, or what was last heard. Words newer than the position stand behind it. */
export function whereLine(at: Whereabouts, seen: Seen): string {
  const { position, last, heardAt, overdue } = at
  const { now, zone, day } = seen
  const parts: string[] = []
  if (position !== null) parts.push(positionLine(position, seen))
  else if (heardAt !== null && dayOf(heardAt, zone) === day) {
    parts.push(`${when(heardAt, now, zone)}有消息,没说在哪`)
  } else {
    parts.push(silence(seen))
    if (last === null && heardAt !== null) parts.push(`最后一次消息是${whenFully(heardAt, now, zone)}`)
  }
  if (last !== null) parts.push(`上一次说的是:${positionLine(last, seen)}`)
  if (overdue) parts.push('到时间了还没听到消息')
  if (at.notSeen !== null && day === dayOf(now, zone)) parts.push(notSeenLine(at.notSeen, seen))
  return parts.join(';')
}

const notSeenLine = (note: NonNullable<Whereabouts['notSeen']>, seen: Seen) =>
  `${saidBy(note, seen)}没见到人${note.days === null ? '' : `,有${note.days}天了`}`

/** What else is known of one person: later plans, 报平安, a place sent. One line each. */
export function furtherLines(at: Whereabouts, seen: Seen): string[] {
  const { now, zone } = seen
  const lines: string[] = []
  const { position, next, safe, location, heardAt } = at
  if (next !== null) lines.push(`${when(next.startAt, now, zone)}起:${positionLine(next, seen)}`)
  if (safe !== null) lines.push(`报过平安(${saidBy(safe, seen)})。`)
  if (position !== null && heardAt !== null && heardAt > position.saidAt) {
    lines.push(`${when(heardAt, now, zone)}本人还有过消息。`)
  }
  if (location !== null) {
    const far =
      location.distanceKm === null
        ? ''
        : location.distanceKm < 1
          ? ',就在村里附近'
          : `,离村约${Math.round(location.distanceKm)}公里`
    lines.push(`${when(location.saidAt, now, zone)}发过位置${far}。`)
  }
  return lines
}
