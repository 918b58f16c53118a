import { addDays, dayOf, instantOf } from '../time'
import { dice } from './random'
import { type TeamDay, teamDay, type Trip } from './teamDay'
import { muteSpells } from './phones'
import type { World } from './world'

const HALF_HOUR = 30 * 60_000
/** A party is out of reach a while after it left, and again within reach shortly before it is back. */
const INTO_THE_HILLS = 20 * 60_000
const NEARLY_BACK = 10 * 60_000
/** Whoever has no signal for as long will not be heard of by phone. */
const LOOKED_AHEAD = 7 * 24 * 60 * 60_000

/** Somebody truly in need, from then until somebody comes. */
export interface Emergency {
  no: number
  kind: 'silent' | 'calls' | 'ill'
  people: number[]
  village: number
  at: number
  trip: Trip | null
  endedAt: number | null
}

export type Where = 'lost' | 'out' | 'village' | 'away'

/** Who is where, minute by minute. */
export interface Truth {
  dayOf(village: number, day: string): TeamDay
  emergencies: readonly Emergency[]
  strike(emergency: Omit<Emergency, 'no' | 'endedAt'>): Emergency
  end(emergency: Emergency, at: number): void
  /** The emergency somebody is in at an instant. */
  needOf(id: number, at: number): Emergency | null
  where(id: number, at: number): Where
  /** The trip somebody is on at an instant. */
  tripOf(id: number, at: number): Trip | null
  /** The next instant from `at` on at which the phone has power and signal; Infinity: not before somebody comes. */
  signalAt(id: number, at: number): number
  isAwake(at: number): boolean
  /** Is up, or would be woken by a message about somebody's safety. */
  hears(id: number, at: number): boolean
  /** The next instant from `at` on at which people are up. */
  awakeAt(at: number): number
}

export function createTruth(world: World): Truth {
  const { zone, rules, actor } = world
  const days = new Map<string, TeamDay>()
  const emergencies: Emergency[] = []

  function dayOfTeam(village: number, day: string): TeamDay {
    const key = `${village}:${day}`
    const known = days.get(key)
    if (known !== undefined) return known
    const made = teamDay(world, village, day)
    if (days.size > 6 * world.district.villages.length) days.clear()
    days.set(key, made)
    return made
  }

  const needOf = (id: number, at: number) =>
    emergencies.findLast(
      (e) => e.people.includes(id) && e.at <= at && (e.endedAt === null || at < e.endedAt),
    ) ?? null

  function tripOf(id: number, at: number): Trip | null {
    const { village } = actor(id)
    if (village === null) return null
    const { trips } = dayOfTeam(village, dayOf(at, zone))
    return trips.find((t) => isOn(t, id) && t.leavesAt <= at && at < t.backAt) ?? null
  }

  function where(id: number, at: number): Where {
    const need = needOf(id, at)
    if (need !== null && need.kind !== 'ill') return 'lost'
    if (tripOf(id, at) !== null) return 'out'
    const { village, role } = actor(id)
    if (village === null || role !== 'member') return 'village'
    const stay = dayOfTeam(village, dayOf(at, zone)).stays.get(id) ?? 'home'
    return stay === 'village' || stay === 'ill' ? 'village' : 'away'
  }

  /** Until when the phone is mute at `at`; null: it is not. */
  function muteUntil(id: number, at: number): number | null {
    const place = where(id, at)
    if (place === 'lost') return needOf(id, at)?.kind === 'silent' ? Infinity : null
    const trip = tripOf(id, at)
    if (trip?.mute === true) {
      const reachable = trip.backAt - NEARLY_BACK
      if (at >= trip.leavesAt + INTO_THE_HILLS && at < reachable) return reachable
    }
    const spells = [addDays(dayOf(at, zone), -1), dayOf(at, zone)].flatMap((day) =>
      muteSpells(world, id, day, place === 'away'),
    )
    return spells.find(([from, until]) => from <= at && at < until)?.[1] ?? null
  }

  const isAwake = (at: number) => {
    const day = dayOf(at, zone)
    return at >= instantOf(day, rules.phones.wakes, zone) && at < instantOf(day, rules.phones.sleeps, zone)
  }

  return {
    ...{ dayOf: dayOfTeam, emergencies, needOf, tripOf, where, isAwake },
    hears: (id, at) =>
      isAwake(at) || dice(world.seed, 'wakes', id, dayOf(at, zone)).chance(rules.phones.wakesSleeper),
    strike(made) {
      const emergency = { ...made, no: emergencies.length, endedAt: null }
      emergencies.push(emergency)
      return emergency
    },
    end(emergency, at) {
      emergency.endedAt = at
    },
    signalAt(id, from) {
      let at = from
      while (at - from < LOOKED_AHEAD) {
        const until = muteUntil(id, at)
        if (until === null) return at
        at = until
      }
      return Infinity
    },
    awakeAt(at) {
      if (isAwake(at)) return at
      const day = dayOf(at, zone)
      const wakes = instantOf(day, rules.phones.wakes, zone)
      const next = at < wakes ? wakes : instantOf(addDays(day, 1), rules.phones.wakes, zone)
      return next + dice(world.seed, 'wakes', day, at).next() * HALF_HOUR
    },
  }
}

export const isOn = ({ party, cadres }: Trip, id: number) => party.includes(id) || cadres.includes(id)
