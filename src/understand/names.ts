/** People by name: 段书记, 小李, 老杨, roster names, and bare full names where a subject stands. */
import { charSet, isAt } from './charset'
import type { KnownPerson } from './facts'
import { type Lexicon, wordAt } from './lexicon'
import { type Trie, insert, longest, newTrie } from './trie'
import { ROLES, SHORT_TITLES, SURNAMES, TITLES } from './vocabulary/people'

export const surnames = new Set(SURNAMES)

/** Surnames that are far more often little words: never before a one-character title. */
const LITTLE_WORDS = new Set('排和于时向从都等全关家单那后连要把万老空有红方平安常水山车包成')

/** And those that join or point: not before a longer title either, unless the roster knows the name. */
const JOINING = new Set('和于向从都等那后连有全老')

const titles: Trie<boolean> = newTrie()

for (const title of TITLES) insert(titles, title, SHORT_TITLES.includes(title))

export const allTitles = new Set(
  [...TITLES, ...ROLES].filter((title) => title.length >= 2 && !SHORT_TITLES.includes(title)),
)

/**
 * The roster's names that a text holds: 李建国 → 李建国, 建国 (小李, 老李, 李书记 … are read without the roster).
 * Only those: to look through the text for each name costs less than to learn all names for one message.
 */
export function namesOf(people: readonly KnownPerson[] | undefined, text: string): Trie<true> | undefined {
  if (!people) return undefined
  let trie: Trie<true> | undefined
  for (const { name } of people) {
    const given = name.length >= 3 ? name.slice(-2) : name
    if (given === '' || !text.includes(given)) continue
    trie ??= newTrie()
    insert(trie, given, true)
    if (given !== name) insert(trie, name, true)
  }
  return trie
}

/**
 * 和 is a surname of the region and the most common word for "with". It is a name behind another joining word
 * (跟和书记), behind 、 and 找, and where a clause begins with it (和书记在区里), unless 一起 follows.
 */
function isSurnameHere(text: string, start: number): boolean {
  if (!'和于向连'.includes(text.charAt(start))) return false
  const title = longest(titles, text, start + 1)
  if (!title || title.value) return false
  const before = text.charAt(start - 1)
  if (/[跟同挨与、找问给叫喊陪是有]/.test(before)) return true
  if (before !== '' && !/[\s,.。;;::!?(()]/.test(before)) return false
  return !/^(?:他|她)?(?:一起|一道|一块|一路|汇报|请|报告|说|反映|学|讲)/.test(
    text.slice(start + 1 + title.length, start + 5 + title.length),
  )
}

/** Surnames of the border that are far more often doings: only before a title, where a name begins. */
const RARE = new Set('排弄线明思相恩勐保朗波双喊哏奘项景板莽赧俸')

const isRare = (text: string, start: number): boolean =>
  RARE.has(text.charAt(start)) && (start === 0 || /[\s,。、:;(!?和跟同挨与]/.test(text.charAt(start - 1)))

/** 思姐, 小罕哥: an address that is nothing else behind a name; 总, 支, 队 are. */
const isKin = (text: string, i: number): boolean =>
  '姐哥嫂孃叔'.includes(text.charAt(i)) && text.charAt(i) !== text.charAt(i + 1) && i < text.length

/** 复姓 aside, a surname is one character. */
function titled(text: string, start: number, lexicon: Lexicon): number {
  const surname = text.charAt(start)
  if (isRare(text, start)) {
    const title = longest(titles, text, start + 1)
    if (title && (!title.value || isKin(text, start + 1))) return 1 + title.length
  }
  if (!surnames.has(surname) || (JOINING.has(surname) && !isSurnameHere(text, start))) return 0
  const title = longest(titles, text, start + 1)
  if (!title) return 0
  if (title.value && (LITTLE_WORDS.has(surname) || (wordAt(lexicon, text, start + 1)?.length ?? 0) > 1))
    return 0
  return 1 + title.length
}

/** 何时书记, 段文化老师: a full name before its title. */
function fullTitled(text: string, start: number, lexicon: Lexicon): number {
  if (!surnames.has(text.charAt(start)) || JOINING.has(text.charAt(start))) return 0
  const word = wordAt(lexicon, text, start)
  if (word && word.length > 1 && !word.value.ask) return 0
  for (const given of [1, 2]) {
    if (!/^[一-鿿]+$/.test(text.slice(start + 1, start + 1 + given))) return 0
    if (/[跟和同挨与着]/.test(text.slice(start + 1, start + 1 + given))) return 0
    const title = longest(titles, text, start + 1 + given)
    if (!title || title.value) continue
    const inside = wordAt(lexicon, text, start + 1)
    if (inside && inside.length > 1 && inside.length <= given) return 0
    if (inside?.length === 1 && !/[时多]/.test(text.charAt(start + 1))) return 0
    return 1 + given + title.length
  }
  return 0
}

/** Surnames 大 is said before; 大田, 大水, 大山 are places. */
const GREAT = new Set(
  '杨李王张刘陈赵罗段周吴徐孙朱胡郭何林梁郑谢宋唐许邓冯韩曹曾彭蔡潘董袁余叶蒋杜苏魏程吕丁沈姚卢姜崔钟谭陆范汪廖韦贾夏付白孟熊秦邱尹薛侯陶黎贺顾毛郝龚邵钱严覃武孔汤普字茶闻鲁',
)

/** Second characters that make 小, 老, 阿 something else than a name: 小雨, 老寨, 小组. */
const NO_CALL = new Set(
  '奶太公婆祖倌庚友兄汉者辈嬢姊姨舅伯叔母倭乡街城镇县市场树石桃竹松泥洞湾岭冲塘岔雨雪寒暑满寨河村组学时心路山事病孩娃型区院家板师表乡人大年头爷妈爸坝坡箐沟桥井街场坪塘岩洼百伙姐吃结计车店费吨数工额户队水卖站学说话天是不在去到了的老少小半多点两三四五六七八九十一二个块片批份件次处条起'.split(
    '',
  ),
)

/** 小李, 阿香, 段文化: what may be somebody's own name, and not 小组, 老寨, 小雨 or a bare title. */
export const isPersonal = (text: string): boolean =>
  /^[小老阿]/.test(text)
    ? surnames.has(text.charAt(1)) || !NO_CALL.has(text.charAt(1))
    : text.length > 1 && surnames.has(text.charAt(0))

/** 村上有小莽值班, 剩小排一个: behind these a name only when somebody does something. */
function namedHere(text: string, start: number, lexicon: Lexicon): boolean {
  if (!/[有剩由让派喊叫请约挨陪]/.test(text.charAt(start - 1))) return false
  const next = text.charAt(start + 2)
  const f = wordAt(lexicon, text, start + 2)?.value
  return /^[一两、和跟]?$/.test(next) || (f?.status ?? f?.at ?? f?.go ?? f?.neg ?? f?.leave) !== undefined
}

/** 小木, 阿香 where a name may stand: at the head of a clause, behind 和 or in a list. */
function calledHere(text: string, start: number, lexicon: Lexicon): boolean {
  const called = text.charAt(start + 1)
  const before = text.charAt(start - 1)
  if (!/[一-鿿]/.test(called) || NO_CALL.has(called)) return false
  return before === '' || /[\s,。、:;(!?和跟同挨与]/.test(before) || namedHere(text, start, lexicon)
}

/** 小平掌组, 老林寨, 大李子坪组, 老鹰嘴: the name of a place that begins like somebody's. */
const PLACE_AHEAD =
  /^[^在去到上下回进和跟同挨走来往一二三四五六七八九十两驻住守离入各本全出巡跑包挂留的说也还就都是有从把被让由往离摔掉滑]{0,2}(?:组(?![长里上织员干])|小组(?!长)|寨|村(?![委民里上部口公支医官内干书])|社区|自然村|[坪箐坡岩嘴崖洼凹梁]|坝子|梁子|丫口|垭口)/

const PREFIXES = '小老阿大'

/** 小李, 老杨, 阿普, and with a title behind: 小李队长. */
function familiar(text: string, start: number, lexicon: Lexicon): number {
  const prefix = text.charAt(start)
  // 肿得老高
  if (prefix === '老' && text.charAt(start - 1) === '得') return 0
  if (!PREFIXES.includes(prefix) || prefix === '') return 0
  if (PLACE_AHEAD.test(text.slice(start + 2, start + 7))) return 0
  if (/^(?:梁子|坝子|寨子|岩子|箐|沟)/.test(text.slice(start + 1, start + 3))) return 0
  const surname = text.charAt(start + 1)
  // 老社长, 老支书: an old one of the office
  const office = prefix === '老' ? longest(titles, text, start + 1) : undefined
  if (office && !office.value) return 1 + office.length
  if (!surnames.has(surname) && prefix !== '大' && calledHere(text, start, lexicon))
    return isKin(text, start + 2) ? 3 : 2
  if (!surnames.has(surname) || (prefix === '大' && !GREAT.has(surname))) return 0
  const title = longest(titles, text, start + 2)
  // 小阿吉, 老阿普: 阿 alone is nobody's name
  if (
    surname === '阿' &&
    prefix !== '阿' &&
    !title &&
    !/^[昨今明后早上下晚代在去到和跟没也都就说的]/.test(text.charAt(start + 2)) &&
    /^[\u4e00-\u9fff]/.test(text.slice(start + 2))
  )
    return 3
  return title && (!title.value || isKin(text, start + 2)) ? 2 + title.length : 2
}

/** 解家老二, 杨家大嫂: one of a house. */
const KIN = /^[\u4e00-\u9fff]家(?:老[大二三四五六幺](?!家)|大[哥嫂姐叔爹妈](?!家)|[二三][哥嫂姐叔](?!家))/

const BEGINS = charSet([...surnames, ...RARE, ...PREFIXES])

/** The length of a person's name at `start`, 0 when there is none. `word`: the longest word of the vocabulary there. */
export function nameAt(
  text: string,
  start: number,
  lexicon: Lexicon,
  roster: Trie<true> | undefined,
  word: number,
): number {
  const known = roster ? (longest(roster, text, start)?.length ?? 0) : 0
  if (known > 0 && known >= word) {
    const title = longest(titles, text, start + known)
    return known + (title && !title.value ? title.length : 0)
  }
  if (!isAt(BEGINS, text, start)) return 0
  const kin = KIN.exec(text.slice(start, start + 5))
  if (kin && surnames.has(text.charAt(start))) return kin[0].length
  const title = titled(text, start, lexicon)
  if (title > 0 && title >= word) return title
  const full = fullTitled(text, start, lexicon)
  if (full > word) return full
  if (word >= 2) return 0
  return familiar(text, start, lexicon)
}
