import { draw } from '../../decide/visits'
import { visitCounts } from '../../record/visits'
import type { OrderFact } from '../../understand/facts'
import { drawn, NO_SUCH_PLACE } from '../../wording/orders'
import type { Telling } from '../telling'
import { orderPlace } from './place'

const ONE = 1

/** 抽查: a fair random list of villages for the supervisor; nobody in the villages is messaged. */
export const orderSpotCheck = (telling: Telling, fact: OrderFact): Promise<string> =>
  drawVillages(telling, fact.scope, fact.count ?? ONE)

export async function drawVillages(
  telling: Telling,
  scope: string | undefined,
  count: number,
): Promise<string> {
  const place = await orderPlace(telling, scope)
  if (place === null) return NO_SUCH_PLACE(scope ?? '')
  const counts = await visitCounts(
    telling.db,
    place.villages.map(({ id }) => id),
  )
  const all = place.villages.map(({ id, name, township }) => ({
    name,
    township,
    visits: counts.get(id) ?? 0,
  }))
  return drawn(draw(all, count, () => Math.random()))
}
