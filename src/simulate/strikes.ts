import { instantOf } from '../time'
import { dice } from './random'
import type { Trip } from './teamDay'
import type { Emergency, Truth } from './truth'
import type { World } from './world'

/** Something that will befall people on a day, and who calls for help if anybody can. */
export interface Strike {
  kind: Emergency['kind']
  people: number[]
  village: number
  at: number
  trip: Trip | null
  caller: number
}

/** What befalls a team on a day: on its trips, or illness in the village. */
export function strikesOf(world: World, truth: Truth, village: number, day: string): Strike[] {
  const { trips, stays } = truth.dayOf(village, day)
  const callerOf = (near: readonly number[]) => callerAmong(world, village, near)
  const here = [...stays].filter(([, stay]) => stay === 'village').map(([id]) => id)
  return [
    ...trips.flatMap((trip) => onTrip(world, trip, callerOf)),
    ...ill(world, day, { village, here, callerOf }),
  ]
}

/** The first of those near who has an account; whoever has none rings up a cadre or the township, who writes. */
function callerAmong({ actor, cadresOf, district }: World, village: number, near: readonly number[]): number {
  const { township } = district.villages[village] ?? {}
  const admin = district.actors.find(({ role, township: own }) => role === 'township' && own === township)
  const asked = [...near.map(actor), ...cadresOf(village), ...(admin === undefined ? [] : [admin])]
  return asked.find(({ userid }) => userid !== null)?.id ?? near[0] ?? 0
}

type CallerOf = (near: readonly number[]) => number

function onTrip({ seed, rules: { emergencies: e } }: World, trip: Trip, callerOf: CallerOf): Strike[] {
  const roll = dice(seed, 'emergency', trip.key)
  const [leader, ...mates] = trip.party
  if (leader === undefined || !roll.chance(e.perThousandTrips / 1000)) return []
  const at = roll.between(trip.leavesAt, trip.backAt)
  const common = { village: trip.village, at, trip }
  // A silent party is lost whole: whoever could come back would tell.
  if (roll.chance(e.silent)) {
    return [{ ...common, kind: 'silent', people: [...trip.party, ...trip.cadres], caller: leader }]
  }
  return [{ ...common, kind: 'calls', people: [leader], caller: callerOf([...mates, leader]) }]
}

function ill(
  { seed, rules: { emergencies: e }, zone }: World,
  day: string,
  { village, here, callerOf }: { village: number; here: readonly number[]; callerOf: CallerOf },
): Strike[] {
  return here.flatMap((id): Strike[] => {
    const roll = dice(seed, 'urgent illness', id, day)
    if (!roll.chance(e.urgentIllPerThousandDays / 1000)) return []
    const at = instantOf(day, roll.whole(7 * 60, 22 * 60), zone)
    const caller = callerOf([...here.filter((other) => other !== id), id])
    return [{ kind: 'ill', people: [id], village, at, trip: null, caller }]
  })
}
