/** Orders in their short form, word, scope, text apart: 点名 青岭镇 地震; 通知(要回) 丛岗村: 明天培训. */
import type { Does, OrderFact } from './facts'
import type { Frame } from './frames'
import { type Scene, add, pieceOf, some } from './scene'
import { isVillage, scopeSpan, scopeText } from './scope'

const VISIT = /^(?:走访|走访慰问|督查|暗访|调研|查岗|走访登记|登记走访|登记)$/
const BEFORE = /^(?:请|紧急|立即|立刻|马上|现在|今天|今晚|安排|登记|补|再|发|个|给|帮|一下|下|平安)+$/
/** 登记一下:红岩村走访,队员…: the doing is no part of what was found. */
const SAID_AGAIN = /^(?:走访|督查|调研|暗访|查岗)(?:了|过|记录|登记|情况)*[::,,。\s]+/
const WANTS = /^(?:要|需|请|须)?(?:回|回复|回话|反馈|收到回)/
export const REASON = /^(?:原因|事由|因为|由于|缘由|理由)(?:是|为)?[::,,\s]*/
/** What may open the text of an order and is no part of it. */
const LEADS: Partial<Record<Does, RegExp>> = { roll_call: REASON, visit: SAID_AGAIN }

/** What the order is, when the clause says that and nothing else. */
function commandOf(frame: Frame): Does | undefined {
  let does: Does | undefined
  for (const { f, text } of frame.tokens) {
    if (f.order !== undefined && !(does === 'notice' && f.order !== 'notice')) does = f.order
    else if (VISIT.test(text)) does = 'visit'
    else if (!(f.filler ?? f.object ?? f.plan ?? f.request ?? f.day) && !BEFORE.test(text)) return undefined
  }
  return does
}

interface Target {
  scope: string | undefined
  /** Where the text begins, and the first clause behind the scope. */
  start: number
  next: number
}

/** The scope that opens the clause at `k`: whole clauses of places and people, or the beginning of one. */
function targetAt(scene: Scene, k: number, does: Does): Target | undefined {
  const { frames } = scene
  const first = frames[k]
  if (!first) return undefined
  const whole = (f: Frame | undefined): boolean => {
    if (!f) return false
    const span = scopeSpan(f.tokens, 0)
    return span?.start === f.start && span.last === f.tokens.length - 1
  }
  let last = k
  if (whole(first)) {
    // 通知 丛岗村 松坡村: … goes on; 走访 丛岗村 张书记 … does not
    while (
      frames[last]?.after === 'space' &&
      whole(frames[last + 1]) &&
      frames[last + 1]?.tokens.every(isVillage)
    )
      last++
    const end = frames[last]?.end ?? first.end
    return { scope: scopeText(scene, { start: first.start, end }), start: end, next: last + 1 }
  }
  const span = scopeSpan(first.tokens, 0)
  const head = first.tokens[0]
  if (!head || span?.start !== head.start) return undefined
  const named = isVillage(head) || head.f.scope === true || does !== 'notice'
  return named ? { scope: scopeText(scene, span), start: span.end, next: k } : undefined
}

/** Where the order's words end: before an order of another kind, else with the message. */
function endOf(scene: Scene, from: number): number {
  const other = scene.frames.findIndex((f, k) => k >= from && commandOf(f) !== undefined)
  return other < 0 ? scene.frames.length : other
}

/** Read the short form at `i`. Gives whether it is one; all it covers is taken. */
export function readShortOrder(i: number, scene: Scene): boolean {
  const { frames } = scene
  const head = frames[i]
  const does = head && commandOf(head)
  if (!does || !/^(?:space|colon|open|soft|close)$/.test(head.after)) return false
  const unknown = scene.context.role === undefined
  let k = i + 1
  while (
    frames[k] &&
    frames[k]?.line === head.line &&
    (frames[k]?.before === 'open' || WANTS.test(frames[k]?.text ?? '')) &&
    k < i + 3
  )
    k++
  const stop = endOf(scene, k)
  const target = k < stop ? targetAt(scene, k, does) : undefined
  if (!target && (does !== 'roll_call' || unknown)) return false
  const rest = frames.slice(k, stop)
  const last = rest.at(-1)
  const counted = rest.find((f) => some(f, (t) => t.f.qty?.count !== undefined))
  if (does === 'visit' && unknown && (!named(frames[k]) || households(rest))) return false
  if (does === 'notice' && unknown && frames[(target?.next ?? k) - 1]?.after !== 'colon') return false
  const fact: OrderFact = { kind: 'order', does }
  if (target?.scope !== undefined) fact.scope = target.scope
  const text = last
    ? pieceOf(scene, target?.start ?? rest[0]?.start ?? head.end, last.end).replace(/^[::\s]+/, '')
    : ''
  if (does === 'spot_check') {
    const count = counted?.tokens.find((t) => t.f.qty?.count !== undefined)?.f.qty?.count
    if (count !== undefined) fact.count = count
  } else if (text !== '') fact.text = text.replace(LEADS[does] ?? '', '')
  add(scene, 'order', fact, head.start, last?.end ?? head.end)
  for (const f of rest) f.taken = true
  return true
}

const named = (frame: Frame | undefined): boolean => frame?.tokens[0]?.f.place === 'village'

/** 走访 丛岗村 5户: a team's own work. */
export const households = (rest: readonly Frame[]): boolean =>
  rest.some((f) => some(f, (t) => t.f.qty !== undefined && /^(?:户|家|户次)$/.test(t.f.qty.unit)))
