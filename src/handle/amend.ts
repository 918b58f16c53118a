import { CheckIn, Message, type Statement, WorkItem } from '../../entities'
import { forgetCare } from '../record/care'
import { lastWithFacts } from '../record/messages'
import { isKept, type KeptFact } from '../record/statements'
import { lastSaid, supersede, supersedeMessage } from '../record/superseding'
import { dropDeclared, reopenSettledBy } from '../search/reopen'
import type { FactOf, ReadFact } from '../understand/facts'
import { resolveWho, type Telling } from './telling'

const HOUR = 3_600_000

/** The speaker's last message within the policy's hours that carried facts. */
export const lastOf = ({ rt, db, moment, messageId, speaker }: Telling): Promise<Message | null> =>
  lastWithFacts(db, speaker.person.id, {
    since: moment.now - rt.policy.correction.withinHours * HOUR,
    until: moment.now,
    before: messageId,
  })

/** Takes the last message back whole. Null: there is nothing to take back. */
export async function withdraw(telling: Telling): Promise<Message | null> {
  const last = await lastOf(telling)
  if (last === null) return null
  const { rt, db, moment, messageId, speaker } = telling
  await supersedeMessage(db, last.id, { messageId, at: moment.now })
  const by = { messageId, personId: speaker.person.id }
  await dropDeclared(db, last.id, moment, by, { outcome: 'withdrawn', news: '本人撤回了那句话。' })
  await reopenSettledBy(rt, db, last.id, moment)
  await forgetCare(db, last.id)
  await db.update(Message, { id: last.id }, { carriedFacts: false })
  return last
}

/** A correction: the facts beside it, and the whereabouts they replaced, by message. */
export interface Correction {
  facts: ReadFact[]
  replaced: Map<number, Set<number>>
}

/**
 * Makes room for the facts beside a correction: of each kind, what they replace in the speaker's last message of that
 * kind. A count replaces the counts of its category, a whereabouts those of the same people; when nothing of the
 * kind matches that closely, all of the kind is replaced. What the text leaves out is taken from what it corrects.
 */
export async function correct(telling: Telling, facts: readonly ReadFact[]): Promise<Correction> {
  const { rt, db, moment, messageId, speaker } = telling
  const since = moment.now - rt.policy.correction.withinHours * HOUR
  const corrected: ReadFact[] = []
  const replaced = new Map<number, Set<number>>()
  for (const kind of new Set(facts.flatMap(({ fact }) => (isKept(fact) ? [fact.kind] : [])))) {
    const before = await lastSaid(db, kind, speaker.person.id, since, messageId)
    const rows = new Map<number, Statement>()
    for (const read of facts) {
      if (!isKept(read.fact) || read.fact.kind !== kind) continue
      const fact = completed(read.fact, before)
      corrected.push({ ...read, fact })
      for (const row of await matching(telling, fact, before)) rows.set(row.id, row)
    }
    await supersede(db, kind, [...rows.keys()], { messageId, at: moment.now })
    await dropReplaced(telling, [...rows.values()], replaced)
  }
  return { facts: [...facts.filter(({ fact }) => !isKept(fact)), ...corrected], replaced }
}

/** Returns declared by whereabouts that no longer hold are not expected any more. */
async function dropReplaced(
  { db, moment, messageId, speaker }: Telling,
  rows: readonly Statement[],
  replaced: Correction['replaced'],
): Promise<void> {
  const gone = rows.filter((row): row is CheckIn => row instanceof CheckIn)
  for (const id of new Set(gone.map((row) => row.messageId))) {
    const ofMessage = gone.filter((row) => row.messageId === id)
    const people = new Set(ofMessage.flatMap(({ subjectId }) => subjectId ?? []))
    replaced.set(id, people)
    const factNos = new Set(ofMessage.map(({ factNo }) => factNo))
    const by = { messageId, personId: speaker.person.id }
    const how = { outcome: 'corrected', news: '本人更正了刚才的话。', people, factNos }
    await dropDeclared(db, id, moment, by, how)
  }
}

/** After the corrected facts were told: searches that only the old ones had ended go on. */
export async function reconsider({ rt, db, moment }: Telling, { replaced }: Correction): Promise<void> {
  for (const [id, people] of replaced) await reopenSettledBy(rt, db, id, moment, people)
}

function completed(fact: KeptFact, before: readonly Statement[]): KeptFact {
  if (fact.kind === 'work' && fact.category === undefined) return withCategory(fact, before)
  if (fact.kind === 'whereabouts' && fact.status === undefined) return withTrip(fact, before)
  return fact
}

/** 「是5户不是3户」 takes the category of the last message: of the item with the same unit, else of the first. */
function withCategory(fact: FactOf<'work'>, before: readonly Statement[]): KeptFact {
  const items = before.filter((row): row is WorkItem => row instanceof WorkItem)
  const item = items.find((row) => row.unit === fact.unit) ?? items[0]
  return item === undefined ? fact : { ...fact, category: item.category as NonNullable<typeof fact.category> }
}

const companionsOf = ({ companions }: CheckIn) => companions?.split('、') ?? []

/** Rows of one fact that say who went, without those who went along. */
const leading = (rows: readonly CheckIn[]) =>
  rows.filter((row) => !companionsOf(row).includes(row.subjectName))

/** 「更正,7点前回」 is the trip of the last message with another time. */
function withTrip(fact: FactOf<'whereabouts'>, before: readonly Statement[]): KeptFact {
  const rows = before.filter((row): row is CheckIn => row instanceof CheckIn && row.status !== null)
  const isOwn = fact.who.length === 1 && fact.who[0] === 'self'
  const about = isOwn ? rows : rows.filter(({ subjectName }) => fact.who.includes(subjectName))
  const first = about.find((row) => row.untilAt !== null) ?? about[0]
  if (first === undefined) return fact
  const along = companionsOf(first)
  const said = {
    status: first.status as NonNullable<typeof fact.status>,
    ...(first.place === null ? {} : { place: first.place }),
    ...(first.activity === null ? {} : { activity: first.activity as NonNullable<typeof fact.activity> }),
    ...(first.noSignal ? { noSignal: true as const } : {}),
    ...(along.length === 0 ? {} : { with: along }),
  }
  if (!isOwn) return { ...said, ...fact }
  const trip = leading(rows.filter(({ factNo }) => factNo === first.factNo))
  const who = trip.map(({ subjectName }) => (subjectName === '我' ? 'self' : subjectName))
  return { ...said, ...fact, who }
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
  const { subjects } = await resolveWho(telling, [...fact.who, ...(fact.with ?? [])], new Set())
  const ids = new Set(subjects.map(({ id }) => id))
  const rows = before.filter((row): row is CheckIn => row instanceof CheckIn)
  const isMeant = (row: CheckIn) => ids.has(row.subjectId)
  // Whoever went along with them is where the correction says, or nowhere.
  return rows.filter((row) => {
    const lead = leading(rows.filter(({ factNo }) => factNo === row.factNo))
    return isMeant(row) || (lead.length > 0 && lead.every(isMeant))
  })
}
