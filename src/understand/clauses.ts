/** From tokens to clauses: one thing said each, also where nobody typed a comma. */
import { asksMore } from './asking'
import { isPredicate, isSubject, opens, waits } from './openings'
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
  /** A list number stands before it. */
  numbered: boolean
  /** What stands before it; `run` where nothing does. */
  before: NonNullable<Features['punct']> | 'run' | 'start'
  /** What stands after it. */
  after: NonNullable<Features['punct']> | 'run' | 'end'
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

/** 1、 (二) ③: what numbers an item of a list. */
const NUMBER = /[\d一二三四五六七八九十①-⑽]/

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
  let numbered = false
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
        numbered,
        before,
        after,
      })
      current = []
      numbered = false
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
    if (punct === 'hard' && NUMBER.test(token.text)) numbered = true
    if (punct === 'line') line++
    if (punct === 'line' || punct === 'hard') sentence++
  })
  if (clauses.length < MOST) close('end')
  return clauses
}
