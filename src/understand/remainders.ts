/** What is left of what: 还有6户没讲, 剩余12户明天核完. */
import type { WorkCategory, WorkFact } from './facts'
import { type Frame } from './frames'
import { segmentStart } from './labels'
import type { Draft, Scene } from './scene'
import type { Token } from './token'

/** 宣讲了19户,代缴医保11人,还有6户没讲: what is left is left of what was counted in the same unit. */
export function leftOf(
  scene: Scene,
  frame: Frame,
  item: Draft<WorkFact>,
  unit: string,
): WorkCategory | undefined {
  if (item.fact.unit === unit) return item.fact.category
  const line = scene.frames.find((f) => f.line === frame.line)?.start ?? 0
  const same = scene.drafts.findLast(
    (d): d is Draft<WorkFact> => d.fact.kind === 'work' && d.start >= line && d.fact.unit === unit,
  )
  return (same ?? item).fact.category
}

/** 还有6户没走: the work that is left is denied, and named all the same. */
export function behindLeft(
  tokens: readonly Token[],
  i: number,
): { cat: WorkCategory; hint: boolean } | undefined {
  const token = tokens.slice(i + 1).find((t) => t.f.cat !== undefined || t.f.qty !== undefined)
  return token?.f.cat === undefined ? undefined : { cat: token.f.cat, hint: (token.f.weight ?? 0) < 2 }
}

/** 未开工2户, 还没整改3块. */
const UNDONE =
  /(?:未|没|没有|尚未|还没|还未)(?:开工|动工|完成|办结|竣工|完工|整改|化解|核查?|走访?|缴费?|办理?|验收|销号|入户|排查|调解|到位|复耕|核实)$/

/** Is this number called what is left: 剩5块, 待核4块, 其余4户? */
export function isRest(tokens: readonly Token[], i: number, since: number): boolean {
  for (let k = i - 1; k > since; k--) {
    const token = tokens[k]
    if (token?.f.qty) break
    if (token?.f.left || token?.f.pron === 'rest') return true
  }
  return false
}

/** Is it said to be undone: 3户没走, 未开工2户? */
export function isUndone(tokens: readonly Token[], i: number, since: number): boolean {
  const before = tokens.slice(segmentStart(tokens, i, since), i)
  if (UNDONE.test(before.map((t) => t.text).join(''))) return true
  const next = tokens[i + 1]
  const after = tokens[i + 2]
  if (next?.f.left === true && /^(?:没|未|待)/.test(next.text)) return true
  // 还有2个没弄成
  if (next?.f.failed === true && /^(?:没|未)/.test(next.text)) return true
  return (
    next?.f.neg === true &&
    /^(?:还)?(?:没|没有|未|没得)/.test(next.text) &&
    (after?.f.cat !== undefined || after?.f.verb === true || after === undefined)
  )
}
