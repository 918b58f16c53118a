/** Names are copied as they were written, also those put together from words whose spelling was levelled. */
import type { Fact, Who } from './facts'
import { type Source, written } from './source'

function spelled(name: Who, source: Source): Who {
  if (source.raw.includes(name)) return name
  const at = source.text.indexOf(name)
  return at < 0 ? name : written(source, at, at + name.length)
}

/** The fact with its people as written. */
export function withNamesAsWritten(fact: Fact, source: Source): Fact {
  if ('who' in fact) fact.who = fact.who.map((name) => spelled(name, source))
  if ('with' in fact) fact.with = fact.with.map((name) => spelled(name, source))
  return fact
}
