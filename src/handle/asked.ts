import type { Case } from '../../entities'
import { openAsksOf } from '../record/openAsks'
import { silentAskedOf } from '../record/silences'
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
  const { asks, open } = await openAsksOf(db, speaker.person.id, {
    since: moment.now - DAY,
    until: moment.now,
  })
  const ids = asks.map(({ caseId }) => caseId)
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
  const lately = { since: moment.now - ANSWERED_WITHIN, until: moment.now }
  const silent = await silentAskedOf(db, speaker.person.id, lately, messageId)
  return silent === null ? null : { about: [silent.name], kind: 'where' }
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
