import { lastUnread } from '../record/forwarded'
import { queue } from '../record/outbox'
import { answerEntries, callersOf, openRollCalls, rollCallsOf } from '../record/rollCalls'
import { endIfComplete } from '../search/rollCallSteps'
import { unreadAnswer } from '../wording/emergency'
import { raiseFor } from './emergency'
import type { Medium } from './forward'
import type { Telling } from './telling'

const DAY = 86_400_000

/**
 * A voice, picture or text nobody could read, of somebody a roll call asks after: it closes nothing and goes to everybody
 * who called, with the same media_id. False: no roll call asks after the speaker.
 */
export async function passToCallers(
  { db, moment, speaker, messageId }: Telling,
  { what, medium = null }: { what: string; medium?: Medium | null },
): Promise<boolean> {
  const asking = await rollCallsOf(db, speaker.person.id)
  for (const { call } of asking) {
    const groupKey = `roll_call:${call.id}:unread:${messageId}`
    const media = medium === null ? {} : { mediaId: medium.mediaId, mediaKind: medium.kind }
    const mark = call.drill ? '【演练】' : ''
    const text = `${mark}${unreadAnswer(speaker.person.name, what, moment)}`
    const about = { groupKey, purpose: 'forward' as const, safety: true, text, ...media }
    const callers = (await callersOf(db, call.id)).filter(({ id }) => id !== speaker.person.id)
    await queue(
      db,
      moment,
      callers.flatMap(({ id, userid }) =>
        userid === null ? [] : [{ key: `${groupKey}:${id}`, personId: id, userid, ...about }],
      ),
    )
  }
  return asking.length > 0
}

/** The last such answer that was passed on to this person: whose it is, and the roll call if it is still open. */
async function lastPassed({ db, moment, speaker }: Telling) {
  const passed = await lastUnread(db, speaker.person.id, moment.now - DAY)
  const call = (await openRollCalls(db)).find(({ id }) => id === passed?.rollCallId)
  return passed === null || call === undefined ? null : { ...passed, call }
}

/** A caller who looked at it says 平安 or 要帮助. Null: there is no such answer, or a newer one of a search. */
export async function answerPassed(
  telling: Telling,
  isSafe: boolean,
  newerThan: number,
): Promise<string | null> {
  const { db, moment, messageId, speaker } = telling
  const passed = await lastPassed(telling)
  if (passed === null || passed.at < newerThan) return null
  const { call, person, villageId } = passed
  const words = `${speaker.person.name}看了${isSafe ? '平安' : '要帮助'}`
  const by = { by: speaker.person.id, at: moment.now, messageId, words }
  await answerEntries(db, call.id, [person.id], { ...by, state: isSafe ? 'safe' : 'help' })
  if (!isSafe) return raiseFor(telling, person, villageId)
  await endIfComplete(db, call, moment)
  return `好,${person.name}平安,记下了。`
}
