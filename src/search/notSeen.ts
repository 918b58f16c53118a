import { returnLadder } from '../decide/returns'
import { casesOf, openCase, unsettled } from '../record/cases'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import type { Runtime } from '../runtime'
import { advance } from './advance'
import { settle } from './close'

const MINUTE = 60_000
/** The rung after "the person": the mates. */
const SECOND = 1

export interface Missing {
  people: readonly number[]
  villageId: number
  messageId: number
  reporterId: number
  /** How it was said. */
  words: string
}

/**
 * Somebody has not been seen by a mate, or for days by anyone: the return ladder starts at its second rung, at once. A
 * search that asks others already is left alone; one that only waits, or asks the person, gives way.
 */
export async function searchFor(rt: Runtime, db: Db, moment: Moment, missing: Missing): Promise<void> {
  const { people, villageId, messageId, reporterId, words } = missing
  const looked = new Set<number>()
  for (const running of await casesOf(db, people, ['return'])) {
    const party = (await unsettled(db, running.id)).filter((id) => people.includes(id))
    const isAsking = running.step > SECOND && running.ladder.length > SECOND + 1
    if (isAsking) {
      for (const id of party) looked.add(id)
      continue
    }
    const ending = { outcome: 'not_seen', news: null, messageId, personId: reporterId }
    await settle(db, running, party, moment, ending)
  }
  const wanted = people.filter((id) => !looked.has(id))
  if (wanted.length === 0) return
  const ladder = returnLadder(rt.policy, false, 'watched')
  const found = await openCase(db, {
    key: `not_seen:${messageId}:${Math.min(...wanted)}`,
    kind: 'return',
    villageId,
    day: moment.day,
    dueAt: moment.now - (ladder[SECOND]?.after ?? 0) * MINUTE,
    state: 'open',
    ladder,
    step: SECOND,
    nextAt: moment.now,
    messageId,
    words,
    people: wanted,
    now: moment.now,
  })
  if (found !== null) await advance(rt, db, found.id, moment)
}
