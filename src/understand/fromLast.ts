import type { Fact, WorkCategory } from './facts'
import type { Frame } from './frames'
import type { Scene } from './scene'

/** 「是5户不是3户」 takes the category of the last message's work: of the item with the same unit, else of the first. */
export function withLastCategory(fact: Fact, lastFacts: readonly Fact[] | undefined): Fact {
  if (fact.kind !== 'work' || fact.category !== undefined) return fact
  const items = (lastFacts ?? []).flatMap((last) => (last.kind === 'work' ? [last] : []))
  const category = (items.find(({ unit }) => unit === fact.unit) ?? items[0])?.category
  return category === undefined ? fact : { ...fact, category }
}

/** 刚才那条走访的户数写错了,不是21户,是12户: the work the correction itself names. */
export const meantBefore = (scene: Scene, frame: Frame): WorkCategory | undefined =>
  scene.frames
    .filter((f) => f.line === frame.line && f.index < frame.index)
    .flatMap((f) => f.tokens)
    .findLast((t) => t.f.cat !== undefined && (t.f.weight ?? 0) >= 2)?.f.cat
