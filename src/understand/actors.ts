/** Who does what a clause tells, and with whom. */
import { isPredicate } from './openings'
import type { Who } from './facts'
import type { Token } from './token'

export interface Actors {
  who: Who[]
  with: Who[]
  named: Who[]
}

const pronoun = (token: Token, last: Who | undefined): Who | undefined => {
  switch (token.f.pron) {
    case 'self':
      return 'self'
    case 'team':
    case 'they':
      return 'team'
    case 'rest':
      return 'rest'
    case 'he':
      return last
    default:
      return token.f.person ? token.text : undefined
  }
}

/** Where the name that ends at `i` begins: 农科所的专家 begins with its office. */
function startOfName(tokens: readonly Token[], i: number): number {
  const token = tokens[i]
  if (token?.f.relative && tokens[i - 1]?.f.pron === 'self' && tokens[i - 2]?.f.join) return i - 1
  const office = tokens[i - 1]
  if (
    token?.f.person &&
    office?.f.place !== undefined &&
    /county|town|unit/.test(office.f.place) &&
    tokens[i - 2]?.f.join
  )
    return i - 1
  const head = tokens[i - 2]
  if (!(token?.f.person ?? token?.f.outsider) || tokens[i - 1]?.text !== '的' || !head || head.f.person)
    return i
  const led = (t: Token | undefined): boolean => t !== undefined && (t.f.join ?? t.f.object) === true
  if (led(tokens[i - 3])) return i - 2
  return tokens[i - 4]?.f.join ? i - 3 : i
}

/** 农科所的专家, 我爹: what stands before a person behind 和/跟 belongs to the name. */
function nameOf(tokens: readonly Token[], i: number, last: Who | undefined): Who | undefined {
  const token = tokens[i]
  if (!token) return undefined
  const before = tokens[i - 1]
  const from = startOfName(tokens, i)
  if (from < i && !token.f.relative) {
    return tokens
      .slice(from, i + 1)
      .map((t) => t.text)
      .join('')
  }
  if (token.f.relative && before?.f.pron === 'self' && tokens[i - 2]?.f.join) return before.text + token.text
  if (token.f.pron === 'self' && tokens[i + 1]?.f.relative) return undefined
  if (token.f.person && tokens[i + 1]?.f.pron === 'they' && !before?.f.join) return 'team'
  if (token.f.pron === 'they' && before?.f.person) return undefined
  return pronoun(token, last) ?? (token.f.outsider && before?.f.join ? token.text : undefined)
}

/** 医生, 专家: people of no name speak in their own clause only. */
export const isGeneric = (who: Who): boolean => GENERIC.has(who)

const GENERIC = new Set(
  '医生 专家 领导 老板 技术员 民警 司机 房东 律师 法官 施工方 工作人员 检查组'.split(' '),
)

/** 杨主任说…, 支书讲…: what follows is told of others. */
const TELLS = /^(?:说|讲|告诉|反映)/

/** 台账我补录了: what is spoken of stands before whoever does it. */
const isTopic = (tokens: readonly Token[], i: number): boolean =>
  tokens[i]?.f.noun === true &&
  tokens[i].f.verb !== true &&
  tokens.slice(0, i).every((t) => (t.f.filler ?? t.f.day ?? t.f.part) !== undefined) &&
  tokens[i + 1]?.f.pron === 'self'

export const isNamed = (who: Who): boolean => who !== 'self' && who !== 'team' && who !== 'rest'

/** Who does it and with whom. `whole`: also people named behind the predicate. */
export function actorsOf(tokens: readonly Token[], last: Who | undefined): Actors {
  const actors: Actors = { who: [], with: [], named: [] }
  let list: Who[] | undefined
  let predicate = false
  tokens.forEach((token, i) => {
    const before = tokens[startOfName(tokens, i) - 1]
    const name = nameOf(tokens, i, actors.who.findLast(isNamed) ?? last)
    if (name === undefined) {
      if (token.f.punct !== 'list' && !token.f.join) list = undefined
      if (isPredicate(token) && !token.f.join && !TELLS.test(token.text) && !isTopic(tokens, i))
        predicate = true
      return
    }
    // 派小李去, 让小普值班: who is sent is who goes
    const sent =
      /^(?:让|派|安排|叫|喊|请|由|留)$/.test(before?.text ?? '') && tokens.slice(i + 1).some(isPredicate)
    if (before?.f.object === true && before.f.join !== true && !sent) return
    if (sent && token.f.pron !== 'he' && actors.who.length > 0) actors.who.length = 0
    // 我让他在宿舍睡着
    if (sent && token.f.pron === 'he') {
      if (last !== undefined && isNamed(last)) {
        actors.who.splice(0, actors.who.length, last)
        actors.named.push(last)
      }
      return
    }
    // 李支书陪我们去: the one named leads us, we are who goes
    if (
      before?.f.join &&
      /^(?:陪|带|领|带着|领着|陪着|陪同|叫|喊|约)$/.test(before.text) &&
      (token.f.pron === 'self' || token.f.pron === 'team') &&
      actors.who.length > 0
    ) {
      actors.with.push(...actors.who)
      actors.who.splice(0, actors.who.length, name)
      actors.named.push(name)
      return
    }
    // 杨主任说段书记上山了: the one who tells is not the one told of
    if (
      token.f.person &&
      TELLS.test(tokens[i + 1]?.text ?? '') &&
      tokens.slice(i + 2).some((t) => t.f.person === true || (t.f.pron !== undefined && t.f.pron !== 'he'))
    )
      return
    // 上山的是小万, 三组是老覃去的: whoever stands behind 是 is who does it
    const cleft =
      before?.text === '是' &&
      token.f.pron === undefined &&
      (tokens[i - 2]?.text === '的' || /^去的?$/.test(tokens[i + 1]?.text ?? ''))
    if (cleft) {
      actors.who.splice(0, actors.who.length, name)
      actors.named.push(name)
      return
    }
    // 我是小莫: who speaks says a name
    if (before?.text === '是' && tokens[i - 2]?.f.pron === 'self' && token.f.person) return
    if (before?.f.neg && /^(?:不是|没)/.test(before.text)) return
    // 跟我说, 和书记请假: whom one talks to is no companion
    if (before?.f.join && /^(?:说|讲|汇报|请|联系|反映|打电话|报告)/.test(tokens[i + 1]?.text ?? '')) return
    if (before?.f.punct === 'list' && list) list.push(name)
    else if (before?.f.join) {
      // 带, 陪, 喊 name whom one takes along, which is not asked for
      if (/^(?:带|陪|领|喊|叫|约|配合|协同|伴|随)/.test(before.text)) return
      // 和段书记一起: with; 段书记和我: with too, by the contract
      list = actors.with
      if (!list.includes(name)) list.push(name)
    } else if (!predicate || actors.who.length === 0) {
      // 早上上山的老李没下来
      const seen =
        /^(?:看见|看到|碰到|碰见|遇到|遇见|见到|见着|见)$/.test(before?.text ?? '') &&
        tokens.slice(i + 1).some(isPredicate)
      const described =
        seen ||
        sent ||
        (before?.text === '的' &&
          token.f.person &&
          (i + 1 < tokens.length || tokens[i - 2]?.f.place !== undefined))
      if (predicate && !described && !isSubjectAfter(tokens, i)) return
      // 队里就我一个, 工作队那个小李: the nearer one is meant
      if (actors.who.length === 1 && actors.who[0] === 'team' && name !== 'team') actors.who.length = 0
      // 小李有事我顶班: a second subject that no list joins to the first replaces it
      const apart =
        list === undefined && actors.who.length > 0 && !/^(?:还有|以及|及|加上|加)$/.test(before?.text ?? '')
      if (apart && before !== undefined && before.f.person !== true && before.f.pron === undefined)
        actors.who.length = 0
      list = actors.who
      if (!list.includes(name)) list.push(name)
    } else return
    if (!actors.named.includes(name)) actors.named.push(name)
  })
  actors.named = actors.named.filter((name) => actors.who.includes(name) || actors.with.includes(name))
  return actors
}

/** 值班小普, 留守的是小李, 剩我一个在岗: a subject behind its status, at the end or before another predicate. */
function isSubjectAfter(tokens: readonly Token[], i: number): boolean {
  const rest = tokens.slice(i + 1)
  const head = tokens.slice(0, i)
  const state = head.some(
    (t) => t.f.status === 'in_village' || t.f.status === 'rest' || t.f.status === 'leave',
  )
  const moved = head.some((t) => t.f.go ?? t.f.at ?? t.f.cat)
  if (moved) return false
  const alone = rest.every(
    (t) =>
      t.f.neg === true ||
      t.f.punct === 'list' ||
      t.f.person ||
      t.f.pron !== undefined ||
      t.f.filler ||
      t.f.join,
  )
  return (alone && state) || rest.some((t) => t.f.status !== undefined || t.f.at === true)
}
