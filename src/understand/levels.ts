/** What each single character is levelled to, and what it sounds like. One table each: they are asked at every character. */
import { SOUND_ALIKE, TRADITIONAL } from './vocabulary/characters'

const UNITS = 0x10000

const PUNCTUATION: Readonly<Record<string, string>> = {
  '。': '。',
  '.': '.',
  '…': '。',
  '“': '"',
  '”': '"',
  '「': '"',
  '」': '"',
  '『': '"',
  '』': '"',
  '‘': '"',
  '’': '"',
  '—': '-',
  '–': '-',
  '〜': '~',
  '~': '~',
  '·': '·',
  '﹣': '-',
  '【': '[',
  '】': ']',
  '〔': '[',
  '〕': ']',
  '《': '"',
  '》': '"',
  '⼀': '一',
}

const same = (): Uint16Array => Uint16Array.from({ length: UNITS }, (_, code) => code)

/** A half of a surrogate pair is never levelled to itself, so it can stand for nothing at all. */
export const DROPPED = 0xd800

/** For each UTF-16 unit the one it is levelled to, or DROPPED. */
export const LEVEL = same()
for (const [char, plain] of Object.entries(PUNCTUATION)) LEVEL[char.charCodeAt(0)] = plain.charCodeAt(0)
for (let i = 0; i + 1 < TRADITIONAL.length; i += 2) {
  const [old, plain] = [TRADITIONAL.charCodeAt(i), TRADITIONAL.charCodeAt(i + 1)]
  if (old !== plain) LEVEL[old] = plain
}
for (let code = 0xff01; code <= 0xff5e; code++) LEVEL[code] = code - 0xfee0
for (const code of [0x3000, 0xa0, 0x09]) LEVEL[code] = 0x20
LEVEL[0x0d] = 0x0a
// Emoji, signs, and what is left of a broken pair
LEVEL.fill(0x20, 0x2600, 0x27c0)
LEVEL.fill(0x20, 0xd800, 0xe000)
// The frame of a keycap emoji: 1️⃣ numbers a line as 1、 does
LEVEL[0x20e3] = 0x3001
// Zero widths and variation selectors
LEVEL.fill(DROPPED, 0x200b, 0x2010)
LEVEL.fill(DROPPED, 0xfe00, 0xfe10)
LEVEL[0xfeff] = DROPPED

/** For each UTF-16 unit one that stands for all that sound like it. */
export const SOUND = same()
const placed = new Set<number>()
for (const group of SOUND_ALIKE) {
  for (const char of group) {
    const code = char.charCodeAt(0)
    if (!placed.has(code)) SOUND[code] = group.charCodeAt(0)
    placed.add(code)
  }
}
