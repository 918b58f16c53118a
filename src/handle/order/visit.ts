import { Visit } from '../../../entities'
import { outcomeOf } from '../../decide/visits'
import { visitCounts } from '../../record/visits'
import { teamOf } from '../../record/people'
import type { OrderFact } from '../../understand/facts'
import { inert } from '../../wording/inert'
import { coverage, NO_SUCH_PLACE, visitKept } from '../../wording/orders'
import { answer } from '../ask'
import type { Telling } from '../telling'
import { orderPlace } from './place'
import { drawVillages } from './spotCheck'

/** A visit with what was found is kept; without findings it is a wish: how the villages stand, or which to go to. */
export async function orderVisit(telling: Telling, fact: OrderFact): Promise<string> {
  if (fact.scope === undefined && fact.count !== undefined)
    return drawVillages(telling, undefined, fact.count)
  const place = await orderPlace(telling, fact.scope)
  if (place === null) return NO_SUCH_PLACE(fact.scope ?? '')
  const [village] = place.villages
  if (place.villages.length !== 1 || village === undefined) return coverageOf(telling, place.villages)
  const { rt, db, moment, speaker, messageId } = telling
  const words = inert(fact.text ?? '')
  const team = await teamOf(db, village.id, moment.day)
  const said = await answer(
    rt,
    db,
    speaker,
    { kind: 'question', asks: 'where', about: village.name },
    moment.now,
  )
  const declared = team === null ? null : said.text
  if (words === '') return declared ?? coverageOf(telling, place.villages)
  const outcome = outcomeOf(words)
  await db.insert(Visit, {
    key: `visit:${messageId}:${village.id}`,
    villageId: village.id,
    visitorId: speaker.person.id,
    messageId,
    day: moment.day,
    at: moment.now,
    outcome,
    words,
    declared,
  })
  return visitKept({ village: village.name, outcome, words }, declared)
}

/** 全覆盖: which villages were not visited yet, and by name which were where `names` is all; in the roster's order. */
export async function coverageOf(
  { db }: Telling,
  villages: readonly { id: number; name: string }[],
  names: 'left' | 'all' = 'left',
): Promise<string> {
  const counts = await visitCounts(
    db,
    villages.map(({ id }) => id),
  )
  const namesOf = (some: typeof villages) => some.map(({ name }) => name)
  const visited = villages.filter(({ id }) => counts.has(id))
  const left = villages.filter(({ id }) => !counts.has(id))
  return coverage(namesOf(visited), namesOf(left), names)
}
