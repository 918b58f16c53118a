/** What holds of every reading, whatever was written. */
import { isDay } from '../../src/time'
import type { Fact, Reading, ReadingContext } from '../../src/understand'

const COPIED = ['place', 'text', 'reason', 'symptom', 'scope', 'about'] as const
const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/

const strings = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(strings)
      : []

/** Words a fact says that stand neither in the text nor in what was known before it. */
function invented(fact: Fact, text: string, context: ReadingContext): string[] {
  const own = fact as unknown as Record<string, unknown>
  const known = new Set([
    'self',
    'team',
    'rest',
    ...strings(context.lastFacts),
    ...strings(context.asked?.about),
  ])
  return [...COPIED.map((key) => own[key]), own['who'], own['with']]
    .flatMap(strings)
    .filter((word) => word === '' || !(known.has(word) || text.includes(word)))
    .map((word) => `${fact.kind}: 「${word}」 was not said`)
}

const isTime = (value: string): boolean =>
  (ISO.test(value) && !Number.isNaN(Date.parse(value))) || isDay(value)

function wrongTimes(fact: Fact): string[] {
  const own = fact as unknown as Record<string, unknown>
  const said = ['date', 'to', 'from', 'until'].flatMap((key) => strings(own[key]))
  const [start, end] = [strings(own['from'])[0], strings(own['until'] ?? own['to'])[0]]
  const reversed = start !== undefined && end !== undefined && Date.parse(start) > Date.parse(end)
  return [
    ...said.filter((time) => !isTime(time)).map((time) => `${fact.kind}: ${time} is no time`),
    ...(reversed ? [`${fact.kind}: ${start} lies behind ${end}`] : []),
  ]
}

const wrongNumbers = (fact: Fact): string[] => {
  const own = fact as unknown as Record<string, unknown>
  return ['count', 'days']
    .filter((key) => own[key] !== undefined && !(Number.isFinite(own[key]) && Number(own[key]) >= 0))
    .map((key) => `${fact.kind}: ${key} is no number`)
}

/** What is wrong with a reading of a text; nothing, unless `understand` is at fault. */
export function faults(text: string, context: ReadingContext, { facts, unread }: Reading): string[] {
  const spans = [...facts.map(({ span }) => span), ...unread]
  return [
    ...spans
      .filter(({ start, end }) => !(start >= 0 && start < end && end <= text.length))
      .map(({ start, end }) => `the span ${String(start)}–${String(end)} is none of the text`),
    ...facts.flatMap(({ fact }) => [
      ...invented(fact, text, context),
      ...wrongTimes(fact),
      ...wrongNumbers(fact),
    ]),
  ]
}
