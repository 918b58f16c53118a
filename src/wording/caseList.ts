import type { Casefile } from '../search/casefile'
import { ownersWord, witnessOf } from './alarms'
import { bytes, clip, TEXT_BYTES } from './bytes'
import { inert } from './inert'
import { withPhone } from './people'
import { clock, when } from './when'
import { muteWord } from './silence'

/** Many cases told at once: each with names and phones, under a number by which it can be taken. */

interface At {
  now: number
  zone: string
}

const LONGEST_LINE = 700
const PAGE_MARK = 20

/** Health is not written into a list, which is kept longer than a health note. */
function whatOf(file: Casefile, { now, zone }: At): string {
  const { kind, dueAt, words, key } = file.case
  switch (kind) {
    case 'return':
      return key.startsWith('not_seen:')
        ? `${witnessOf(file)}说没见到`
        : `说好${when(dueAt, now, zone)}回${muteWord(file.case)}`
    case 'help':
      return `求助「${clip(inert(words ?? ''), 90)}」`
    case 'illness':
      return '急病'
    default:
      return '今天还没消息'
  }
}

function lineOf(number: number, file: Casefile, at: At): string {
  const { team, missing, owner } = file
  const ring = [...team.cadres]
    .sort(
      (a, b) =>
        Number(b.posting.role === 'village_secretary') - Number(a.posting.role === 'village_secretary'),
    )
    .find(({ person }) => person.mobile !== null)
  const parts = [
    `${number} ${team.village.township}${team.village.name} ${whatOf(file, at)}`,
    missing.length === 0 ? '' : `:${missing.map(withPhone).join('、')}`,
    ring === undefined ? '' : `;可先打${withPhone(ring)}`,
    owner === null ? '' : `;${owner.name}在跟${ownersWord(file.case, at)}`,
  ]
  return clip(parts.join(''), LONGEST_LINE)
}

const HOW = (number: number, village: string) =>
  `一件一件来:回『${number}我来找』或『我来找${village}』您来跟,『${number}知道了』不再重复,『${number}已找到』了结。`

/** Heading, a line for each case and how to answer, in as many texts of 2048 bytes as it takes. */
function pages(heading: string, lines: readonly string[], foot: string): string[] {
  const room = TEXT_BYTES - bytes(heading) - bytes(foot) - PAGE_MARK
  const found: string[][] = [[]]
  let used = 0
  for (const line of lines) {
    const cost = bytes(line) + 1
    if (used + cost > room && used > 0) {
      found.push([])
      used = 0
    }
    found.at(-1)?.push(line)
    used += cost
  }
  const mark = (page: number) => (found.length === 1 ? '' : `(${page + 1}/${found.length})`)
  return found.map((page, i) => [`${heading}${mark(i)}`, ...page, foot].join('\n'))
}

export interface Numbered {
  number: number
  file: Casefile
}

function listed(heading: string, entries: readonly Numbered[], at: At): string[] {
  const [first] = entries
  const foot = first === undefined ? '' : HOW(first.number, first.file.team.village.name)
  return pages(
    heading,
    entries.map(({ number, file }) => lineOf(number, file, at)),
    foot,
  )
}

/** More cases within minutes than one can read one by one. */
export const stormList = (entries: readonly Numbered[], at: At): string[] =>
  listed(
    `【${clock(at.now, at.zone)} 合起来说】${entries.length}件事一起到您这里(没消息不等于不在岗):`,
    entries,
    at,
  )

/** The rest of a day, once so many alarms were told one by one. */
export const cappedList = (entries: readonly Numbered[], at: At): string[] =>
  listed(
    `【${clock(at.now, at.zone)}】今天的提醒较多,其余的合成一张单子(没消息不等于不在岗);再有的并入晚间简报:`,
    entries,
    at,
  )

/** Many teams of a township silent together. `teams`: how many the township has. */
export const areaAlarm = (
  township: string,
  teams: number,
  entries: readonly Numbered[],
  at: At,
): string[] => {
  const villages = new Set(entries.map(({ file }) => file.team.village.id)).size
  return listed(
    `【${clock(at.now, at.zone)}】${township}${teams}个村里有${villages}个村的工作队同时没消息,可能停电或断网,先问问镇上的电和网。我照常往下问,都有消息了再说一声:`,
    entries,
    at,
  )
}

/** Many searches over at once: the news of each, from its own all-clear. */
export const clearedList = (texts: readonly string[], { now, zone }: At): string[] =>
  pages(
    `【${clock(now, zone)} 合起来说】${texts.length}件事有消息了:`,
    texts.map((text) => clip(text.split('\n')[0] ?? '', LONGEST_LINE)),
    '劳您费心,这几件先不用再找。',
  )

/** It is over: everybody of them was heard of. */
export const areaOver = (township: string, villages: number, { now, zone }: At) =>
  `${township}刚才同时没消息的${villages}个村都有消息了(${clock(now, zone)})。劳您费心,这事到此为止。`
