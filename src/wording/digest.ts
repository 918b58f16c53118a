import { dayOf, localTime } from '../time'
import { fit, fitSections, type Section, TEXT_BYTES } from './bytes'
import { list } from './people'
import type { Summed } from './summed'
import { totalLines } from './totals'
import { clock, date, dayWord } from './when'

/** A supervisor's day as one text: the answer first, then what needs somebody, then what was done. */

const MOST_NAMED = 5

/** The answer to 「驻村工作队去哪了」 in one line. */
export function firstLine(one: Summed, day: string, now: number, zone: string): string {
  const today = dayOf(now, zone)
  const said = `${one.label}${day === today ? '' : dayWord(day, today)}${one.teams}个村`
  const parts = [one.known === one.teams ? `${said}都有消息` : `${said},${one.known}个有消息`]
  const silent = one.teams - one.known
  if (silent > 0) {
    const names = `${list(one.silent.slice(0, MOST_NAMED))}${silent > MOST_NAMED ? '等' : ''}`
    parts.push(day === today ? `${silent}个还没有:${names}(不等于不在岗)` : `${silent}个没有记录:${names}`)
  }
  if (one.mute.teams > 0) parts.push(...muteParts(one.mute, localTime(now, zone).hour))
  if (one.searches > 0) parts.push(`有${one.searches}处在找人`)
  return `${parts.join(',')}。`
}

const EVENING = 17

/** 2个村上山没信号,今晚都有回来时间. */
function muteParts({ teams, hill, open, later }: Summed['mute'], hour: number): string[] {
  const back = later > 0 ? '都有回来时间' : `${hour < EVENING ? '今天' : '今晚'}都有回来时间`
  return [
    `${teams}个村${hill === teams ? '上山没信号' : '有人没信号'}`,
    open === 0 ? back : `其中${open}个没说几点回来`,
  ]
}

function awayLine({ leave, rest, business, ill }: Summed['away']): string[] {
  const parts = [
    leave > 0 ? `请假${leave}人` : '',
    rest > 0 ? `轮休${rest}人` : '',
    business > 0 ? `公务外出${business}人` : '',
    ill > 0 ? `身体不舒服${ill}人` : '',
  ].filter((part) => part !== '')
  return parts.length === 0 ? [] : [`${parts.join(',')}。`]
}

/** Where the rest can be read: asked for by the digest's own word, or by a smaller place. */
type More = (left: number, what: string) => string
const SUMMARY: More = (left, what) => `另有${left}${what}见『汇总』。`
const SMALLER: More = (left, what) => `另有${left}${what},问乡镇名或村名能看到。`

/** When it is said, about which day; lines noted up to `since` were said in an earlier digest. */
export interface Telling {
  day: string
  now: number
  zone: string
  since: number
}

/** No two digests are the same text. */
const stampOf = ({ now, zone }: Telling) => `(${date(dayOf(now, zone))}${clock(now, zone)})`

function sections(one: Summed, townships: readonly Summed[], telling: Telling, more: More): Section[] {
  const { day, now, zone, since } = telling
  const lines = one.lines.filter(({ at }) => at > since)
  return [
    { lines: [firstLine(one, day, now, zone) + stampOf(telling)] },
    { lines: one.attention, most: 900, more: (left) => more(left, '处') },
    { head: '要关心的:', lines: lines.map(({ text }) => text), most: 420, more: (left) => more(left, '条') },
    {
      head: '各乡镇:',
      lines: townships.map((each) => firstLine(each, day, now, zone)),
      most: 700,
      more: (left) => more(left, '个乡镇'),
    },
    { head: '要帮一把的:', lines: one.difficulties, most: 420, more: (left) => more(left, '件') },
  ]
}

const filled = (all: readonly Section[]) => fitSections(all.filter(({ lines }) => lines.length > 0))

/** The digest of the evening, and 「汇总」: all of the day. `townships` is given to whoever sees several. */
export function dayText(one: Summed, townships: readonly Summed[], telling: Telling, asked: boolean): string {
  const more = asked ? SMALLER : SUMMARY
  const word = telling.day === dayOf(telling.now, telling.zone) ? '今天' : '那天'
  return filled([
    ...sections(one, townships, telling, more),
    { head: `${word}的工作:`, lines: totalLines(one.totals), most: 600, more: (left) => more(left, '项') },
    { lines: awayLine(one.away) },
    { lines: asked ? [] : one.human },
  ])
}

/** The digest of the morning: only what needs somebody. */
export const morningText = (one: Summed, townships: readonly Summed[], telling: Telling): string =>
  filled(sections(one, townships, telling, SUMMARY))

/** What was too much for one day to be told one by one. */
export const withLeft = (text: string, cases: number): string =>
  cases === 0 ? text : fit([...text.split('\n'), `今天其余${cases}件提醒已并入这份简报。`], TEXT_BYTES)

/** For a sending unit: leave of its people, without reasons, and who comes and goes. */
export const unitText = (leaves: readonly string[], rotations: readonly string[], telling: Telling): string =>
  filled([
    { lines: [unitHead(leaves.length, rotations.length) + stampOf(telling)] },
    { lines: leaves, most: 1200, more: (left) => `另有${left}人请假,问『今天谁请假』。` },
    { lines: rotations, more: (left) => `另有${left}人轮换。` },
  ])

function unitHead(leaves: number, rotations: number): string {
  const parts = [leaves === 0 ? '' : `新请假${leaves}人`, rotations === 0 ? '' : `轮换${rotations}人`].filter(
    (part) => part !== '',
  )
  return `本单位驻村人员:${parts.join(',')}。`
}
