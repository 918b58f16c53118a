import { postedIn } from '../record/people'
import { searchFor } from '../search/notSeen'
import { inert } from '../wording/inert'
import type { Taken } from './tell'
import type { Telling } from './telling'

/** Days nobody counts are at least one. */
const FOR_DAYS = /几[天日]|些天|多天|有些?日子|[几半个](?:星期|礼拜|月)/

/**
 * Somebody not seen by a mate, or by anyone for days, is looked for at once; people missed in one sentence are one
 * party. Gives the names of those a search is on for.
 */
export async function searchForMissing(telling: Telling, { notSeen }: Taken): Promise<string[]> {
  const { rt, db, moment, messageId, speaker } = telling
  const names: string[] = []
  for (const { fact, subjects, words } of notSeen) {
    const ids = subjects.flatMap(({ id }) => (id === null || id === speaker.person.id ? [] : [id]))
    const byVillage = await postedIn(db, ids, moment.day)
    for (const [villageId, people] of byVillage) {
      const byMate = speaker.teamId === villageId
      if (!byMate && (fact.days ?? 0) < 1 && !FOR_DAYS.test(words)) continue
      await searchFor(rt, db, moment, {
        people: people.map(({ id }) => id),
        villageId,
        messageId,
        reporterId: speaker.person.id,
        words: inert(words),
      })
      names.push(...people.map(({ name }) => name))
    }
  }
  return names
}
