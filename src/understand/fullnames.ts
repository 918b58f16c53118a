/** People whose names nobody told us, found by where they stand. */
import { allTitles, surnames } from './names'
import { type Token, isBreak, isPlain, shaped } from './token'

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
  f.filler === true ||
  f.punct === 'list' ||
  f.punct === 'colon' ||
  f.punct === 'open' ||
  f.cat !== undefined ||
  f.verb === true

const precedesName = (token: Token | undefined): boolean =>
  isBreak(token) ||
  Boolean(token?.f.join ?? token?.f.day ?? token?.f.part ?? token?.f.object) ||
  token?.f.filler === true ||
  token?.text === '队员'

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
  '包包 包谷 包车 皮卡 皮鞋 皮带 方便 安静 安全 高兴 常常 平常 毛病 时常 时时 时候 温度 严重 成功 成立 成员 江边 路边 田边 水边 白天 高温 高考 高中 高速 雷雨 雷电 石头 黄昏 马路 江水 路滑 路况 路过 雨天 雨大 水大 石板 车子 车辆 车队 温水 高山 高处 黄土 水泥 水管 水池 水沟 金黄 白粉 花椒 安心 安排 安装 安置 管理 管道 易地 和谐 和睦 和气 于是 平均 平时 平稳 毛利 成活 成熟 常态 常规 常见 巫山 高峰 高原 许多 许可 何时 何地 何况 应该 应急 应对 单独 单位 单户 时间 时段 贺礼 金额 范围 段时间 雷阵雨 路上 路面 路口 路段 路基 车上 水上 江上 山上 石板 花开 白跑 白忙 高坡 平地 田间 田里 田头 金秋 农村 农户 起来 起床 起码 起火 起雾 起风 起初 起早 起先 起头 农历 农闲 农忙 季度 江对岸 龙潭 沙石 路难走'.split(
    ' ',
  ),
)

/** 杨志强的假到哪天: somebody is asked about. */
function asks(tokens: readonly Token[], from: number): boolean {
  for (let k = from; k < tokens.length && !isBreak(tokens[k]); k++)
    if (tokens[k]?.f.ask ?? tokens[k]?.f.topic) return true
  return false
}

/** 普|建|摔了一跤: only a person falls, is ill or cries for help, so that even two loose characters are a name. */
const befallsPeople = ({ f }: Token): boolean => (f.symptom ?? f.help ?? f.unseen) !== undefined

/** 李敏是急性肠胃炎, 张文得了重感冒. */
const isIll = (tokens: readonly Token[], from: number): boolean =>
  /^(?:是|得|得了|患|患了|有点|有些|又|被)$/.test(tokens[from]?.text ?? '') &&
  tokens.slice(from + 1, from + 4).some((t) => t.f.symptom !== undefined)

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
          (k > i && (token.f.filler ?? token.f.done)) ||
          token.f.neg))
    )
      break
    text += token.text
    if (text.length > 3) break
    const next = tokens[k + 1]
    // 余震|还, 水位|高: a word with one character behind it
    if (COMMON.has(text.slice(0, 2))) break
    const fits =
      !(text.length === 2 && /^[水山车红空有]/.test(text)) &&
      text.length >= 2 &&
      /^[一-鿿]+$/.test(text) &&
      surnames.has(text.charAt(0)) &&
      !COMMON.has(text) &&
      !/[局所站办院部委会厂镇乡县市区组寨社]$/.test(text)
    const ends =
      next !== undefined && (followsName(next) || (next.f.person === true && allTitles.has(next.text)))
    const listed = tokens[i - 1]?.f.punct === 'list' && isBreak(next)
    const ill = next !== undefined && isIll(tokens, k + 1)
    const asked = text.length === 3 && next !== undefined && asks(tokens, k + 1)
    const whole = k === i || text.length === 3 || (next !== undefined && befallsPeople(next))
    // 苏红|发|高烧
    const falls = text.endsWith('发') && text.length === 3 && /^[高低烧热炎抖冷汗病]/.test(next?.text ?? '')
    if (fits && (ends || listed || asked || ill) && whole && !falls) best = k - i + 1
  }
  return best
}

const NAME_IS = /^([一-鿿]{2,3})是/

/** 李敏是急性|肠胃炎: the name that begins a run of no other meaning before an illness. */
function splitNames(tokens: readonly Token[]): Token[] {
  return tokens.flatMap((token, i) => {
    const name = isPlain(token) && tokens[i + 1]?.f.symptom ? NAME_IS.exec(token.text)?.[1] : undefined
    if (name === undefined || !surnames.has(name.charAt(0)) || COMMON.has(name.slice(0, 2))) return [token]
    if (!precedesName(tokens[i - 1])) return [token]
    const middle = token.start + name.length
    return [
      { ...token, end: middle, text: name, f: shaped({ person: true }) },
      { ...token, start: middle, end: middle + 1, text: '是' },
      ...(middle + 1 < token.end
        ? [{ ...token, start: middle + 1, text: token.text.slice(name.length + 1) }]
        : []),
    ]
  })
}

/** Full names nobody told us: a surname and one or two characters of no other meaning where a subject stands. */
export function markFullNames(words: readonly Token[]): Token[] {
  const tokens = splitNames(words)
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
    if (isPlain(token) && /^[小老阿][一-鿿]{1,2}$/.test(token.text) && !token.text.endsWith('们')) {
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
