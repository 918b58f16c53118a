/** People named in several words or in the midst of a run: 护林员老董, 住建的刘工, 我家二哥, 镇民政办, 周一平, 高平安. */
import { isPersonal, surnames } from './names'
import { type Token, isBreak, isPlain, shaped } from './token'

const PERSON = shaped({ person: true })
const BREATH = shaped({ punct: 'soft' })
const LIST = shaped({ punct: 'list' })
const TEAM = shaped({ pron: 'team' })

const join = (tokens: readonly Token[]): Token => ({
  start: tokens[0]?.start ?? 0,
  end: tokens.at(-1)?.end ?? 0,
  text: tokens.map((token) => token.text).join(''),
  f: tokens[0]?.text === '队' ? TEAM : PERSON,
})

/** A word of position or movement: whoever stands before it is somebody. */
const moves = (token: Token | undefined): boolean =>
  token !== undefined && Boolean(token.f.status ?? token.f.at ?? token.f.go ?? token.f.leave ?? token.f.back)

const acts = (token: Token | undefined): boolean =>
  token !== undefined && (moves(token) || token.f.cat !== undefined || token.f.verb === true)

/** Roles that no member of a team has: the name behind them goes with them. */
const VILLAGE_ROLE =
  /^(?:护林员|生态护林员|组长|小组长|村民小组长|社长|支书|村支书|老支书|文书|会计|村会计|主任|村主任|妇女主任|村医|乡村医生|医生|司机|驾驶员|技术员|农技员|网格员|水管员|电工|监督员|民警|专家|联络员)$/

/** 小李, 老岩, 李家文: not one more title. */
const isName = (token: Token | undefined): boolean =>
  token?.f.person === true && /^[小老阿]?[一-鿿]/.test(token.text) && isPersonal(token.text)

const TEAM_MATE = /^(?:队员|工作队员|驻村队员)$/

const WITH = new Set('和 跟 同 挨 与 跟着 跟到 陪 陪同 带着 带 约 喊 叫 约了 喊上 叫上 带上'.split(' '))

/** 跟 here means "with": who goes stands before it, or nobody does. */
const joins = (tokens: readonly Token[], i: number): boolean => {
  const before = tokens[i - 1]
  return (
    WITH.has(tokens[i]?.text ?? '') &&
    (isBreak(before) ||
      Boolean(
        before?.f.person ??
          before?.f.pron ??
          before?.f.day ??
          before?.f.part ??
          before?.f.clock ??
          before?.f.all,
      ) ||
      before?.f.filler === true ||
      before?.f.plan === true)
  )
}

const SOMEBODY =
  /^(?:人|几个人|同志|几个同志|专家|老师|师傅|技术员|工作人员|干部|领导|同事|几位|几个|工程师|医生|民警|志愿者|后生|小伙|年轻人|两个人|老板|师傅们)$/
const MOST = 6

/** 电管站的人, 住建的刘工, 区文化馆的几个人: how many tokens behind 跟 name somebody by where he is from. */
function belonging(tokens: readonly Token[], from: number): number {
  for (let k = from; k < tokens.length && k < from + MOST; k++) {
    const token = tokens[k]
    if (!token || token.f.punct || token.f.day || token.f.clock || token.text.endsWith('在') || token.f.neg)
      return 0
    if (token.text !== '的') continue
    const head = tokens[k + 1]
    if (k === from || !head) return 0
    if (SOMEBODY.test(head.text) || head.f.person || (head.f.outsider && head.text.length <= 3))
      return k + 2 - from
    return 0
  }
  return 0
}

const UNIT = /(?:队|办|站|所|局|中心|馆|院|社|公司|委|组)$/

/** 跟镇民政办核低保, 和护林队巡山: the office is whoever of it comes along. */
function office(tokens: readonly Token[], i: number): number {
  const split = /^(?:队|办|站|所|局)$/.test(tokens[i + 1]?.text ?? '')
  const [token, next] = [split ? join(tokens.slice(i, i + 2)) : tokens[i], tokens[split ? i + 2 : i + 1]]
  if (!token || !acts(next) || next?.f.meeting === true) return 0
  if (/^(?:对接|联系|协调|汇报|沟通|商量|说|讲)/.test(next?.text ?? '')) return 0
  const away = token.f.place !== undefined && /town|county|unit|hospital/.test(token.f.place)
  const named = (away || split || isPlain(token)) && token.text.length >= 2 && UNIT.test(token.text)
  return named ? (split ? 2 : 1) : 0
}

/** 我家二哥, 他家姑爷: somebody by his house. */
function kin(tokens: readonly Token[], i: number): number {
  const [owner, head] = [tokens[i], tokens[i + 1]]
  const house = owner && /^[我他她你]家?$/.test(owner.text)
  if (!house || !head) {
    const whole = owner && /^[我他她]家$/.test(owner.text + (head?.text ?? ''))
    const third = tokens[i + 2]
    return whole && third && (third.f.relative ?? (isPlain(third) && third.text.length <= 2)) ? 3 : 0
  }
  if (head.f.relative ?? head.f.person) return 2
  return owner.text.endsWith('家') && isPlain(head) && head.text.length <= 2 && acts(tokens[i + 2]) ? 2 : 0
}

const isSomebody = (token: Token | undefined): boolean =>
  token !== undefined && (token.f.person === true || token.f.pron === 'self')

/** How many tokens from `i` name one person, 0 when they do not. */
function phrase(tokens: readonly Token[], i: number): number {
  const [token, next, after] = [tokens[i], tokens[i + 1], tokens[i + 2]]
  if (!token) return 0
  if (joins(tokens, i - 1)) {
    const length = belonging(tokens, i) || kin(tokens, i) || office(tokens, i)
    if (length > 0) return length
    // 带实习生小赵, 跟住建所小戴: what he is before his name
    const what = isPlain(token) || (token.f.place !== undefined && UNIT.test(token.text))
    if (what && token.text.length >= 2 && token.text.length <= 5 && token.end === next?.start && isName(next))
      return 2
  }
  if (token.f.person && token.end === next?.start && isName(next) && VILLAGE_ROLE.test(token.text)) return 2
  // 跟挖机师傅: a trade that is cut in two
  const cut = joins(tokens, i - 1) && token.text.length === 1 && token.end === next?.start
  if (cut && next.f.person && next.text.endsWith('师傅')) return 2
  // 轮休小番去镇上, 老尹小赛我三个: 小 and one character more before a doing or beside another name
  if (isPlain(token) && /^[小老阿][一-鿿]$/.test(token.text) && isPersonal(token.text)) {
    const beside = tokens[i - 1]?.f.person === true || tokens[i - 1]?.f.pron !== undefined
    if (
      moves(next) ||
      (tokens[i - 1]?.text === '是' && next?.f.neg) ||
      next?.f.pron !== undefined ||
      next?.f.person ||
      (beside && next === undefined)
    )
      return 1
  }
  // 队上老周值班, 队上就我一个 (谭队|上山 is a name and a doing)
  if (
    token.text === '队' &&
    next?.text === '上' &&
    after &&
    (after.f.person ?? after.f.pron ?? after.f.qty ?? after.f.all)
  )
    return 2
  // 周一平下三组: a day that is a surname and half a name
  if (token.f.day && next && isPlain(next) && next.text.length === 1 && /^周[一二三四五六]$/.test(token.text))
    return moves(after) && !'早晚里又也就前后才都先要'.includes(next.text) ? 2 : 0
  // 高平安, 宋安全: a surname before a word that is a given name
  const given = next?.f.safe === true && next.text.length === 2
  if (
    given &&
    isPlain(token) &&
    token.text.length === 1 &&
    surnames.has(token.text) &&
    (isBreak(tokens[i - 1]) || Boolean(tokens[i - 1]?.f.join ?? tokens[i - 1]?.f.day))
  )
    return acts(after) ? 2 : 0
  // 平安哥: a given name that is a word, and how one calls him
  if (
    (token.f.safe ?? token.f.healed) === true &&
    token.text.length === 2 &&
    /^[哥姐叔嫂孃伯爷]$/.test(next?.text ?? '')
  )
    return 2
  return 0
}

/** Join the words that name one person. */
export function joinPhrases(tokens: readonly Token[]): Token[] {
  const out: Token[] = []
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token) continue
    // 队员小王 goes by his name
    if (token.end === tokens[i + 1]?.start && isName(tokens[i + 1]) && TEAM_MATE.test(token.text)) continue
    // 跟赧组长几个核图斑: and whoever is with him
    const party = /^(?:几个|几人|他们几个)$/.test(token.text) && token.f.qty?.count === undefined
    if (
      party &&
      out.at(-1)?.f.person &&
      (tokens[i + 1]?.f.cat ?? tokens[i + 1]?.f.go ?? tokens[i + 1]?.f.at ?? tokens[i + 1]?.f.status)
    )
      continue
    // 郭支书还有文书: one list
    if (/^(?:还有|加上|外加)$/.test(token.text) && isSomebody(out.at(-1)) && isSomebody(tokens[i + 1])) {
      out.push({ ...token, f: LIST })
      continue
    }
    // 小陈去五组还有老普去六组: another one, elsewhere
    if (token.text === '还有' && isSomebody(tokens[i + 1]) && moves(tokens[i + 2])) {
      out.push({ ...token, f: BREATH })
      continue
    }
    const length = phrase(tokens, i)
    if (length > 0) {
      out.push(join(tokens.slice(i, i + length)))
      i += length - 1
    } else out.push(token)
  }
  return out
}
