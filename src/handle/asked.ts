import type { Case } from '../../entities'
import { hasWrittenSince, openAsksOf } from '../record/openAsks'
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
export async function openAsk({ db, moment, speaker, tapped }: Telling): Promise<OpenAsk | null> {
  if (tapped !== undefined) return tapped
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

/**
 * Whom that question is about, for reading the answer. A mate who is asked about the morning speaks for himself unless he
 * says more: one voice makes the team known, and nobody is put where he may not be.
 */
export async function askedContext({ db, moment, speaker }: Telling, found: Case): Promise<AskedQuestion> {
  if (found.kind === 'morning') return { about: speaker.teamId === null ? 'team' : 'self', kind: 'where' }
  const { missing } = await casefileOf(db, found, moment)
  const kind = isDeclared(found) ? 'return' : 'where'
  const isMissing = missing.some(({ person }) => person.id === speaker.person.id)
  return { about: isMissing ? 'self' : missing.map(({ person }) => person.name), kind }
}

/** Words of coming back, of having met or reached somebody, of him or her: about the one who was asked about. */
const STILL_ABOUT =
  /回来|回到|到了|到家|下山|找到|联系上|打通|接通|通了|碰到|碰见|见到|看到|[跟和同]我|一起|他|她/

/** Says by itself that it is about somebody else. */
export const isAboutOther = (text: string): boolean =>
  /找到|联系上|打通|接通|通了|碰到|碰见|见到|看到|他|她/.test(text)

/**
 * Is a question about somebody still what the next words are about? Its first answer ends that, whatever it was: a later
 * 「在村里」 is the speaker's own. A village cadre who was asked about the team goes on speaking of it.
 */
export async function isStillAsked(
  { db, speaker, messageId, tapped }: Telling,
  { case: found, askedAt }: OpenAsk,
  text: string,
): Promise<boolean> {
  if (tapped !== undefined || STILL_ABOUT.test(text) || (found.kind === 'morning' && speaker.teamId === null))
    return true
  return !(await hasWrittenSince(db, speaker.person.id, askedAt, messageId))
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
