/** From tokens to clauses: one thing said each, also where nobody typed a comma. */
import { asksAnew, asksLeave, asksMore } from './asking'
import { charSet, isAt } from './charset'
import { isPlain, type Token } from './token'
import type { Features } from './vocabulary/features'

export interface Clause {
  tokens: Token[]
  /** The words of its tokens, run together. */
  text: string
  /** Where it stands among the clauses. */
  index: number
  start: number
  end: number
  line: number
  /** Counts on at 。;! and list numbers. */
  sentence: number
  /** What stands before it; `run` where nothing does. */
  before: NonNullable<Features['punct']> | 'run' | 'start'
  /** What stands after it. */
  after: NonNullable<Features['punct']> | 'run' | 'end'
}

/** A word that could be what a clause is about. */
export const isPredicate = ({ f }: Token): boolean =>
  Boolean(
    f.status ??
      f.go ??
      f.at ??
      f.back ??
      f.cat ??
      f.meeting ??
      f.leave ??
      f.symptom ??
      f.help ??
      f.safe ??
      f.unseen ??
      f.silent ??
      f.correct,
  ) || f.verb === true

const isSubject = ({ f }: Token): boolean => f.person === true || f.pron !== undefined

/** Nothing is complete after these: 去|镇上, 和|李组长, 没|下组. */
const waits = (token: Token | undefined): boolean =>
  token !== undefined &&
  (((token.f.go ?? token.f.at ?? token.f.join ?? token.f.object ?? token.f.left ?? token.f.among) === true &&
    token.f.back !== true) ||
    (token.f.neg === true && token.f.failed !== true && token.text.length <= 2))

/** 还, 今天, 下午3点: it only sets what follows. */
const isSetting = ({ f }: Token): boolean =>
  (f.filler ?? f.day ?? f.part ?? f.clock) !== undefined && f.verb !== true

const NEXT = /^(?:然后|另外|接着|随后|再就是|再一个|之后|完后|顺便|顺道|顺路|最后|同时|此外)$/
const AGAIN = /^(?:还|又|再)$/

/** 走访5户|然后代办医保2件, 开会1场|还调解纠纷1起: one thing done after another, nothing between. */
function goesOn(tokens: readonly Token[], i: number, current: readonly Token[]): boolean {
  const word = tokens[i]
  const next = tokens.slice(i + 1, i + 3).find((t) => t.f.filler !== true)
  if (!word || !next || next.f.among === true) return false
  const does = next.f.cat ?? next.f.status ?? next.f.go ?? next.f.at ?? next.f.object ?? next.f.verb
  const counted = current.some((t) => t.f.qty?.count !== undefined && t.f.qty.unit !== '')
  if (AGAIN.test(word.text)) return counted && does !== undefined
  return NEXT.test(word.text) && (does !== undefined || next.f.day !== undefined || next.f.part !== undefined)
}

/** 快喊救护车来|我们在大坪子组: nobody comes to whoever is somewhere. */
const comes = (last: Token, { f }: Token, next: Token | undefined): boolean =>
  /^(?:来|去|过去|回来)$/.test(last.text) &&
  (f.day !== undefined ||
    ((f.person === true || f.pron !== undefined) &&
      (next?.f.at ?? next?.f.status ?? next?.f.symptom) !== undefined))

const ASKS_WHO = charSet('谁哪')

/** Does the token at `i` open a new clause within an unbroken run of words? */
function opens(tokens: readonly Token[], i: number, current: readonly Token[]): boolean {
  const token = tokens[i]
  const last = current.at(-1)
  if (!token || !last || last.f.punct === 'list') return false
  // 好的收到|我和小番下组: nothing but the word, and somebody does something
  if (isSubject(token) && current.every((t) => t.f.ack === true && t.text.length > 1)) return true
  // 收到👌|人已经在车上
  if (last.text === '👌' && token.f.ack !== true) return true
  if (waits(last) && !comes(last, token, tokens[i + 1])) return false
  if (asksAnew(tokens, i, current)) return true
  // 谁没报|谁请假: one question after another
  if (
    current.length > 1 &&
    isAt(ASKS_WHO, token.text, 0) &&
    /^(?:谁|哪些人?$|哪几个$)/.test(token.text) &&
    current.some((t) => t.f.ask === true)
  )
    return true
  // 本来讲9点到|现在怕要11点
  const unmade = current.some((t) => t.f.unreal === true)
  if (unmade && current.length > 1 && /^(?:现在|这阵|这会儿?|结果|后来|最后)$/.test(token.text)) return true
  const complete = current.some((t) => isPredicate(t) && t.f.noun !== true)
  if (!complete) return false
  // 本来要去县里也没去成|在办公室填报表
  if (last.f.failed === true && (token.f.at ?? token.f.status) !== undefined) return true
  // 我在县里学习呢|你们问我我也不知道
  if (/^你们?$/.test(token.text) && tokens[i + 1]?.text !== '的') return true
  if (asksLeave(tokens, i, current) || goesOn(tokens, i, current)) return true
  const next = tokens[i + 1]
  if (isSubject(token)) {
    // 早上上山的|老李 is one
    if (last.text === '的' && (current.at(-2)?.f.status ?? current.at(-2)?.f.go ?? current.at(-2)?.f.place))
      return false
    if (last.f.verb === true && !last.f.status && !last.f.cat) return false
    const follow = tokens
      .slice(i + 1, i + 8)
      .find((t) => !isSubject(t) && !(t.f.join ?? t.f.punct === 'list') && t.f.all !== true && !isSetting(t))
    if (
      token.f.pron === undefined &&
      last.f.cat !== undefined &&
      last.f.noun !== true &&
      last.f.status === undefined
    )
      return false
    return follow !== undefined && isPredicate(follow) && !(follow.f.noun ?? false)
  }
  if (
    token.f.day !== undefined ||
    (token.f.part !== undefined && next?.f.clock === undefined && token.f.part.clock === undefined)
  ) {
    if (current.some((t) => t.f.left)) return false
    // 去省城开会了|周五才回来, 在市里培训|后天再回
    if (
      token.f.day &&
      (/^才[回来到上]/.test(next?.text ?? '') || (/^[才再]$/.test(next?.text ?? '') && tokens[i + 2]?.f.back))
    )
      return true
    const follow = tokens
      .slice(i + 1, i + 6)
      .find((t) => !isSetting(t) && !(t.f.pron ?? t.f.person ?? t.f.plan) && !/^(?:接着|继续)$/.test(t.text))
    return (
      follow !== undefined &&
      isPredicate(follow) &&
      !follow.f.back &&
      !current.some((t) => t.f.leave) &&
      !follow.f.leave
    )
  }
  return false
}

/** A space is only a breath inside 去 镇上, 段书记 小李 在岗, 走访 13. */
function joins(clause: Token[], next: Token | undefined): boolean {
  const last = clause.at(-1)
  if ((last?.f.weight ?? 0) > 1 && next?.f.qty?.count !== undefined) return true
  // 11点到 太晚了不用等我
  if (last?.f.arrive === true && clause.at(-2)?.f.clock !== undefined) return false
  // 刀书记腰疼没去 在办公室坐着
  if (/^(?:没|不|未|没有)(?:去|来|走|到|回|上)$/.test(last?.text ?? '') && next?.f.at === true) return false
  return (
    waits(last) &&
    last?.f.object !== true &&
    last?.f.status === undefined &&
    next !== undefined &&
    (next.f.place !== undefined ||
      next.f.cat !== undefined ||
      next.f.meeting === true ||
      isPlain(next) ||
      (last?.f.join === true && isSubject(next)) ||
      (last?.f.neg === true && next.f.punct === undefined && !isSubject(next)))
  )
}

/** 时队长去查管子、老白到镇上: two statements that 、 keeps apart. */
function parts(tokens: readonly Token[], i: number, current: readonly Token[]): boolean {
  if (asksMore(tokens, i, current)) return true
  const next = tokens[i + 1]
  // 明后天轮休、下周一去镇上开会
  if (next?.f.day && current.some((t) => t.f.day) && current.some((t) => t.f.status ?? t.f.meeting))
    return tokens.slice(i + 2, i + 4).some((t) => t.f.go ?? t.f.at ?? t.f.status)
  if (!next || !isSubject(next) || !current.some((t) => isPredicate(t) && t.f.noun !== true)) return false
  const follow = tokens.slice(i + 2, i + 8).find((t) => !isSubject(t) && !(t.f.join ?? t.f.punct === 'list'))
  return follow !== undefined && isPredicate(follow)
}

const RANK = ['run', 'space', 'list', 'close', 'soft', 'open', 'colon', 'hard', 'line']

/** More clauses than anybody says in one message (2,048 bytes): what lies behind stays unread. */
const MOST = 120

/** More words than anybody says in one breath. */
const LONGEST = 48

/** Words run together. */
function textOf(tokens: readonly Token[]): string {
  let text = ''
  for (const token of tokens) text += token.text
  return text
}

/** Split tokens into clauses. */
export function clausesOf(tokens: readonly Token[]): Clause[] {
  const clauses: Clause[] = []
  let current: Token[] = []
  let before: Clause['before'] = 'start'
  let line = 0
  let sentence = 0
  const close = (after: Clause['after']): void => {
    const [first, last] = [current[0], current.at(-1)]
    if (first && last) {
      clauses.push({
        tokens: current,
        text: textOf(current),
        index: clauses.length,
        start: first.start,
        end: last.end,
        line,
        sentence,
        before,
        after,
      })
      current = []
      before = 'run'
    }
  }
  tokens.forEach((token, i) => {
    if (clauses.length >= MOST) return
    const { punct } = token.f
    if (punct === 'list') {
      if (parts(tokens, i, current)) close('soft')
      else if (current.length > 0 && current.length < LONGEST) current.push(token)
      return
    }
    if (punct === 'space' && joins(current, tokens[i + 1])) return
    if (punct === undefined) {
      if (current.length >= LONGEST || opens(tokens, i, current)) close('run')
      current.push(token)
      return
    }
    close(punct)
    if (before === 'start' || RANK.indexOf(punct) > RANK.indexOf(before)) before = punct
    if (punct === 'line') line++
    if (punct === 'line' || punct === 'hard') sentence++
  })
  if (clauses.length < MOST) close('end')
  return clauses
}

/** What a clause says, without fillers and unknown pieces. */
export const meaningful = (clause: Clause): Token[] =>
  clause.tokens.filter((t) => t.f.filler !== true && !isPlain(t))
