import { whereaboutsOf } from '../record/whereabouts'
import type { Subject } from '../record/statements'
import { isoOf } from '../time'
import type { FactOf, Status, WorkCategory } from '../understand/facts'
import type { Telling } from './telling'

/** 「我跟张书记一起」 with what is known of him: a whereabouts of its own, and whose word it leans on. */
export interface Along {
  fact: FactOf<'whereabouts'>
  name: string
  saidAt: number
}

const ELSEWHERE = new Set(['leave', 'rest'])

/** Only who is along with whom was said: no place, no time. */
export const isAlongOnly = (fact: FactOf<'whereabouts'>) =>
  fact.with !== undefined && fact.status === undefined && fact.until === undefined && fact.noSignal !== true

/** Where the companion is by his own or others' word of today; null when nobody said so. */
export async function alongWith(
  { rt, db, moment }: Telling,
  fact: FactOf<'whereabouts'>,
  companions: readonly Subject[],
): Promise<Along | null> {
  const { now, zone } = moment
  const ids = companions.flatMap(({ id }) => (id === null ? [] : [id]))
  const where = await whereaboutsOf(db, ids, { at: now, now, zone, policy: rt.policy })
  for (const { id, name } of companions) {
    const position = id === null ? null : (where.get(id)?.position ?? null)
    if (position?.status == null || ELSEWHERE.has(position.status)) continue
    const { status, place, activity, untilAt, noSignal, saidAt } = position
    const taken: FactOf<'whereabouts'> = {
      ...fact,
      status: status as Status,
      ...(place === null ? {} : { place }),
      ...(activity === null ? {} : { activity: activity as WorkCategory }),
      ...(untilAt === null || untilAt <= now ? {} : { until: isoOf(untilAt, zone) }),
      ...(noSignal ? { noSignal: true as const } : {}),
    }
    return { fact: taken, name, saidAt }
  }
  return null
}
