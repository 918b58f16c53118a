import { Case } from '../../entities'
import { isEmergency } from '../decide/emergencies'
import { opensNothing } from '../record/batch'
import { ownedBy } from '../record/taking'
import { inert } from '../wording/inert'
import { OWNER_NOTED, OWNER_PASSED } from '../wording/plain'
import { passWord } from './forward'
import { nameOfCase, openCasesFor } from './openCases'
import type { Telling } from './telling'

const LONGEST = 120

/**
 * 「已经派人去了」 of whoever has taken a search: how it goes, kept for whoever reads of the search next. Of several it is
 * about the one asked about last, else the one taken last. Null: the speaker holds none.
 */
export async function keepOwnersWord(telling: Telling, text: string): Promise<string | null> {
  const { db, moment, speaker } = telling
  if (!(await ownedBy(db, speaker.person.id, moment.now))) return null
  const held = (await openCasesFor(telling)).filter(
    ({ case: c }) => c.ownerId === speaker.person.id && (c.ownedUntil ?? 0) > moment.now,
  )
  const [found] = held.sort((a, b) => b.lastTold - a.lastTold)
  if (found === undefined) return null
  const ownerWords = [...inert(text)].slice(0, LONGEST).join('')
  await opensNothing(db, () =>
    db.update(Case, { id: found.case.id }, { ownerWords, ownerWordsAt: moment.now }),
  )
  // Township and district wait for word of an emergency that somebody near has taken.
  if (isEmergency(found.case) && !telling.scope.supervisor) {
    await passWord(telling, found.case, text)
    return OWNER_PASSED(nameOfCase(found))
  }
  return OWNER_NOTED(nameOfCase(found))
}
