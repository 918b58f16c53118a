import { type Fact, factsOf, understand } from '../../src/understand'

/** A Thursday morning. */
export const AT = Date.parse('2026-08-06T09:20:00+08:00')

/** One line a fact: who, status, place, activity, with, from and until by day and clock. */
export function read(text: string, at = AT): string {
  const clock = (iso: string | undefined): string => (iso === undefined ? '' : iso.slice(5, 16))
  const one = (fact: Fact): string => {
    if (fact.kind === 'safe' || fact.kind === 'not_seen') return `${fact.kind}(${fact.who.join()})`
    if (fact.kind !== 'whereabouts') return fact.kind
    const words = [
      fact.who.join(),
      fact.status,
      fact.place,
      fact.activity,
      fact.with && `+${fact.with.join()}`,
      fact.from && `${clock(fact.from)}…`,
      fact.until && `…${clock(fact.until)}`,
      fact.noSignal === true ? 'silent' : undefined,
    ]
    return words.filter((word) => word !== undefined).join(' ')
  }
  return factsOf(understand(text, at)).map(one).join(' | ')
}
