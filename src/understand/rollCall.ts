/** Roll calls: whom they are for, and why. */
import { audienceOf } from './audience'
import type { OrderFact } from './facts'
import type { Frame } from './frames'
import { type Scene, add, pieceOf, some } from './scene'
import { SCOPE_WORD, isVillage, scopeSpan, scopeText } from './scope'
import { REASON } from './shortOrder'
import type { Token } from './token'

/** Why one calls the roll, said without a role: 地震, 山洪. */
const EVENT = /失联|断联|演练|地震|震|原因|事由|汛|雨|洪|水|预警|突发|泥石流|滑坡|塌|火|雪|冰雹|大风|险/

/** 点名!范围就龙竹镇: the scope stands in the clause behind. */
function scopeBehind(next: Frame | undefined, frame: Frame): Frame | undefined {
  return next?.line === frame.line && /^(?:范围|对象)/.test(next.text) ? next : undefined
}

/** 失联两天了 behind the call, 地震了 before it: why it is called. */
export function reasonOf(scene: Scene, rest: readonly Frame[], from: number | undefined): string {
  const last = rest.at(-1)
  const reason =
    from !== undefined && last !== undefined && from < last.end
      ? pieceOf(scene, from, last.end)
          .replace(/^的(?![一-鿿])/, '')
          .replace(REASON, '')
      : ''
  if (/名单|发我|发给我|汇总|报给我/.test(reason)) return ''
  return scene.context.role === 'supervisor' || EVENT.test(reason) ? reason : ''
}

/** Read a roll call in the frame at `i`; takes all it covers. */
export function rollCall(frame: Frame, i: number, scene: Scene): boolean {
  const ranged = scopeBehind(scene.frames[i + 1], frame)
  const { tokens } = ranged ?? frame
  const first = tokens.findIndex(
    (t) =>
      (t.f.place !== undefined && t.text.length > 1) ||
      SCOPE_WORD.test(t.text) ||
      t.f.scope === true ||
      t.f.person === true,
  )
  const following = scene.frames.slice(i + 1 + (ranged ? 1 : 0))
  if (ranged) ranged.taken = true
  const stop = following.findIndex((f) => some(f, (t) => t.f.order !== undefined || t.f.ask === true))
  const rest = stop < 0 ? following : following.slice(0, stop)
  const here = groupSpan(scene, tokens, first) ?? (first < 0 ? undefined : scopeSpan(tokens, first))
  // 对山区四个村点名:阿朵村、红岩村: the list says it better
  const listed = frame.after === 'colon' ? openingScope(rest[0]) : undefined
  const behind = listed ?? (here === undefined ? openingScope(rest[0]) : undefined)
  const scope = scopeText(scene, behind ?? here)
  const fact: OrderFact = { kind: 'order', does: 'roll_call' }
  if (scope !== undefined) fact.scope = scope
  let end = behind?.end ?? frame.end
  const from = behind?.end ?? rest[0]?.start
  const last = rest.at(-1)
  const reason = reasonOf(scene, rest, from)
  if (reason !== '') {
    fact.text = reason
    end = last?.end ?? end
  }
  const near = scene.frames[i - 1]
  const before = near?.line === frame.line && !near.taken && !some(near, asksOrOrders) ? near : undefined
  const drill = before !== undefined && /^(?:这是|开展|应急|防汛|地震|防灾)*演练$/.test(before.text)
  const marked = scene.source.text.indexOf('演练', drill ? before.start : frame.start)
  if ((drill || /演练/.test(frame.text)) && marked >= 0 && !/演练/.test(fact.text ?? ''))
    fact.text = pieceOf(scene, marked, marked + 2)
  else if (before && fact.text === undefined && EVENT.test(before.text)) {
    // 石门坎村下暴雨,点个名: where and why stand before it
    fact.text = pieceOf(scene, before.start, before.end)
    before.taken = true
  }
  const named = before && fact.scope === undefined ? scopeBefore(scene, before) : undefined
  if (named !== undefined) fact.scope = named
  for (const f of rest) if (f.start < end) f.taken = true
  add(scene, 'order', fact, frame.start, end)
  return true
}

const asksOrOrders = (t: Token): boolean => t.f.ask === true || t.f.order !== undefined

/** 石门坎村下暴雨,点个名; 核实一下清水镇所有队员,点个名: the place the clause before begins with or names. */
function scopeBefore(scene: Scene, before: Frame): string | undefined {
  const first = before.tokens.findIndex((t) => isVillage(t) || t.f.scope === true)
  const span =
    groupSpan(scene, before.tokens, first) ?? (first < 0 ? undefined : scopeSpan(before.tokens, first))
  return scopeText(scene, span)
}

/** 沿江三个村, 没报的队: a group that begins before the first place or person. */
function groupSpan(
  scene: Scene,
  tokens: readonly Token[],
  first: number,
): { start: number; end: number } | undefined {
  const before = tokens.slice(0, first < 0 ? tokens.length : first + 1)
  for (const token of before) {
    const group = audienceOf(scene.source.text.slice(token.start, token.start + 40))
    if (group) return { start: token.start, end: token.start + group.length }
  }
  return undefined
}

/** 紧急点名!青岭镇 山洪: the place opens the next breath. */
function openingScope(frame: Frame | undefined): { start: number; end: number } | undefined {
  const span = frame === undefined ? undefined : scopeSpan(frame.tokens, 0)
  return span?.start === frame?.tokens[0]?.start ? span : undefined
}
