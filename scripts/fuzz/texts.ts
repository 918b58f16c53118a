/** Texts nobody would think of: the vocabulary shuffled, labelled messages spoilt, any Unicode at all. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Dice } from '../../src/simulate/random'
import { GENERAL } from '../../src/understand/vocabulary/general'
import { OUTSIDERS, RELATIVES, ROLES, SURNAMES, TITLES } from '../../src/understand/vocabulary/people'
import { PLACE_WORDS } from '../../src/understand/vocabulary/places'
import { SPELLINGS } from '../../src/understand/vocabulary/spelling'
import { TALK } from '../../src/understand/vocabulary/talk'
import { UNITS } from '../../src/understand/vocabulary/units'
import { WORK_WORDS } from '../../src/understand/vocabulary/work'

/** The longest text WeCom delivers, bytes. */
export const MOST_BYTES = 2048

const split = (words: string | undefined): string[] => (words ?? '').split(' ').filter((word) => word !== '')

export const WORDS: readonly (readonly string[])[] = [
  ...GENERAL.map(([, words]) => words),
  ...TALK.map(([, words]) => words),
  ...Object.values(PLACE_WORDS).map(split),
  ...Object.values(WORK_WORDS).flatMap(({ targets, hints, doings, things }) =>
    [targets, hints, doings, things].map(split),
  ),
  TITLES,
  ROLES,
  OUTSIDERS,
  RELATIVES,
  UNITS,
  Object.keys(SPELLINGS),
].filter((words) => words.length > 0)

const NUMBERS = split(
  '0 1 12 3.5 1,200 12345678901 十二 三四 二十多 一千二 半 几 好几 两三 1.5万 6点 六点半 18:30 25:61 9点到11点 3号 10月20日 2月30日 ' +
    '2026-10-20 0000-00-00 周五 下下周 月底 3天 一个半月 两小时后 半小时 38.5度 百分之十 第3组 一起 99999999999999',
)
const MARKS = [...',。、;:!?…,.;:!? \n\t()()[]【】「」“”"\'-~—/|+&*#_=><%@\\①⑵•·1️⃣1.']
const UNSEEN = split(
  '\u200b \u200d \ufeff \ufe0f \u202e \u0300 \u0000 \ud83d \ude00 \udfff \uffff 😂 👌 👍🏽 👨‍👩‍👧 🇨🇳 ㊗ 𠮷 龘 Ａ１ ﹣ ㎡',
)

/** The labelled messages; those held out are never looked at. */
export function spoiltSources(): string[] {
  const folder = join(process.cwd(), 'test/corpus')
  return readdirSync(folder)
    .filter((file) => file.endsWith('.jsonl') && !file.startsWith('heldout'))
    .flatMap((file) => readFileSync(join(folder, file), 'utf8').trim().split('\n'))
    .map((line) => (JSON.parse(line) as { text: string }).text)
}

function piece(dice: Dice): string {
  const kind = dice.next()
  if (kind < 0.6) return dice.pick(dice.pick(WORDS))
  if (kind < 0.72) return dice.pick(NUMBERS)
  if (kind < 0.78) return dice.pick([...SURNAMES]) + (dice.chance(0.5) ? dice.pick(TITLES) : '')
  if (kind < 0.95) return dice.pick(MARKS)
  return dice.pick(UNSEEN)
}

const shuffled = (dice: Dice, pieces: number): string =>
  Array.from({ length: pieces }, () => piece(dice)).join('')

const anything = (dice: Dice, length: number): string =>
  Array.from({ length }, () => String.fromCharCode(dice.whole(0, 0xffff))).join('')

/** Some piece of the text left out, said twice, moved, or something put between. */
function spoilt(dice: Dice, text: string, sources: readonly string[]): string {
  const at = dice.whole(0, text.length)
  const end = Math.min(text.length, at + dice.whole(1, 6))
  switch (dice.whole(0, 6)) {
    case 0:
      return text.slice(0, at) + text.slice(end)
    case 1:
      return text.slice(0, end) + text.slice(at)
    case 2:
      return text.slice(end) + text.slice(0, end)
    case 3:
      return text.slice(0, at) + piece(dice) + text.slice(at)
    case 4:
      return text.replace(/[,。;;、 \n]/g, (mark) => (dice.chance(0.5) ? '' : mark))
    case 5:
      return text.slice(0, at) + [...text.slice(at, end)].reverse().join('') + text.slice(end)
    default:
      return text + dice.pick(['', ' ', ',', '\n']) + dice.pick(sources)
  }
}

const size = (text: string): number => Buffer.byteLength(text)

/** As much of a text as WeCom delivers. */
export function cut(text: string): string {
  let end = Math.min(text.length, MOST_BYTES)
  while (size(text.slice(0, end)) > MOST_BYTES) end -= Math.ceil((size(text.slice(0, end)) - MOST_BYTES) / 3)
  return text.slice(0, end)
}

/** One text: mostly short, now and then as long as WeCom lets it be. */
export function fuzzedText(dice: Dice, sources: readonly string[]): string {
  const kind = dice.next()
  if (kind < 0.04) return cut(piece(dice).repeat(2048))
  if (kind < 0.08)
    return cut(
      Array.from({ length: 3 }, () => piece(dice))
        .join('')
        .repeat(700),
    )
  if (kind < 0.12) return cut(shuffled(dice, 1200))
  if (kind < 0.45) return cut(shuffled(dice, dice.whole(1, 24)))
  if (kind < 0.5) return cut(anything(dice, dice.whole(0, 200)))
  let text = dice.pick(sources)
  for (let rounds = dice.whole(1, 4); rounds > 0; rounds--) text = spoilt(dice, text, sources)
  return cut(text)
}
