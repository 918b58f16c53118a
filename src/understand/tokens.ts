/** From levelled text to tokens: breaks, numbers and days, names, words, places. */
import { addDays } from '../time'
import type { ReadingContext } from './facts'
import { borderNameAt } from './borderNames'
import { charSet, isAt } from './charset'
import { type Lexicon, lexiconOf, wordAt } from './lexicon'
import { measureAt } from './measures'
import { nameAt, namesOf, surnames } from './names'
import { joinTitles, markFullNames } from './fullnames'
import { joinPhrases } from './namePhrases'
import { joinOurs } from './ours'
import { markPlaces } from './placenames'
import { markRest } from './restWords'
import { markLeave } from './leaveWords'
import { markWhether } from './whether'
import { markWork } from './workWords'
import { isPlain, PLAIN, shaped, type Token } from './token'
import type { Match } from './trie'
import type { Features } from './vocabulary/features'
import type { Now } from './instants'

type Punct = NonNullable<Features['punct']>
const KINDS: readonly Punct[] = ['soft', 'hard', 'line', 'colon', 'list', 'space', 'open', 'close']
const BREAKS = Object.fromEntries(KINDS.map((punct) => [punct, shaped({ punct })])) as Record<Punct, Features>
const NUMBERED = BREAKS.hard
const PERSON = shaped({ person: true })
const FILLER = shaped({ filler: true })

const PUNCTUATION: Readonly<Record<string, Punct>> = {
  '\n': 'line',
  '。': 'hard',
  ';': 'hard',
  '!': 'hard',
  '?': 'hard',
  ',': 'soft',
  '、': 'list',
  ':': 'colon',
  ' ': 'space',
  '(': 'open',
  ')': 'close',
  '[': 'open',
  ']': 'close',
  '-': 'soft',
  '~': 'soft',
  '"': 'space',
  '/': 'soft',
  '|': 'soft',
  '+': 'list',
  '&': 'list',
  '*': 'space',
  '#': 'space',
  '.': 'hard',
  _: 'space',
  '=': 'space',
  '>': 'space',
}

/** What parts the words, by its character; all but 。 and 、 are ASCII. */
const MARKS = new Map(Object.entries(PUNCTUATION).map(([char, punct]) => [char.charCodeAt(0), BREAKS[punct]]))
const ASIDE = 0x3003

/** 1. 1、 (1) ① 一、 at the head of a line number it and count nothing. */
const BULLET =
  /^[ ]*(?:[((]?(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:[))]|[.、:](?!\d)|[.、](?=\d{1,3}[户块个人组月]))|[①-⑳⑴-⑽]|[-•·*●○■▪◆√✓])[ 、.:]*|^[ ]*\d{1,2} +(?=[一-鿿])/
const INLINE_BULLET = /^[①-⑳⑴-⑽][ 、.:]*/
const [CIRCLED, CIRCLED_END] = [0x2460, 0x2480]
/** 1.核图斑 2.走访: numbers within a line count nothing either, when they go up. */
const WITHIN = /^(\d{1,2})[.、)](?=[一-鿿])/

function breakAt(text: string, start: number, lineStart: boolean): Token | undefined {
  const code = text.charCodeAt(start)
  if (lineStart) {
    const bullet = BULLET.exec(text.slice(start, start + 8))
    if (bullet && bullet[0] !== '') {
      return { start, end: start + bullet[0].length, text: bullet[0], f: NUMBERED }
    }
  }
  const inline =
    code >= CIRCLED && code < CIRCLED_END ? INLINE_BULLET.exec(text.slice(start, start + 4)) : null
  if (inline) return { start, end: start + inline[0].length, text: inline[0], f: NUMBERED }
  const f = code < ASIDE ? MARKS.get(code) : undefined
  return f ? { start, end: start + 1, text: text.charAt(start), f } : undefined
}

const isChinese = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff
const SIDE = charSet('上下')
const SETTLEMENT = charSet('村镇乡')
const LEADING = charSet('在到回去守住蹲返进转')
/** Whoever does this stands before it: the word that ends with 村 is not his. */
const STAYS_AHEAD = /^(?:在|去|到镇|请假|值班|上山|下组|轮休)/
const NEXT_TIME = /^(?:半年|季度|旬|个?月|个?周|星期|个?礼拜)/

/**
 * The longest word, unless it eats the head of a longer one behind it: 在村|委会 is 在|村委会, 大箐村上|周 is 村|上周.
 */
function shortened(lexicon: Lexicon, text: string, start: number): Match<Features> | undefined {
  const word = wordAt(lexicon, text, start)
  if (!word || word.length < 2) return word
  const end = start + word.length
  // 返村|小陶看家
  const called =
    text.startsWith('村小', end - 2) &&
    surnames.has(text.charAt(end)) &&
    !/[学操门院里上]/.test(text.charAt(end))
  if (called) return wordAt(lexicon, text.slice(start, end - 1), 0)
  if (isAt(SIDE, text, end - 1) && NEXT_TIME.test(text.slice(end, end + 3))) {
    return wordAt(lexicon, text.slice(start, end - 1), 0)
  }
  if (isAt(SETTLEMENT, text, end - 1) && word.value.place === undefined) {
    // 回到|村委会, 到|村公所
    const office = wordAt(lexicon, text, end - 1)
    if (office && office.length > 1 && office.value.place === 'office')
      return wordAt(lexicon, text.slice(start, end - 1), 0)
  }
  if (!isAt(LEADING, text, start)) return word
  const behind = wordAt(lexicon, text, start + 1)
  // 都在村|书记在办公室
  if (behind?.value.person === true && STAYS_AHEAD.test(text.slice(start + 1 + behind.length, end + 4)))
    return word
  return behind &&
    (behind.value.place !== undefined || behind.value.person === true) &&
    start + 1 + behind.length > end
    ? wordAt(lexicon, text.charAt(start), 0)
    : word
}

/** 周六周日, 明天、后天: days in a row are one stretch. */
function mergeDays(tokens: Token[]): Token[] {
  if (!tokens.some((token) => token.f.day !== undefined)) return tokens
  const out: Token[] = []
  for (const token of tokens) {
    const linked = out.at(-1)
    const last = linked?.f.punct === 'list' || linked?.f.join ? out.at(-2) : linked
    const [a, b] = [last?.f.day, token.f.day]
    if (last && a && b?.first === addDays(a.last, 1) && !last.f.part) {
      out.length = out.lastIndexOf(last)
      out.push({
        start: last.start,
        end: token.end,
        text: last.text + token.text,
        f: shaped({ day: { first: a.first, last: b.last } }),
      })
    } else if (last && a && b && linked === last && a.first === b.first && a.last === b.last) {
      out.length = out.lastIndexOf(last)
      out.push({ start: last.start, end: token.end, text: last.text + token.text, f: token.f })
    } else out.push(token)
  }
  return out
}

const tokenAt = (text: string, start: number, end: number, f: Features): Token => ({
  start,
  end,
  text: text.slice(start, end),
  f,
})

/** Split a levelled text into tokens. */
export function tokensOf(text: string, now: Now, context: ReadingContext): Token[] {
  const lexicon = lexiconOf(context.words)
  const roster = namesOf(context.people, text)
  const tokens: Token[] = []
  let lineStart = true
  let bullets = 0
  for (let i = 0; i < text.length; ) {
    const stop = breakAt(text, i, lineStart)
    if (stop) {
      tokens.push(stop)
      lineStart = stop.f.punct === 'line'
      i = stop.end
      continue
    }
    const numbered = lineStart || stopsBefore(tokens.at(-1)) ? WITHIN.exec(text.slice(i, i + 4)) : null
    if (numbered && Number(numbered[1]) === bullets + 1) {
      bullets++
      tokens.push(tokenAt(text, i, i + numbered[0].length, NUMBERED))
      i += numbered[0].length
      continue
    }
    lineStart = false
    // 不过我们还是上山了; 过不过去 asks
    if (
      text.startsWith('不过', i) &&
      stopsBefore(tokens.at(-1)) &&
      !'去来得了不'.includes(text.charAt(i + 2) || '了')
    ) {
      tokens.push(tokenAt(text, i, i + 2, FILLER))
      i += 2
      continue
    }
    const border = borderNameAt(text, i, tokens.at(-1))
    if (border) {
      tokens.push(border)
      i = border.end
      continue
    }
    const word = shortened(lexicon, text, i)
    const name = nameAt(text, i, lexicon, roster, word?.length ?? 0)
    if (name > 0) {
      tokens.push(tokenAt(text, i, i + name, PERSON))
      i += name
      continue
    }
    const measure = measureAt(text, i, now, context.words)
    if (measure && measure.end - i >= (word?.length ?? 0)) {
      tokens.push(tokenAt(text, i, measure.end, shaped(measure.f)))
      i = measure.end
    } else if (word) {
      tokens.push(tokenAt(text, i, i + word.length, word.value))
      i += word.length
    } else {
      const last = tokens.at(-1)
      const joins =
        last && isPlain(last) && isChinese(text.charCodeAt(i)) === isChinese(text.charCodeAt(last.start))
      if (joins) tokens[tokens.length - 1] = tokenAt(text, last.start, i + 1, PLAIN)
      else tokens.push(tokenAt(text, i, i + 1, PLAIN))
      i++
    }
  }
  const placed = markPlaces(joinOurs(joinTitles(mergeDays(tokens))), new Set(context.places ?? []))
  return markWhether(markRest(markLeave(markWork(joinPhrases(markFullNames(placed))))))
}

const stopsBefore = (token: Token | undefined): boolean => token === undefined || token.f.punct !== undefined
