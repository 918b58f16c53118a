/**
 * What was not understood, for whoever adds words to the policy file: texts with pieces nobody could read, and what members
 * corrected themselves. Read again with today's words, so that what was added disappears from the list. Names and numbers
 * are masked; whatever touches health, help or feedback is left out.
 */
import { readingContext, tellingOf } from '../handle/telling'
import { findPeople, speakerOf } from '../record/people'
import { allNames, textBefore, textsBetween } from '../record/texts'
import type { Runtime } from '../runtime'
import { dayOf } from '../time'
import { type Fact, type FactKind, factsOf, understand } from '../understand'
import type { Message } from '../../entities'
import { masked, namesOf } from './mask'

/** A text, masked, with what was understood of it. */
export interface UnreadText {
  text: string
  /** The pieces no reader used, masked. */
  unread: string[]
  facts: FactKind[]
  /** How many people wrote the same. */
  times: number
}

/** What somebody said, and how it was put right, masked. */
export interface CorrectedText {
  before: string
  correction: string
}

export interface UnreadReport {
  texts: number
  unread: UnreadText[]
  corrected: CorrectedText[]
}

/** Whose words are nobody else's to read. */
const PRIVATE: ReadonlySet<FactKind> = new Set(['health', 'feedback', 'help'])
const TOUCHES_HEALTH =
  /病|疼|痛|药|医院|发烧|感冒|咳|晕|血|伤|吐|拉肚子|胃|心脏|住院|手术|怀孕|体检|头昏|不舒服|难受|意见|投诉|建议/

const isPrivate = (text: string, facts: readonly Fact[]) =>
  TOUCHES_HEALTH.test(text) || facts.some(({ kind }) => PRIVATE.has(kind))

async function readAgain(rt: Runtime, message: Message) {
  const { db } = rt.database
  const { id, at, day, text } = message
  const [person] = message.personId === null ? [] : await findPeople(db, [message.personId])
  const speaker = person === undefined ? null : await speakerOf(db, person, day)
  if (speaker === null || text === null) return null
  const moment = { now: at, day: dayOf(at, rt.timezone), zone: rt.timezone }
  const context = readingContext(await tellingOf(rt, db, moment, id, speaker, text))
  return { text, reading: understand(text, at, context) }
}

/** Everything between two instants that was not fully understood, the most frequent first. */
export async function unreadReport(rt: Runtime, from: number, until: number): Promise<UnreadReport> {
  const { db } = rt.database
  const names = namesOf(await allNames(db))
  const unread = new Map<string, UnreadText>()
  const corrected: CorrectedText[] = []
  let texts = 0
  for await (const message of textsBetween(db, from, until)) {
    const read = await readAgain(rt, message)
    if (read === null) continue
    texts++
    const { text, reading } = read
    const facts = factsOf(reading)
    if (isPrivate(text, facts)) continue
    if (facts.some(({ kind }) => kind === 'correction' || kind === 'withdraw')) {
      const before = await textBefore(db, message)
      if (before !== null && !isPrivate(before, []))
        corrected.push({ before: masked(before, names), correction: masked(text, names) })
    }
    if (reading.unread.length === 0) continue
    const key = masked(text, names)
    const known = unread.get(key)
    if (known !== undefined) known.times++
    else
      unread.set(key, {
        text: key,
        unread: reading.unread.map(({ start, end }) => masked(text.slice(start, end), names)),
        facts: facts.map(({ kind }) => kind),
        times: 1,
      })
  }
  return { texts, unread: [...unread.values()].sort((a, b) => b.times - a.times), corrected }
}
