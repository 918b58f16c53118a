/** From tokens to clauses: one thing said each, also where nobody typed a comma. */
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
    (token.f.neg === true && token.text.length <= 2))

/** Does the token at `i` open a new clause within an unbroken run of words? */
function opens(tokens: readonly Token[], i: number, current: readonly Token[]): boolean {
  const token = tokens[i]
  const last = current.at(-1)
  if (!token || !last || last.f.punct === 'list') return false
  // 快喊救护车来|我们在大坪子组: nobody comes to whoever is somewhere
  const come =
    /^(?:来|去|过去|回来)$/.test(last.text) &&
    isSubject(token) &&
    (tokens[i + 1]?.f.at ?? tokens[i + 1]?.f.status)
  if (waits(last) && !come) return false
  const complete = current.some((t) => isPredicate(t) && t.f.noun !== true)
  if (!complete) return false
  const next = tokens[i + 1]
  if (isSubject(token)) {
    if (last.f.verb === true && !last.f.status && !last.f.cat) return false
    const follow = tokens
      .slice(i + 1, i + 8)
      .find((t) => !isSubject(t) && !(t.f.join ?? t.f.punct === 'list') && t.f.all !== true)
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
    const follow = tokens.slice(i + 1, i + 5).find((t) => !(t.f.part ?? t.f.clock ?? t.f.filler ?? t.f.day))
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

/** A space is only a breath inside 去 镇上, 段书记 小李 在岗. */
function joins(clause: Token[], next: Token | undefined): boolean {
  const last = clause.at(-1)
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
  const next = tokens[i + 1]
  if (!next || !isSubject(next) || !current.some((t) => isPredicate(t) && t.f.noun !== true)) return false
  const follow = tokens.slice(i + 2, i + 8).find((t) => !isSubject(t) && !(t.f.join ?? t.f.punct === 'list'))
  return follow !== undefined && isPredicate(follow)
}

const RANK = ['run', 'space', 'list', 'close', 'soft', 'open', 'colon', 'hard', 'line']

/** More clauses than anybody says in one message (2,048 bytes): what lies behind stays unread. */
const MOST = 120

/** More words than anybody says in one breath. */
const LONGEST = 48

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
        text: current.map((t) => t.text).join(''),
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
