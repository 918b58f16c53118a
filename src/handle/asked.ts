import { Between, In, IsNull, LessThan, MoreThan, MoreThanOrEqual, Not } from 'typeorm'
import { Case, Message, OutboundMessage, Person } from '../../entities'
import { casefileOf } from '../search/casefile'
import type { AskedQuestion } from '../understand/facts'
import { isDeclared } from '../wording/alarms'
import { list } from '../wording/people'
import type { Telling } from './telling'

const DAY = 86_400_000
/** Later words are about something else. */
const ANSWERED_WITHIN = 2 * 3_600_000

/** A question a ladder has open with somebody. */
export interface OpenAsk {
  case: Case
  askedAt: number
}

/** The gravest, then newest question a ladder has open with this person: what a bare 在 or 1 answers. */
export async function openAsk({ db, moment, speaker }: Telling): Promise<OpenAsk | null> {
  const asks = await db.find(OutboundMessage, {
    where: {
      personId: speaker.person.id,
      purpose: 'ask',
      queuedAt: Between(moment.now - DAY + 1, moment.now),
      caseId: Not(IsNull()),
      state: Not('dropped'),
    },
    order: { id: 'DESC' },
    take: 50,
  })
  const ids = asks.flatMap(({ caseId }) => (caseId === null ? [] : [caseId]))
  if (ids.length === 0) return null
  const open = await db.findBy(Case, { id: In(ids), state: In(['open', 'resting']) })
  const newest = (a: Case, b: Case) => ids.indexOf(a.id) - ids.indexOf(b.id)
  const [first] = open.sort(
    (a, b) => Number(a.kind === 'morning') - Number(b.kind === 'morning') || newest(a, b),
  )
  const asked = asks.find(({ caseId }) => caseId === first?.id)
  return first === undefined || asked === undefined ? null : { case: first, askedAt: asked.queuedAt }
}

/** Whom that question is about, for reading the answer. */
export async function askedContext({ db, moment, speaker }: Telling, found: Case): Promise<AskedQuestion> {
  if (found.kind === 'morning') return { about: 'team', kind: 'where' }
  const { missing } = await casefileOf(db, found, moment)
  const kind = isDeclared(found) ? 'return' : 'where'
  const isMissing = missing.some(({ person }) => person.id === speaker.person.id)
  return { about: isMissing ? 'self' : missing.map(({ person }) => person.name), kind }
}

/** Whom a question about silent days was about, for the first words after it. */
export async function askedOfSilent({
  db,
  moment,
  speaker,
  messageId,
}: Telling): Promise<AskedQuestion | null> {
  const me = speaker.person.id
  const since = MoreThan(moment.now - ANSWERED_WITHIN)
  const ask = await db.findOne(OutboundMessage, {
    where: {
      personId: me,
      purpose: 'ask',
      queuedAt: since,
      caseId: IsNull(),
      state: Not('dropped' as const),
    },
    order: { id: 'DESC' },
  })
  if (ask === null) return null
  const spoken = { personId: me, at: MoreThanOrEqual(ask.queuedAt), id: LessThan(messageId) }
  if (await db.existsBy(Message, spoken)) return null
  // `silent:<person>:<since>`
  const silent = await db.findOneBy(Person, { id: Number(ask.groupKey.split(':')[1]) })
  if (silent === null || (silent.lastHeardAt ?? 0) >= ask.queuedAt) return null
  return { about: [silent.name], kind: 'where' }
}

/** What a bare digit means, in the order in which the question offered the answers. */
export function digitMeans(digit: string, asked: AskedQuestion): string | null {
  const subject = typeof asked.about === 'string' ? '' : list(asked.about)
  const answers =
    asked.kind === 'return'
      ? [`${subject}回来了`, `${subject}还在山上`, '不清楚']
      : [`${subject}在村里`, `${subject}下组了`, '不清楚']
  return answers[Number(digit) - 1] ?? null
}
