/** Tokens that begin with a number or a day: dates, clocks, durations, quantities, and numbers that count nothing. */
import { charSet, isAt } from './charset'
import type { LocalWords } from './facts'
import { unitAt } from './lexicon'
import { numeralAt } from './numerals'
import type { Features } from './vocabulary/features'
import { NO_COUNTS } from './vocabulary/units'
import { type Now } from './instants'
import { daysAt, rangeOfDays } from './when'
import { clockAt } from './clocks'
import { DAY_WITH_PART, PARTS } from './dayparts'

export interface Measure {
  end: number
  f: Features
}

const PHONE = /^(?:\+?86)?(?:0\d{2,3}-?\d{7,8}|1[3-9]\d[- ]?\d{4}[- ]?\d{4}|\d{7,})/
const NAMED_NUMBER =
  /^(?:第[一二三四五六七八九十\d]{1,3}(?:场|趟|堂|户|次|批|轮|期|季度|个|届|名|天|周|阶段|议题)|\d{1,2}\.\d{1,2}(?:地震|震)|"?\d{1,2}\.\d{1,2}"?(?:地震)|[一二三四五六七八九十\d]{1,4}号(?:文件|楼|线|公路|桥|地块|路|点位|隧道|井)|[一二三]会一课|[GSXY]\d{2,4}|\d{2,4}(?:国道|省道|县道|乡道|线)|五保|四不两直|一[样路下会定般直边共些切时方面家人]|三农|两委|三类|百姓|两[边头]|千万(?!元)|十分|万一|一卡通|二维码|第[一二三]书记)/
/** 一起 counts only quarrels. */
const ONE_CASE = /^一起(?=.{0,6}(?:纠纷|矛盾|案件|信访|事件)|$|[,。 、])/
/** 5块一斤, 3元每公斤: a price. */
const PRICE = /^(?:块|元|毛)(?:多|钱|左右|\d|半)?(?:一|每|\/)(?:斤|公斤|亩|个|天|人|棵|吨|只|头|户)/
const VAGUE_LENGTH =
  /^(?:一整?个?(?:上午|下午|晚上|早上(?![山坡班])|夜)|一整天|整天|大半天|好几天|几天|一天到晚|一阵|一会儿?|好多天|半晌|一宿|一夜)/
const HOURS = /^(?:个半|个多?)?(?:小时|钟头)(?:半)?/
const MINUTES = /^(?:来|多)?分钟/
const DAYS = /^(?:个?多?(?:星期|礼拜)|多?周|多?天|日(?![常期])|个?多?月(?!\d)|晚上?)(半)?/

function phone(text: string, start: number): Measure | undefined {
  const first = text.charAt(start)
  if (first !== '+' && (first < '0' || first > '9')) return undefined
  const found = PHONE.exec(text.slice(start, start + 20))
  return found ? { end: start + found[0].length, f: { noise: 'phone' } } : undefined
}

function dayMeasure(text: string, start: number, now: Now): Measure | undefined {
  const found = daysAt(text, start, now)
  if (!found) return undefined
  const word = text.slice(start, found.end)
  if (/^的?["“”]?(?:地震|大地震|文件|讲话|会议精神|会议纪要)/.test(text.slice(found.end, found.end + 6)))
    return { end: found.end, f: { noise: 'name' } }
  const range = rangeOfDays(found.value, text, found.end, now)
  if (range) return { end: range.end, f: { day: range.value } }
  const part = DAY_WITH_PART[word]
  return { end: found.end, f: { day: found.value, ...(part && PARTS[part] ? { part: PARTS[part] } : {}) } }
}

/** How many days a unit of time is. */
function daysIn(unit: string, value: number): number {
  if (unit.includes('月')) return value * 30
  if (unit.includes('周') || unit.includes('星期') || unit.includes('礼拜')) return value * 7
  return value
}

function duration(text: string, start: number): Measure | undefined {
  const vague = VAGUE_LENGTH.exec(text.slice(start, start + 5))
  if (vague) return { end: start + vague[0].length, f: { length: 0 } }
  const half = /^半(?:个)?(小时|钟头|天|个?月)/.exec(text.slice(start, start + 4))
  if (half) {
    const [all, unit = ''] = half
    const end = start + all.length
    if (unit.includes('月')) return { end, f: { length: 15 } }
    return unit === '天' ? { end, f: { length: 0.5 } } : later(text, end, 30)
  }
  const number = numeralAt(text, start)
  if (!number) return undefined
  const rest = text.slice(number.end, number.end + 6)
  const hours = HOURS.exec(rest)
  if (hours) {
    const value = number.value ?? 1
    const minutes = value * 60 + (hours[0].includes('半') ? 30 : 0)
    return later(text, number.end + hours[0].length, minutes)
  }
  const minutes = MINUTES.exec(rest)
  if (minutes) return later(text, number.end + minutes[0].length, number.value ?? 10)
  const days = DAYS.exec(rest)
  if (!days) return undefined
  const end = number.end + days[0].length
  if (number.value === undefined) return { end, f: { length: 0 } }
  if (days[0].startsWith('晚')) return { end, f: { length: 0 } }
  const length = daysIn(days[0], number.value) + (days[1] ? 0.5 : 0)
  return { end, f: { length: length > LONGEST_DAYS ? 0 : length } }
}

/** Nobody is away for longer; 12万个月 is a slip and says no length. */
const LONGEST_DAYS = 800

function later(text: string, end: number, minutes: number): Measure {
  if (minutes > LONGEST_DAYS * 1440) return { end, f: { length: 0 } }
  const after = /^(?:左右|多)?(?:以后|之后|后)/.exec(text.slice(end, end + 4))
  return after ? { end: end + after[0].length, f: { minutes, later: true } } : { end, f: { minutes } }
}

/** 三组, 第3小组, 五社: a hamlet group, and its head when 组长 follows. */
function group(text: string, start: number): Measure | undefined {
  const skip = text.charAt(start) === '第' ? 1 : 0
  const number = numeralAt(text, start + skip)
  if (!number || number.some) return undefined
  const found = /^(?:村民小组|小组|组|社)(?![织合建建区]|长[^,]?会)/.exec(
    text.slice(number.end, number.end + 6),
  )
  if (!found) return undefined
  const end = number.end + found[0].length
  const head = /^(?:的)?(?:副?组长|小组长|长|社长)/.exec(text.slice(end, end + 4))
  return head ? { end: end + head[0].length, f: { person: true } } : { end, f: { place: 'hamlet' } }
}

function degrees(text: string, start: number): Measure | undefined {
  const found = /^(\d{2}(?:\.\d)?)多?(?:度|℃)(\d|半)?/.exec(text.slice(start, start + 8))
  if (found) {
    const tenth = found[2] === '半' ? 0.5 : Number(found[2] ?? 0) / 10
    return { end: start + found[0].length, f: { noise: 'degree', degrees: Number(found[1]) + tenth } }
  }
  const number = numeralAt(text, start)
  if (number?.value === undefined || text.charAt(number.end) !== '度') return undefined
  const tail = numeralAt(text, number.end + 1)
  const tenth =
    tail?.value !== undefined && tail.value < 10 && tail.end === number.end + 2 ? tail.value / 10 : 0
  return {
    end: tenth > 0 ? number.end + 2 : number.end + 1,
    f: { noise: 'degree', degrees: number.value + tenth },
  }
}

function quantity(text: string, start: number, words: LocalWords | undefined): Measure | undefined {
  const number = numeralAt(text, start)
  if (!number) return undefined
  const price = PRICE.exec(text.slice(number.end, number.end + 8))
  if (price) return { end: number.end + price[0].length, f: { noise: 'money' } }
  const noise = NO_COUNTS.find((unit) => text.startsWith(unit, number.end))
  if (noise)
    return {
      end: number.end + noise.length,
      f: { noise: noise.includes('元') || noise.includes('块') ? 'money' : 'name' },
    }
  const gap = text.charAt(number.end) === ' ' && number.digits ? 1 : 0
  const length = unitAt(text, number.end + gap, words)
  const unit = text.slice(number.end + gap, number.end + gap + length)
  if (length === 0) {
    // 贷款18万: money, whatever it is of
    if (text.charAt(number.end - 1) === '万') return { end: number.end, f: { noise: 'money' } }
    return number.digits && number.value !== undefined
      ? { end: number.end, f: { qty: { count: number.value, unit: '', unitStart: number.end } } }
      : undefined
  }
  if (unit === '个' && /^个(?:多|来)?(?:小时|钟头|月|星期)/.test(text.slice(number.end, number.end + 5)))
    return undefined
  // 三百二十亩半, 1公里半
  const half =
    /^(?:亩|公里|里|吨|斤|公斤|千米|方|车)$/.test(unit) &&
    /^半(?!天|个|年|路|边|山)/.test(text.slice(number.end + gap + length))
  const end = number.end + gap + length + (half ? 1 : 0)
  const qty = {
    unit,
    unitStart: number.end + gap,
    ...(number.value === undefined ? {} : { count: number.value + (half ? 0.5 : 0) }),
  }
  return { end, f: { qty } }
}

const FIRST = charSet(
  '0123456789+零〇一二两三四五六七八九十百千几好数若个半整大第今明后昨前当次上下这本周星礼月壹贰叁GSXY国',
)

/** What begins at `start` with a number or a day word. */
export function measureAt(
  text: string,
  start: number,
  now: Now,
  words: LocalWords | undefined,
): Measure | undefined {
  if (!isAt(FIRST, text, start)) return undefined
  const called = phone(text, start)
  if (called) return called
  if (text.startsWith('一起', start)) {
    const cases =
      /[解处成了]/.test(text.charAt(start - 1)) ||
      /^一起.{0,6}(?:纠纷|矛盾|案件|信访|事件)/.test(text.slice(start, start + 10))
    if (!cases || !ONE_CASE.test(text.slice(start, start + 10))) return undefined
    return { end: start + 2, f: { qty: { count: 1, unit: '起', unitStart: start + 1 } } }
  }
  const named = NAMED_NUMBER.exec(text.slice(start, start + 12))
  // 两家,一家C级一家D级
  const pair =
    text.startsWith('一家', start) &&
    /一家[^,。]{1,8}[,、]?一家/.test(text.slice(Math.max(0, start - 12), start + 14))
  if (named && !pair && !/^第.书记/.test(named[0]) && !group(text, start)) {
    return /^[一两千十万百五四三二]/.test(named[0])
      ? undefined
      : { end: start + named[0].length, f: { noise: 'name' } }
  }
  const clock = clockAt(text, start)
  if (clock) return { end: clock.end, f: { clock: clock.value } }
  return (
    dayMeasure(text, start, now) ??
    group(text, start) ??
    duration(text, start) ??
    degrees(text, start) ??
    (named && !pair ? undefined : quantity(text, start, words))
  )
}
