import { Case } from '../../entities'
import { returnLadder } from '../decide/returns'
import { casesOf, openCase } from '../record/cases'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import type { Runtime } from '../runtime'
import { advance } from './advance'

const MINUTE = 60_000
/** The rung after "the person": the mates. */
const SECOND = 1

/**
 * Somebody has not been seen by a mate, or for days by anyone: the person's return ladder starts at its second rung,
 * at once. A search that is already further on is left alone.
 */
export async function searchFor(
  rt: Runtime,
  db: Db,
  moment: Moment,
  missing: { personId: number; villageId: number; messageId: number; words: string },
): Promise<void> {
  const { personId, villageId, messageId, words } = missing
  const [running] = await casesOf(db, [personId], ['return'])
  const ladder = returnLadder(rt.policy, running?.noSignal ?? false, 'watched')
  const dueAt = moment.now - (ladder[SECOND]?.after ?? 0) * MINUTE
  if (running !== undefined) {
    if (running.step > SECOND) return
    await db.update(
      Case,
      { id: running.id },
      { dueAt, ladder, step: SECOND, nextAt: moment.now, state: 'open', openedAt: moment.now },
    )
    await advance(rt, db, running.id, moment)
    return
  }
  const found = await openCase(db, {
    key: `not_seen:${messageId}:${personId}`,
    kind: 'return',
    villageId,
    day: moment.day,
    dueAt,
    state: 'open',
    ladder,
    step: SECOND,
    nextAt: moment.now,
    messageId,
    words,
    people: [personId],
    now: moment.now,
  })
  if (found !== null) await advance(rt, db, found.id, moment)
}
