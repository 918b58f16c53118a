/** Numbers in every spelling: 12, 十二, 二十多, 三四, 近20, 3-5, 一千二, 1.5万, 俩, 好几. */
import { charSet, isAt } from './charset'

export interface Numeral {
  end: number
  /** Absent when it is only "some": 几, 好几, 数十. */
  value?: number
  /** Written with digits. */
  digits: boolean
  /** 几, 多少: may ask instead of tell. */
  some?: true
}

const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
}
const TENS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000 }
const LARGE: Readonly<Record<string, number>> = { 万: 10_000 }

/** Longer numerals than this are no number of anything. */
const LONGEST = 14

const isDigit = (char: string): boolean => char >= '0' && char <= '9' && char.length === 1

function arabic(text: string, start: number): Numeral | undefined {
  let end = start
  while (isDigit(text.charAt(end)) && end - start < LONGEST) end++
  if (end === start) return undefined
  let digits = text.slice(start, end)
  while (/^,\d{3}(?!\d)/.test(text.slice(end, end + 5)) && digits.length <= 6) {
    digits += text.slice(end + 1, end + 4)
    end += 4
  }
  if (text.charAt(end) === '.' && isDigit(text.charAt(end + 1))) {
    let tail = end + 1
    while (isDigit(text.charAt(tail)) && tail - end < LONGEST) tail++
    digits += text.slice(end, tail)
    end = tail
  }
  let value = Number(digits)
  for (;;) {
    const power = TENS[text.charAt(end)] ?? LARGE[text.charAt(end)]
    if (power === undefined || power === 10) break
    value *= power
    end++
  }
  return { end, value, digits: true }
}

/** Spoken numerals: adds up 一百二十三; 三四 and 十二三 keep the lower. */
function spokenNumber(text: string, start: number): Numeral | undefined {
  let total = 0
  let section = 0
  let digit: number | undefined
  let lastPower = 0
  let end = start
  for (; end < text.length && end - start < LONGEST; end++) {
    const char = text.charAt(end)
    const plain = DIGITS[char]
    const power = TENS[char]
    const large = LARGE[char]
    if (plain !== undefined) {
      if (digit !== undefined && char !== '零' && char !== '〇') {
        if (digit === 0) {
          digit = plain
          continue
        }
        const span = plain - digit
        if (span !== 1) break
        const next = TENS[text.charAt(end + 1)]
        // 三四户, 十二三户, 二三十户: the lower of two neighbours
        end++
        if (next !== undefined) {
          section += digit * next
          digit = undefined
          end++
        }
        break
      }
      digit = plain
    } else if (power !== undefined) {
      section += (digit ?? 1) * power
      digit = undefined
      lastPower = power
    } else if (large !== undefined && end > start) {
      total += (section + (digit ?? 0)) * large
      section = 0
      digit = undefined
      lastPower = large
    } else break
  }
  if (end === start) return undefined
  // 一百二, 两千三, 三万五: the last digit stands for the next lower power
  const trailing =
    digit !== undefined && lastPower >= 100 && !/[零〇]/.test(text.charAt(end - 2))
      ? digit * (lastPower / 10)
      : digit
  return { end, value: total + section + (trailing ?? 0), digits: false }
}

const SOME = /^(好几[十百]?|几[十百]|十几|几|数[十百]|若干|个把|[百千]把)/

function some(text: string, start: number): Numeral | undefined {
  const found = SOME.exec(text.slice(start, start + 4))
  if (!found) return undefined
  const word = found[0]
  const end = start + word.length
  if (word === '十几') return { end, value: 10, digits: false }
  if (word === '百把') return { end, value: 100, digits: false }
  if (word === '千把') return { end, value: 1000, digits: false }
  return { end, digits: false, some: true }
}

/** The lower end of a range: 3-5, 3~5, 三到五, 十至十五. Gives where the range ends. */
function rangeEnd(text: string, end: number, low: number): number | undefined {
  const link = text.charAt(end)
  if (link === '' || !'-~到至、'.includes(link)) return undefined
  const high = arabic(text, end + 1) ?? spokenNumber(text, end + 1)
  if (high?.value === undefined || high.value <= low) return undefined
  if (link === '、' && (high.value - low !== 1 || low > 9)) return undefined
  return high.end
}

const BEGINS = charSet('0123456789几好数若个零〇一壹二贰两三叁四五六七八九十百千上')

/** The numeral found last: clocks, days, lengths and counts all ask for the one at the same place. */
let last: { text: string; start: number; numeral: Numeral | undefined } | undefined

/** A numeral that begins at `start`. 多, 余, 来, 几 behind it belong to it. */
export function numeralAt(text: string, start: number): Numeral | undefined {
  if (!isAt(BEGINS, text, start)) return undefined
  if (last?.start !== start || last.text !== text) last = { text, start, numeral: numeral(text, start) }
  return last.numeral
}

function numeral(text: string, start: number): Numeral | undefined {
  const first = text.charAt(start)
  const plain = some(text, start) ?? arabic(text, start) ?? spokenNumber(text, start)
  if (!plain) {
    if (first === '上' && /[百千]/.test(text.charAt(start + 1)) && !TENS[text.charAt(start + 2)]) {
      return { end: start + 2, value: text.charAt(start + 1) === '百' ? 100 : 1000, digits: false }
    }
    return undefined
  }
  let end = plain.end
  if (plain.value !== undefined) {
    if (/[多余来几]/.test(text.charAt(end)) && plain.value >= 10) end++
    const far = rangeEnd(text, end, plain.value)
    // 9点到11点 and dates look alike but have their own word between number and 到
    if (far !== undefined) end = far
    if (text.charAt(end) === '万' && !plain.digits) end++
  }
  return { ...plain, end }
}

/** Every number of the text in `some` form aside, is this piece nothing but a whole number? */
export function wholeNumber(text: string): number | undefined {
  const numeral = numeralAt(text, 0)
  return numeral?.end === text.length ? numeral.value : undefined
}
