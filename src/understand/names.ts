/** People by name: 段书记, 小李, 老杨, roster names, and bare full names where a subject stands. */
import type { KnownPerson } from './facts'
import { wordAt, type Lexicon } from './lexicon'
import { isBreak, isPlain, shaped, type Token } from './token'
import { insert, longest, newTrie, type Trie } from './trie'
import { ROLES, SHORT_TITLES, SURNAMES, TITLES } from './vocabulary/people'

const surnames = new Set(SURNAMES)
/** Surnames that are far more often little words: never before a one-character title. */
const LITTLE_WORDS = new Set('和于时向从都等全关家单那后连要把万老空有红方平安常水山车包成')
/** And those that join or point: not before a longer title either, unless the roster knows the name. */
const JOINING = new Set('和于向从都等那后连有全老')
const titles: Trie<boolean> = newTrie()
for (const title of TITLES) insert(titles, title, SHORT_TITLES.includes(title))

const allTitles = new Set(
  [...TITLES, ...ROLES].filter((title) => title.length >= 2 && !SHORT_TITLES.includes(title)),
)

const rosters = new WeakMap<readonly KnownPerson[], Trie<true>>()

/** The names a roster person goes by: 李建国 → 李建国, 建国, 小李, 老李, 李书记 … are read without it, so names only. */
export function namesOf(people: readonly KnownPerson[] | undefined): Trie<true> | undefined {
  if (!people) return undefined
  const known = rosters.get(people)
  if (known) return known
  const trie: Trie<true> = newTrie()
  for (const { name } of people) {
    insert(trie, name, true)
    if (name.length >= 3) insert(trie, name.slice(-2), true)
  }
  rosters.set(people, trie)
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

/** 复姓 aside, a surname is one character. */
function titled(text: string, start: number, lexicon: Lexicon): number {
  const surname = text.charAt(start)
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
  '雨雪寒暑满寨河村组学时心路山事病孩娃型区院家板师表乡人大年头爷妈爸坝坡箐沟桥井街场坪塘岩洼百伙姐吃结计车店费吨数工额户队水卖站学说话天是不在去到了的老少小半多点两三四五六七八九十一二个块片批份件次处条起'.split(
    '',
  ),
)

/** 小木, 阿香 where a name may stand: at the head of a clause, behind 和 or in a list. */
function calledHere(text: string, start: number): boolean {
  const called = text.charAt(start + 1)
  const before = text.charAt(start - 1)
  if (!/[一-鿿]/.test(called) || NO_CALL.has(called)) return false
  return before === '' || /[\s,。、:;(!?和跟同挨与]/.test(before)
}

/** 小李, 老杨, 阿普, and with a title behind: 小李队长. */
function familiar(text: string, start: number): number {
  const prefix = text.charAt(start)
  if (!'小老阿大'.includes(prefix) || prefix === '') return 0
  const surname = text.charAt(start + 1)
  if (!surnames.has(surname) && prefix !== '大' && calledHere(text, start)) return 2
  if (!surnames.has(surname) || (prefix === '大' && !GREAT.has(surname))) return 0
  const title = longest(titles, text, start + 2)
  return title && !title.value ? 2 + title.length : 2
}

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
  const title = titled(text, start, lexicon)
  if (title > 0 && title >= word) return title
  const full = fullTitled(text, start, lexicon)
  if (full > word) return full
  if (word >= 2) return 0
  return familiar(text, start)
}

const followsName = ({ f }: Token): boolean =>
  Boolean(
    f.status ??
      f.topic ??
      f.ask ??
      f.at ??
      f.go ??
      f.leave ??
      f.symptom ??
      f.help ??
      f.unseen ??
      f.safe ??
      f.join ??
      f.back ??
      f.neg ??
      f.all ??
      f.day ??
      f.part ??
      f.clock,
  ) ||
  f.punct === 'list' ||
  f.punct === 'colon' ||
  f.punct === 'open' ||
  f.cat !== undefined ||
  f.verb === true

const precedesName = (token: Token | undefined): boolean =>
  isBreak(token) ||
  Boolean(token?.f.join ?? token?.f.day ?? token?.f.part ?? token?.f.object) ||
  token?.f.filler === true

/** Not the beginning of a name: 各组长, 每个主任, 新书记. */
const NO_NAME =
  /^[各每新的村镇区副第总前原现和跟与同叫找请给向是有个名位到去在了我你他她它这那都也就还不没让被把从对为上下里外很]/

/** Join 木|组长, 阿依|老师: a piece of no meaning right before a title is a name. */
export function joinTitles(tokens: readonly Token[]): Token[] {
  const out: Token[] = []
  for (const token of tokens) {
    const before = out.at(-1)
    const named =
      before?.end === token.start &&
      token.f.person === true &&
      allTitles.has(token.text) &&
      isPlain(before) &&
      before.text.length <= 3 &&
      /^[一-鿿]+$/.test(before.text) &&
      !NO_NAME.test(before.text)
    if (named) {
      out.pop()
      out.push({
        start: before.start,
        end: token.end,
        text: before.text + token.text,
        f: shaped({ person: true }),
      })
    } else out.push(token)
  }
  return out
}

/** After 和, 跟, 同, 挨 a piece of no meaning is somebody's name when a doing follows. */
function isCompanion(tokens: readonly Token[], i: number): boolean {
  const [before, token, next] = [tokens[i - 1], tokens[i], tokens[i + 1]]
  if (!before?.f.join || !/^(?:和|跟|同|挨|与|跟着|跟到)$/.test(before.text)) return false
  if (!token || !isPlain(token) || !/^[一-鿿]{2,4}$/.test(token.text) || NO_NAME.test(token.text))
    return false
  return next === undefined || followsName(next)
}

/** Words that begin with a surname and name nobody. */
const COMMON = new Set(
  '方便 安静 安全 高兴 常常 平常 毛病 时常 时时 时候 温度 严重 成功 成立 成员 江边 路边 田边 水边 白天 高温 高考 高中 高速 雷雨 雷电 石头 黄昏 马路 江水 路滑 路况 路过 雨天 雨大 水大 石板 车子 车辆 车队 温水 高山 高处 黄土 水泥 水管 水池 水沟 金黄 白粉 花椒 安心 安排 安装 安置 管理 管道 易地 和谐 和睦 和气 于是 平均 平时 平稳 毛利 成活 成熟 常态 常规 常见 巫山 高峰 高原 许多 许可 何时 何地 何况 应该 应急 应对 单独 单位 单户 时间 时段 贺礼 金额 范围 段时间 雷阵雨 农历 农闲 农忙 季度 江对岸 龙潭 沙石 路难走'.split(
    ' ',
  ),
)

/** 杨志强的假到哪天: somebody is asked about. */
function asks(tokens: readonly Token[], from: number): boolean {
  for (let k = from; k < tokens.length && !isBreak(tokens[k]); k++)
    if (tokens[k]?.f.ask ?? tokens[k]?.f.topic) return true
  return false
}

/** One or two tokens more may be swallowed by a name: 王|建|国. */
function fullName(tokens: readonly Token[], i: number): number {
  let text = ''
  let best = 0
  for (let k = i; k < tokens.length && k < i + 3; k++) {
    const token = tokens[k]
    if (
      !token ||
      (!isPlain(token) &&
        (token.text.length > 1 ||
          token.f.punct ||
          token.f.pron ||
          token.f.qty ||
          token.f.at ||
          token.f.join ||
          token.f.neg))
    )
      break
    text += token.text
    if (text.length > 3) break
    const next = tokens[k + 1]
    const fits =
      text.length >= 2 && /^[一-鿿]+$/.test(text) && surnames.has(text.charAt(0)) && !COMMON.has(text)
    const ends =
      next !== undefined && (followsName(next) || (next.f.person === true && allTitles.has(next.text)))
    const listed = tokens[i - 1]?.f.punct === 'list' && isBreak(next)
    const asked = text.length === 3 && next !== undefined && asks(tokens, k + 1)
    if (fits && (ends || listed || asked) && (k === i || text.length === 3)) best = k - i + 1
  }
  return best
}

/** Full names nobody told us: a surname and one or two characters of no other meaning where a subject stands. */
export function markFullNames(tokens: readonly Token[]): Token[] {
  const out: Token[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token) continue
    const behind = tokens[i + 1]
    if (isCompanion(tokens, i)) {
      out.push({ ...token, f: shaped({ person: true }) })
      continue
    }
    if (!precedesName(tokens[i - 1])) {
      out.push(token)
      continue
    }
    if (isPlain(token) && /^[小老阿][一-鿿]{1,2}$/.test(token.text)) {
      const named = tokens[i - 1]?.f.punct === 'list' || (behind !== undefined && followsName(behind))
      out.push(named ? { ...token, f: shaped({ person: true }) } : token)
      continue
    }
    const length = fullName(tokens, i)
    if (length === 0) {
      out.push(token)
      continue
    }
    const title = tokens[i + length]
    const whole = title?.f.person === true && allTitles.has(title.text) ? length + 1 : length
    const last = tokens[i + whole - 1] ?? token
    out.push({
      start: token.start,
      end: last.end,
      text: tokens
        .slice(i, i + whole)
        .map((t) => t.text)
        .join(''),
      f: shaped({ person: true }),
    })
    i += whole - 1
  }
  return out
}
