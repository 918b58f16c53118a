import { contextOf, lastFactsOf } from './handle/reading'
import { tellingOf } from './handle/telling'
import { findSpeaker } from './record/people'
import type { Runtime } from './runtime'
import { dayOf } from './time'
import type { ReadingContext } from './understand'

/** After every message there is. */
const NEXT_MESSAGE = 2 ** 31 - 1

/**
 * What is known around the next text of an account at the instant `at`: who speaks, the names around, the question open with
 * the speaker, an open emergency, and the facts of the last message. Reads only. Null: nobody on the roster that day.
 */
export async function contextFor(
  rt: Runtime,
  userid: string,
  at: number,
  text: string,
): Promise<ReadingContext | null> {
  const { db } = rt.database
  const moment = { now: at, day: dayOf(at, rt.timezone), zone: rt.timezone }
  const speaker = await findSpeaker(db, userid, moment.day)
  if (speaker === null) return null
  const telling = await tellingOf(rt, db, moment, NEXT_MESSAGE, speaker, text)
  const context = await contextOf(telling, text)
  const lastFacts = await lastFactsOf(telling, context)
  return lastFacts === null ? context : { ...context, lastFacts }
}
