/**
 * A text as the readers see it, and the way back to the text as written.
 * Widths, traditional characters, emoji, misspelt domain words and dialect are levelled here, once.
 */
import type { Span } from './facts'
import { SOUND_ALIKE, TRADITIONAL } from './vocabulary/characters'
import { HEARD_WORDS, NOT_GO, SPELLINGS } from './vocabulary/spelling'
import { insert, longest, newTrie, type Trie } from './trie'

export interface Source {
  raw: string
  /** The levelled text. */
  text: string
  /** For each character of `text`, where it begins and ends in `raw`. */
  from: readonly number[]
  to: readonly number[]
}

const simplified = new Map<string, string>()
for (let i = 0; i + 1 < TRADITIONAL.length; i += 2) {
  const [old, plain] = [TRADITIONAL.charAt(i), TRADITIONAL.charAt(i + 1)]
  if (old !== plain) simplified.set(old, plain)
}

const voice = new Map<string, string>()
for (const group of SOUND_ALIKE) {
  for (const char of group) if (!voice.has(char)) voice.set(char, group.charAt(0))
}
const spoken = (text: string): string => {
  let out = ''
  for (const char of text) out += voice.get(char) ?? char
  return out
}

const spellings: Trie<string> = newTrie()
for (const [written, meant] of Object.entries(SPELLINGS)) insert(spellings, written, meant)
const exact: Trie<true> = newTrie()
const heard: Trie<string> = newTrie()
for (const word of HEARD_WORDS) {
  insert(exact, word, true)
  insert(heard, spoken(word), word)
}

const THUMBS = new Set(['👌', '👍', '🆗'])

function levelled(char: string): string {
  const code = char.codePointAt(0) ?? 0
  if (THUMBS.has(char)) return '👌'
  if (code >= 0xff01 && code <= 0xff5e) return String.fromCharCode(code - 0xfee0)
  if (code === 0x3000 || code === 0xa0 || code === 0x09) return ' '
  if (code === 0x0d) return '\n'
  // The frame of a keycap emoji: 1️⃣ numbers a line as 1、 does
  if (code === 0x20e3) return '、'
  if ((code >= 0x200b && code <= 0x200f) || (code >= 0xfe00 && code <= 0xfe0f) || code === 0xfeff) return ''
  if (code > 0xffff || (code >= 0x2600 && code <= 0x27bf) || (code >= 0xd800 && code <= 0xdfff)) return ' '
  return simplified.get(char) ?? PUNCTUATION[char] ?? char
}

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

/** The text levelled character by character. */
function charwise(raw: string): Source {
  let text = ''
  const from: number[] = []
  const to: number[] = []
  let at = 0
  for (const char of raw) {
    const plain = levelled(char)
    if (plain !== '') {
      from.push(at)
      to.push(at + char.length)
    }
    text += plain
    at += char.length
  }
  return { raw, text, from, to }
}

const CJK = /[一-鿿]/

/** What stands at `i` under another spelling: how long it is there and what it means. */
function respelt(text: string, voiced: string, i: number): { length: number; word: string } | undefined {
  const spelling = longest(spellings, text, i)
  if (spelling) return { length: spelling.length, word: spelling.value }
  if (longest(exact, text, i)) return undefined
  const sound = longest(heard, voiced, i)
  if (!sound || sound.length < 2) return undefined
  const same = [...sound.value].filter((char, k) => char === text.charAt(i + k)).length
  // Two characters that both merely sound right are too thin a ground.
  return same === 0 || same === sound.length ? undefined : { length: sound.length, word: sound.value }
}

/** 克 is 去 in the south-west unless it is a weight or part of another word. */
function dialectGo(text: string, i: number): boolean {
  return text.charAt(i) === '克' && !NOT_GO.test(text.slice(Math.max(0, i - 1), i + 2))
}

/** Level a text. Linear in its length. */
export function sourceOf(raw: string): Source {
  const first = charwise(raw)
  const voiced = spoken(first.text)
  let text = ''
  const from: number[] = []
  const to: number[] = []
  const put = (word: string, start: number, length: number): void => {
    const even = word.length === length
    for (let k = 0; k < word.length; k++) {
      from.push(first.from[even ? start + k : start] ?? 0)
      to.push(first.to[even ? start + k : start + length - 1] ?? raw.length)
    }
    text += word
  }
  for (let i = 0; i < first.text.length; ) {
    const other = CJK.test(first.text.charAt(i)) ? respelt(first.text, voiced, i) : undefined
    if (other) put(other.word, i, other.length)
    else put(dialectGo(first.text, i) ? '去' : first.text.charAt(i), i, 1)
    i += other?.length ?? 1
  }
  return { raw, text, from, to }
}

/** Where a piece of the levelled text stands in the text as written. */
export function spanOf(source: Source, start: number, end: number): Span {
  if (end <= start) return { start: 0, end: 0 }
  return { start: source.from[start] ?? 0, end: source.to[end - 1] ?? source.raw.length }
}

/** A piece of the levelled text, as written. */
export function written(source: Source, start: number, end: number): string {
  const span = spanOf(source, start, end)
  return source.raw.slice(span.start, span.end)
}
