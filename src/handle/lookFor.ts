import { postedIn } from '../record/people'
import { searchFor } from '../search/notSeen'
import { inert } from '../wording/inert'
import type { Taken } from './tell'
import type { Telling } from './telling'

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
      if (!byMate && (fact.days ?? 0) < 1) continue
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
