/** What is left of what: 还有6户没讲, 剩余12户明天核完. */
import type { WorkCategory, WorkFact } from './facts'
import { type Frame } from './frames'
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
