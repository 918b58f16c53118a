/**
 * A text as the readers see it, and the way back to the text as written.
 * Widths, traditional characters, emoji, misspelt domain words and dialect are levelled here, once.
 */
import type { Span } from './facts'
import { DROPPED, LEVEL, SOUND } from './levels'
import { HEARD_WORDS, NOT_GO, SPELLINGS } from './vocabulary/spelling'
import { IN_PINYIN } from './vocabulary/pinyin'
import { insert, longest, newTrie, type Trie } from './trie'

export interface Source {
  raw: string
  /** The levelled text. */
  text: string
  /** For each character of `text`, where it begins and ends in `raw`. */
  from: readonly number[]
  to: readonly number[]
}

const isChinese = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff

const spellings: Trie<string> = newTrie()
const exact: Trie<true> = newTrie()
const heard: Trie<string> = newTrie()
/** The characters a word of another spelling may begin with. */
const begins = new Uint8Array(0x10000)

for (const [written, meant] of [...IN_PINYIN, ...Object.entries(SPELLINGS)]) {
  insert(spellings, written, meant)
  begins[written.charCodeAt(0)] = 1
}
const spoken = (word: string): string =>
  String.fromCharCode(...[...word].map((c) => SOUND[c.charCodeAt(0)] ?? 0))
for (const word of HEARD_WORDS) {
  insert(exact, word, true)
  insert(heard, spoken(word), word)
}
const sounds = new Set(HEARD_WORDS.map((word) => SOUND[word.charCodeAt(0)]))
SOUND.forEach((sound, code) => {
  if (sounds.has(sound)) begins[code] = 1
})
begins['克'.charCodeAt(0)] = 1

const TITLES_HEARD = /^(?:书记|主任|队长|组长|老师|村长|镇长)/

const THUMBS = new Set(['👌', '👍', '🆗'])
const THUMB = '👌'

/** The text levelled character by character. */
function charwise(raw: string): Source {
  let text = ''
  const from: number[] = []
  const to: number[] = []
  let kept = 0
  for (let i = 0; i < raw.length; ) {
    const code = raw.charCodeAt(i)
    const level = LEVEL[code] ?? code
    if (level === code) {
      from.push(i)
      to.push(++i)
      continue
    }
    const length = (raw.codePointAt(i) ?? 0) > 0xffff ? 2 : 1
    const thumb = length === 2 && THUMBS.has(raw.slice(i, i + 2))
    const plain = thumb ? THUMB : level === DROPPED ? '' : String.fromCharCode(level)
    text += raw.slice(kept, i) + plain
    from.push(...Array<number>(plain.length).fill(i))
    to.push(...Array<number>(plain.length).fill(i + length))
    i += length
    kept = i
  }
  return { raw, text: kept === 0 ? raw : text + raw.slice(kept), from, to }
}

/** A text in plain characters: half width, simplified, without emoji; spelling and dialect as they were. */
export const plainly = (raw: string): string => charwise(raw).text

const isLatin = (text: string, i: number): boolean => {
  const code = text.charCodeAt(i)
  return code >= 0x61 && code <= 0x7a
}

/** Only a piece of a longer Latin word or of an address. */
const isWithin = (text: string, start: number, end: number): boolean =>
  (isLatin(text, start) && /[a-z/.@:_-]/.test(text.charAt(start - 1))) ||
  (isLatin(text, end - 1) && /[a-z/.@:_-]/.test(text.charAt(end)))

/** What stands at `i` under another spelling: how long it is there and what it means. */
function respelt(text: string, i: number): { length: number; value: string } | undefined {
  const spelling = longest(spellings, text, i)
  // 小卜|在村部
  if (
    spelling &&
    !isWithin(text, i, i + spelling.length) &&
    !(text.charAt(i) === '卜' && /[小老阿]/.test(text.charAt(i - 1)))
  )
    return spelling
  if (isLatin(text, i)) return undefined
  if (longest(exact, text, i)) return undefined
  const sound = longest(heard, text, i, text.length, SOUND)
  if (!sound || sound.length < 2) return undefined
  // 其中|书记 is no 中暑
  for (let k = 1; k < sound.length; k++) if (TITLES_HEARD.test(text.slice(i + k, i + k + 2))) return undefined
  let same = 0
  for (let k = 0; k < sound.length; k++) if (sound.value.charAt(k) === text.charAt(i + k)) same++
  // Two characters that both merely sound right are too thin a ground.
  return same === 0 || same === sound.length ? undefined : sound
}

/** 克 is 去 in the south-west unless it is a weight or part of another word. */
const dialectGo = (text: string, i: number): boolean =>
  text.charAt(i) === '克' &&
  (!NOT_GO.test(text.slice(Math.max(0, i - 1), i + 2)) ||
    /^[小老]马$/.test(text.slice(Math.max(0, i - 2), i)))

/** Level a text. Linear in its length. */
export function sourceOf(raw: string): Source {
  const first = charwise(raw)
  const before = first.text
  let text = ''
  const from: number[] = []
  const to: number[] = []
  let kept = 0
  for (let i = 0; i < before.length; ) {
    const code = before.charCodeAt(i)
    const other =
      begins[code] === 1 && (isChinese(code) || (isLatin(before, i) && !isLatin(before, i - 1)))
        ? respelt(before, i)
        : undefined
    const word = other?.value ?? (dialectGo(before, i) ? '去' : undefined)
    const length = other?.length ?? 1
    if (word !== undefined) {
      text += before.slice(kept, i) + word
      for (; kept < i; kept++) {
        from.push(first.from[kept] ?? 0)
        to.push(first.to[kept] ?? 0)
      }
      const even = word.length === length
      for (let k = 0; k < word.length; k++) {
        from.push(first.from[even ? i + k : i] ?? 0)
        to.push(first.to[even ? i + k : i + length - 1] ?? raw.length)
      }
      kept = i + length
    }
    i += length
  }
  if (kept === 0) return first
  text += before.slice(kept)
  return { raw, text, from: from.concat(first.from.slice(kept)), to: to.concat(first.to.slice(kept)) }
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
