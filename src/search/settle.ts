import { In, LessThanOrEqual } from 'typeorm'
import { Case } from '../../entities'
import { countsAsReturn, isAfterGuess, keyAfterGuess, ladderAfterGuess } from '../decide/returns'
import { mayBeOpen } from '../record/around'
import { awaited, casesOf, openReturn, unsettled } from '../record/cases'
import type { Db } from '../record/database'
import { setsOutAfter } from '../record/endings'
import type { Moment } from '../record/known'
import type { Runtime } from '../runtime'
import { casefileOf } from './casefile'
import { closeCase, type Ending, GUESSED, settle } from './close'
import { EMERGENCIES } from '../decide/emergencies'

const MINUTE = 60_000

/** What one message says about the people somebody may be waiting for. */
export interface Evidence {
  messageId: number
  speakerId: number
  /** The team it makes known: the speaker's own, or the one a village cadre speaks of. */
  knownTeamId: number | null
  /** Put in the village, at rest or on leave by anybody's later word. */
  back: readonly number[]
  /** Named in person (not as missing) by a mate or cadre. */
  named: readonly number[]
  /** Only guessed about (「应该在后山」) by a mate or cadre. */
  guessed: readonly number[]
  /** Said to be still out, missing or in need: a voice of the party does not settle these. */
  otherwise: readonly number[]
  /** A voice or picture, or a text nobody could read: closes no search that is already asking. */
  unread: boolean
  /** For the all-clear: who said what. Worded only where somebody is told. */
  news: () => string | null
}

const ending = (evidence: Evidence, outcome: string): Ending => ({
  outcome,
  get news() {
    return evidence.news()
  },
  messageId: evidence.messageId,
  personId: evidence.speakerId,
})

/** Ends the searches a message answers: the team's morning, and the returns of whoever it accounts for. */
export async function settleBy(rt: Runtime, db: Db, moment: Moment, evidence: Evidence): Promise<void> {
  if (evidence.knownTeamId !== null) await settleMornings(db, moment, evidence, evidence.knownTeamId)
  const { speakerId, back, named, guessed } = evidence
  const people = [...new Set([speakerId, ...back, ...named, ...guessed])]
  // What this very message declared is not answered by it, nor what was said after it was written.
  for (const found of await casesOf(db, people, ['return'], evidence.messageId)) {
    if (found.createdAt > moment.now) continue
    if (found.state === 'waiting' && (await isToBegin(db, found, moment.now))) continue
    const settled = await accountedIn(rt, db, found, moment, evidence)
    await settle(db, found, settled, moment, ending(evidence, 'said'))
    await settleGuessed(rt, db, found, moment, evidence, new Set(settled))
  }
}

/** A trip that was declared for later: who is in the village today has not come back from tomorrow's. */
const isToBegin = (db: Db, { messageId }: Case, now: number): Promise<boolean> =>
  messageId === null ? Promise.resolve(false) : setsOutAfter(db, messageId, now)

async function settleMornings(db: Db, moment: Moment, evidence: Evidence, villageId: number): Promise<void> {
  if (!(await mayBeOpen(db, 'morning', [villageId]))) return
  // A word written yesterday and delivered today says nothing about this morning.
  const day = LessThanOrEqual(moment.day)
  const open = await db.findBy(Case, { villageId, kind: 'morning', state: In(['open', 'resting']), day })
  for (const found of open) {
    const file = await casefileOf(db, found, moment)
    await closeCase(db, file, moment, ending(evidence, 'voice'))
  }
}

/**
 * A guess of somebody who was asked ends the search as well, once; since nobody has seen the person, the questions begin
 * anew when the guess is old and nothing else was heard.
 */
async function settleGuessed(
  rt: Runtime,
  db: Db,
  found: Case,
  moment: Moment,
  evidence: Evidence,
  settled: ReadonlySet<number>,
): Promise<void> {
  const { key, villageId, day, dueAt, noSignal, words, place, messageId, state } = found
  if (evidence.guessed.length === 0 || state !== 'open' || isAfterGuess(found)) return
  if (moment.now < dueAt || messageId === null) return
  const party = await unsettled(db, found.id)
  const knowsBest = party.includes(evidence.speakerId) || settled.has(evidence.speakerId)
  if (knowsBest) return
  const inNeed = await awaited(db, party, EMERGENCIES)
  const people = party.filter((id) => evidence.guessed.includes(id) && !inNeed.has(id))
  if (people.length === 0) return
  await settle(db, found, people, moment, ending(evidence, GUESSED))
  const ladder = ladderAfterGuess(found, moment.now, rt.policy)
  await openReturn(db, {
    ...{ key: keyAfterGuess({ key }, evidence.messageId), kind: 'return', state: 'waiting', people },
    ...{ villageId, day, dueAt, noSignal, words, place, messageId, ladder, now: moment.now },
    nextAt: dueAt + (ladder[0]?.after ?? 0) * MINUTE,
  })
}

/** People of one declared party a message accounts for. */
async function accountedIn(
  rt: Runtime,
  db: Db,
  found: Case,
  { now }: Moment,
  evidence: Evidence,
): Promise<number[]> {
  const party = await unsettled(db, found.id)
  // A supervisor alone ends an emergency: until then nobody hears that all is well.
  const inNeed = await awaited(db, party, EMERGENCIES)
  const otherwise = new Set(evidence.otherwise)
  const back = new Set(evidence.back)
  const named = new Set(now >= found.dueAt ? evidence.named : [])
  const speaks = party.includes(evidence.speakerId) && countsAsReturn(now, found.dueAt, rt.policy)
  const readable = !(evidence.unread && found.state === 'open')
  const voice = speaks && readable
  const isOneOfThem = party.includes(evidence.speakerId)
  return party.filter((id) => {
    if (inNeed.has(id)) return false
    if (back.has(id)) return true
    // One of the party who says that another is still out knows best: that one is still waited for.
    if (id !== evidence.speakerId && isOneOfThem && otherwise.has(id)) return false
    return named.has(id) || voice
  })
}
