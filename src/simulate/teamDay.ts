import { instantOf } from '../time'
import type { Actor } from './district'
import { stayOf, type Stay } from './stays'
import { dice, type Dice } from './random'
import type { World } from './world'

const MINUTE = 60_000
const HALF_HOUR = 30 * MINUTE

/** A party that leaves the village and means to be back. */
export interface Trip {
  key: string
  village: number
  day: string
  /** Who went: team members, and cadres of the village along with them. */
  party: number[]
  cadres: number[]
  leavesAt: number
  /** What was meant, and what came of it unless something happens. */
  plannedAt: number
  backAt: number
  mute: boolean
  place: string
  /** 核图斑, 走访 … */
  work: string
}

/** What one team does on one day, were nothing to go wrong. */
export interface TeamDay {
  village: number
  day: string
  working: boolean
  stays: Map<number, Stay>
  trips: Trip[]
}

const PLACES = ['三组', '五组', '后山', '老林组', '河边组', '大箐组', '上寨组', '新田组']
const WORKS = ['核图斑', '走访', '看地块', '巡山', '走访监测户', '看产业']

/** The team's day: who is where, and who goes out. */
export function teamDay(world: World, village: number, day: string): TeamDay {
  const working = world.isWorking(day)
  const team = world.membersOf(village, day)
  const stays = new Map(team.map(({ id }) => [id, stayOf(world, id, day)]))
  const here = team.filter(({ id }) => stays.get(id) === 'village')
  const roll = dice(world.seed, 'trip', village, day)
  const { trips } = world.rules
  const goes = roll.chance(working ? trips.working : trips.dayOff) && here.length > 0
  return { village, day, working, stays, trips: goes ? [tripOf(world, village, day, here, roll)] : [] }
}

function tripOf(
  { rules: { trips }, cadresOf, zone }: World,
  village: number,
  day: string,
  here: readonly Actor[],
  roll: Dice,
): Trip {
  const alone = roll.chance(trips.alone)
  const first = roll.whole(0, here.length - 1)
  const turned = [...here.slice(first), ...here.slice(0, first)]
  const party = turned.slice(0, alone ? 1 : roll.whole(1, here.length)).map(({ id }) => id)
  const along = roll.chance(trips.cadreAlong)
  const cadres = along ? cadresOf(village).slice(0, 1) : []
  const leavesAt = instantOf(day, roll.whole(7 * 60 + 30, 14 * 60), zone)
  const meant = leavesAt + roll.between(2, 7) * 60 * MINUTE
  const latest = instantOf(day, 19 * 60 + 30, zone)
  const plannedAt = Math.min(Math.round(meant / HALF_HOUR) * HALF_HOUR, latest)
  const late = roll.chance(trips.late)
  const after = late ? roll.between(...trips.lateMinutes) : roll.around(-20, 25)
  const backAt = Math.max(plannedAt + after * MINUTE, leavesAt + HALF_HOUR)
  return {
    ...{ key: `${village}:${day}`, village, day, party, leavesAt, plannedAt, backAt },
    cadres: cadres.map(({ id }) => id),
    mute: roll.chance(trips.noSignal),
    place: roll.pick(PLACES),
    work: roll.pick(WORKS),
  }
}
