import type { Fact } from './facts'

/** 「是5户不是3户」 takes the category of the last message's work: of the item with the same unit, else of the first. */
export function withLastCategory(fact: Fact, lastFacts: readonly Fact[] | undefined): Fact {
  if (fact.kind !== 'work' || fact.category !== undefined) return fact
  const items = (lastFacts ?? []).flatMap((last) => (last.kind === 'work' ? [last] : []))
  const category = (items.find(({ unit }) => unit === fact.unit) ?? items[0])?.category
  return category === undefined ? fact : { ...fact, category }
}
