import { LessThan, MoreThanOrEqual } from 'typeorm'
import { CheckIn, Message, type Statement, WorkItem } from '../../entities'
import { isKept, type KeptFact } from '../record/statements'
import { lastSaid, supersede, supersedeMessage } from '../record/superseding'
import { dropDeclared, takeBack } from '../search/reopen'
import type { ReadFact } from '../understand/facts'
import { resolveWho, type Telling } from './telling'

const HOUR = 3_600_000

/** The speaker's last message within the policy's hours that carried facts. */
export async function lastWithFacts({
  rt,
  db,
  moment,
  messageId,
  speaker,
}: Telling): Promise<Message | null> {
  const since = moment.now - rt.policy.correction.withinHours * HOUR
  return db.findOne(Message, {
    where: {
      personId: speaker.person.id,
      carriedFacts: true,
      at: MoreThanOrEqual(since),
      id: LessThan(messageId),
    },
    order: { at: 'DESC', id: 'DESC' },
  })
}

/** Takes the last message back whole. Null: there is nothing to take back. */
export async function withdraw(telling: Telling): Promise<Message | null> {
  const last = await lastWithFacts(telling)
  if (last === null) return null
  const { db, moment, messageId, speaker } = telling
  await supersedeMessage(db, last.id, { messageId, at: moment.now })
  await takeBack(db, last.id, moment, { messageId, personId: speaker.person.id })
  await db.update(Message, { id: last.id }, { carriedFacts: false })
  return last
}

/**
 * Makes room for the facts beside a correction: of each kind, what they replace in the speaker's last message of that
 * kind. A count replaces the counts of its category, a whereabouts those of the same people; when nothing of the
 * kind matches that closely, all of the kind is replaced.
 * Returns the facts with a category where the text left it out.
 */
export async function correct(telling: Telling, facts: readonly ReadFact[]): Promise<ReadFact[]> {
  const { rt, db, moment, messageId, speaker } = telling
  const since = moment.now - rt.policy.correction.withinHours * HOUR
  const by = { messageId, at: moment.now }
  const corrected: ReadFact[] = []
  for (const kind of new Set(facts.flatMap(({ fact }) => (isKept(fact) ? [fact.kind] : [])))) {
    const before = await lastSaid(db, kind, speaker.person.id, since, messageId)
    const replaced = new Map<number, Statement>()
    for (const read of facts) {
      if (!isKept(read.fact) || read.fact.kind !== kind) continue
      const fact = completed(read.fact, before)
      corrected.push({ ...read, fact })
      for (const row of await matching(telling, fact, before)) replaced.set(row.id, row)
    }
    await supersede(db, kind, [...replaced.keys()], by)
    if (kind !== 'whereabouts') continue
    const messages = new Set([...replaced.values()].map((row) => row.messageId))
    for (const id of messages) await dropDeclared(db, id, moment, { messageId, personId: speaker.person.id })
  }
  return [...facts.filter(({ fact }) => !isKept(fact)), ...corrected]
}

/** 「是5户不是3户」 takes the category of the last message: of the item with the same unit, else of the first. */
function completed(fact: KeptFact, before: readonly Statement[]): KeptFact {
  if (fact.kind !== 'work' || fact.category !== undefined) return fact
  const items = before.filter((row): row is WorkItem => row instanceof WorkItem)
  const item = items.find((row) => row.unit === fact.unit) ?? items[0]
  return item === undefined ? fact : { ...fact, category: item.category as NonNullable<typeof fact.category> }
}

async function matching(
  telling: Telling,
  fact: KeptFact,
  before: readonly Statement[],
): Promise<readonly Statement[]> {
  const close = await closest(telling, fact, before)
  return close.length > 0 ? close : before
}

async function closest(
  telling: Telling,
  fact: KeptFact,
  before: readonly Statement[],
): Promise<readonly Statement[]> {
  if (fact.kind === 'work')
    return before.filter((row) => row instanceof WorkItem && row.category === fact.category)
  if (fact.kind !== 'whereabouts') return before
  const { subjects } = await resolveWho(telling, fact.who, new Set())
  const ids = new Set(subjects.map(({ id }) => id))
  return before.filter((row) => row instanceof CheckIn && ids.has(row.subjectId))
}
