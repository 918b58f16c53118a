/** Clauses with their scope: who, which day, planned or told, under which heading. */
import type { SpeakerRole, Who } from './facts'
import { type Clause, isPredicate } from './clauses'
import type { Token } from './token'
import type { DayPart, Days } from './vocabulary/features'
import { type Heading, HEADINGS } from './vocabulary/headings'
import type { Now } from './when'

export interface Frame extends Clause {
  who: Who[]
  /** The clause names its subject itself. */
  explicit: boolean
  with: Who[]
  /** Everyone named, joined by whatever word. */
  named: Who[]
  /** The day it is about, when one was said (here or before). */
  day: Days | undefined
  /** The day stands in this very clause. */
  dayHere: boolean
  part: DayPart | undefined
  heading: Heading | undefined
  /** Stands under 明日计划, 存在问题. */
  under: Heading | undefined
  /** Hypothetical, undone or somebody else's news: nothing is read. */
  unreal: boolean
  /** A reader has taken it. */
  taken: boolean
}

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
  if (tokens[i - 3]?.f.join) return i - 2
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
const isGeneric = (who: Who): boolean => GENERIC.has(who)
const GENERIC = new Set(
  '医生 专家 领导 老板 技术员 民警 司机 房东 律师 法官 施工方 工作人员 检查组'.split(' '),
)

const isNamed = (who: Who): boolean => who !== 'self' && who !== 'team' && who !== 'rest'

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
      if (isPredicate(token) && !token.f.join) predicate = true
      return
    }
    // 派小李去, 让小普值班: who is sent is who goes
    const sent =
      /^(?:让|派|安排|叫|喊|请|由|留)$/.test(before?.text ?? '') && tokens.slice(i + 1).some(isPredicate)
    if (before?.f.object === true && before.f.join !== true && !sent) return
    if (sent && token.f.pron !== 'he' && actors.who.length > 0) actors.who.length = 0
    if (sent && token.f.pron === 'he') return
    // 李支书陪我们去: the one named leads us, we are who goes
    if (
      before?.f.join &&
      /^(?:陪|带|领|带着|领着|陪着|陪同|叫|喊|约)$/.test(before.text) &&
      /^(?:self|team)$/.test(name) &&
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
      /^(?:说|讲|告诉|反映|讲的)/.test(tokens[i + 1]?.text ?? '') &&
      tokens.slice(i + 2).some((t) => t.f.person === true || (t.f.pron !== undefined && t.f.pron !== 'he'))
    )
      return
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
      if (predicate && !isSubjectAfter(tokens, i)) return
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

function headingOf(clause: Clause): { heading: Heading | undefined; colon: boolean } {
  const colon = clause.after === 'colon'
  const words = clause.tokens
    .filter((t) => t.f.day === undefined && t.f.part === undefined && t.f.punct !== 'list')
    .map((t) => t.text)
    .join('')
    .replace(/的$/, '')
  if (words === '') return { heading: undefined, colon }
  const heading = HEADINGS.get(words)
  const alone =
    colon ||
    clause.after === 'line' ||
    clause.after === 'close' ||
    clause.after === 'hard' ||
    clause.after === 'end' ||
    clause.after === 'space'
  return { heading: alone ? heading : undefined, colon }
}

/** 周一早上回来: the day of a return is not the day of what follows. */
const isReturnDay = (tokens: readonly Token[]): boolean =>
  tokens.some((t) => t.f.back ?? t.f.arrive) && !tokens.some((t) => t.f.cat ?? t.f.meeting)

/** 学习到7号, 休到月底: the day something ends. */
export function endDayOf(tokens: readonly Token[]): Days | undefined {
  const i = tokens.findIndex(
    (t, k) => t.f.day !== undefined && k > 0 && /[到至]$/.test(tokens[k - 1]?.text ?? ''),
  )
  const day = i < 0 ? undefined : tokens[i]?.f.day
  return day && i + 1 < tokens.length && tokens[i + 1]?.f.place !== undefined ? undefined : day
}

/** The day a clause is about, the end of something left out. */
const dayToken = (tokens: readonly Token[]): Token | undefined => {
  const moved = tokens.find(
    (t, k) =>
      (t.f.day !== undefined &&
        /^(?:改到|改在|改成|推到|推迟到|延到|延期到|挪到)$/.test(
          (tokens[k - 2]?.text ?? '') + (tokens[k - 1]?.text ?? ''),
        )) ||
      (t.f.day !== undefined && /(?:改到|改在|推到|延到|挪到)$/.test(tokens[k - 1]?.text ?? '')),
  )
  if (moved) return moved
  const end = endDayOf(tokens)
  return tokens.find((t) => t.f.day !== undefined && t.f.day !== end)
}

const onlyDays = (tokens: readonly Token[]): boolean => !tokens.some(isPredicate)

interface Running {
  who: Who[] | undefined
  person: Who | undefined
  day: Days | undefined
  /** The line on which the day ends to hold, when it does not hold on. */
  dayLine: number | undefined
  under: Heading | undefined
  part: DayPart | undefined
  partLine: number
  line: number
  waiting: Who[]
  waitingWith: Who[]
  /** The line of the last request for leave: bare days behind it are its own. */
  leaveLine: number
}

/** Whom somebody without a subject speaks of. */
export const defaultWho = (role: SpeakerRole | undefined): Who =>
  role === 'secretary' || role === 'villager' ? 'team' : 'self'

/** Give every clause its scope. */
export function framesOf(clauses: readonly Clause[], now: Now, role: SpeakerRole | undefined): Frame[] {
  const run: Running = {
    who: undefined,
    person: undefined,
    day: undefined,
    dayLine: undefined,
    under: undefined,
    part: undefined,
    partLine: -1,
    line: 0,
    waiting: [],
    waitingWith: [],
    leaveLine: -1,
  }
  return clauses.map((clause) => {
    if (clause.line !== run.line || clause.before === 'hard') {
      run.line = clause.line
      run.who = undefined
      run.waiting = []
      run.waitingWith = []
    }
    if (run.dayLine !== undefined && clause.line > run.dayLine) {
      run.day = undefined
      run.dayLine = undefined
    }
    const { heading } = headingOf(clause)
    const actors = actorsOf(clause.tokens, run.person)
    const bare = !clause.tokens.some((t) => isPredicate(t) && !t.f.join)
    if (
      bare &&
      actors.who.length + actors.with.length > 0 &&
      clause.tokens.every(
        (t) =>
          t.f.person ??
          t.f.pron ??
          t.f.punct ??
          t.f.join ??
          t.f.filler ??
          t.f.day ??
          /^(?:有|还有|就|只有|只剩|只|剩|队|上)$/.test(t.text),
      )
    ) {
      run.waiting.push(...actors.who.filter((w) => w !== 'team' || actors.who.length === 1))
      run.waitingWith = actors.with.length > 0 ? [...actors.with] : run.waitingWith
    } else if (run.waiting.length > 0) {
      // 书记,我妈住院了: one named and then 我 is whom it is said to
      if (
        run.waiting.length === 1 &&
        run.waitingWith.length === 0 &&
        clause.before === 'soft' &&
        /^我/.test(clause.text)
      )
        run.waiting = []
      const more = actors.who.filter((w) => !run.waiting.includes(w))
      // 我跟小杞 毕组长进山: the list behind 跟 goes on
      if (run.waitingWith.length > 0) {
        actors.with = [...run.waitingWith, ...more.filter(isNamed), ...actors.with]
        actors.who = [...run.waiting]
      } else if (actors.who.length > 0) actors.who = [...run.waiting.filter((w) => w !== 'team'), ...more]
      else if (!bare) actors.who = [...run.waiting]
      if (!bare) {
        run.waiting = []
        run.waitingWith = []
      }
    }
    const explicit = actors.who.length > 0
    const first = clause.tokens.find((t) => t.f.filler !== true)
    // 都在村公所, 人都在: nobody named, so everybody
    const everybody =
      !explicit &&
      run.who === undefined &&
      (/^(?:都|全|全都|全部)/.test(first?.text ?? '') ||
        /^人(?:员|些)?(?:都|全|齐)|^[^在去]{0,5}的都/.test(clause.text))
    if (everybody && clause.tokens.some(isPredicate)) run.who = ['team']
    if (explicit && !actors.who.every(isGeneric)) {
      run.who = actors.who
      const person = actors.who.find(isNamed)
      if (person !== undefined) run.person = person
    }
    const spoken = clause.tokens.findLast((t) => t.f.person === true)?.text
    if (!actors.who.some(isNamed) && spoken !== undefined) run.person = spoken
    if (clause.tokens.some((t) => t.f.leave !== undefined)) run.leaveLine = clause.line
    scopeDay(clause, run, now, heading)
    const token = dayToken(clause.tokens)
    const part = clause.tokens.find((t) => t.f.part !== undefined)?.f.part
    if (part) {
      run.part = part
      run.partLine = clause.line
    }
    return {
      tokens: clause.tokens,
      text: clause.text,
      index: clause.index,
      start: clause.start,
      end: clause.end,
      line: clause.line,
      sentence: clause.sentence,
      before: clause.before,
      after: clause.after,
      who: explicit ? actors.who : (run.who ?? [defaultWho(role)]),
      explicit,
      with: actors.with,
      named: actors.named,
      day:
        run.day ??
        (isReturnDay(clause.tokens) && (token?.f.day?.first ?? '') >= now.day ? undefined : token?.f.day),
      dayHere: token !== undefined,
      part: part ?? (run.partLine === clause.line ? run.part : undefined),
      heading,
      under: run.under,
      unreal: false,
      taken: false,
    }
  })
}

function scopeDay(clause: Clause, run: Running, now: Now, heading: Heading | undefined): void {
  const { tokens } = clause
  const token = dayToken(tokens)
  if (heading !== undefined) {
    run.under = heading
    if (token?.f.day)
      run.day = token.f.day.first === now.day ? undefined : pastOrAhead(token.f.day, tokens, now)
    else if (heading === 'plan' && run.day === undefined) run.day = undefined
    run.dayLine = undefined
    return
  }
  if (!token?.f.day) {
    // 这阵在村公所: now is today again
    if (run.day && run.day.last < now.day && /^(?:现在|这阵|这会儿?|目前|此刻)/.test(clause.text))
      run.day = undefined
    return
  }
  const day = pastOrAhead(token.f.day, tokens, now)
  if ((isReturnDay(tokens) && day.first >= now.day) || tokens.some((t) => t.f.left ?? t.f.leave)) return
  if (onlyDays(tokens) && run.leaveLine === clause.line) return
  run.day = day.first === now.day && day.last === now.day ? undefined : day
  if (onlyDays(tokens) && run.under === 'trouble') run.under = undefined
  if (onlyDays(tokens)) {
    run.dayLine =
      clause.after === 'colon' || clause.after === 'line' || clause.after === 'close'
        ? undefined
        : clause.line
    if (day.first <= now.day) run.dayLine = undefined
    if (run.under === 'plan' && day.first <= now.day) run.under = undefined
  } else run.dayLine = day.first > now.day ? clause.line : undefined
}

/** A bare weekday or day of the month is the one before when it is told (补, 了, 过). */
export function pastOrAhead(day: Days, tokens: readonly Token[], now: Now): Days {
  if (day.before === undefined || day.first <= now.day) return day
  const told = tokens.some((t) => t.f.done === true || /[补了过]$/.test(t.text) || t.text.startsWith('补'))
  return told && !tokens.some((t) => t.f.plan) ? { first: day.before, last: day.before } : day
}
