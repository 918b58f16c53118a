import { addDays, dayOf, instantOf } from '../time'
import * as words from './phrasing'
import { dice, type Dice } from './random'
import { leaveOn, type Stay } from './stays'
import type { TeamDay, Trip } from './teamDay'
import type { Truth } from './truth'
import type { World } from './world'

const MINUTE = 60_000
const HALF_HOUR = 30 * MINUTE

/** Something a person writes of their own accord. */
export interface Utterance {
  who: number
  at: number
  text: string
}

/** Everything a team writes unasked on a day, were nothing to go wrong. */
export function wordsOfTheDay(world: World, truth: Truth, village: number, day: string): Utterance[] {
  const team = truth.dayOf(village, day)
  const said = [...leaves(world, team), ...team.trips.flatMap((trip) => ofTrip(world, truth, team, trip))]
  if (!team.working) return said
  return [...said, ...aways(world, team), ...morning(world, truth, team), ...report(world, team)]
}

const between = (day: string, from: number, until: number, roll: Dice, zone: string) =>
  instantOf(day, from, zone) + roll.between(0, until - from) * MINUTE

/** The evening before, or on the morning of the first day. */
function leaves(world: World, { village, day }: TeamDay): Utterance[] {
  const { seed, rules, zone } = world
  const tomorrow = addDays(day, 1)
  return world.membersOf(village, day).flatMap(({ id }): Utterance[] => {
    const roll = (from: string) => dice(seed, 'says leave', id, from)
    const next = leaveOn(world, id, tomorrow)
    if (next?.from === tomorrow) {
      const r = roll(tomorrow)
      if (r.chance(rules.away.leaveSaid) && r.chance(0.5)) {
        return [
          { who: id, at: between(day, 17 * 60, 20 * 60, r, zone), text: words.onLeave(next.days, true, r) },
        ]
      }
    }
    const now = leaveOn(world, id, day)
    if (now?.from !== day) return []
    const r = roll(day)
    if (!r.chance(rules.away.leaveSaid) || r.chance(0.5)) return []
    return [
      { who: id, at: between(day, 7 * 60, 8 * 60 + 30, r, zone), text: words.onLeave(now.days, false, r) },
    ]
  })
}

export function wordsOfStay(stay: Stay, roll: Dice): string | null {
  switch (stay) {
    case 'business':
      return words.onBusiness(roll)
    case 'rest':
    case 'home':
      return words.resting(roll)
    case 'ill':
      return words.illHere(roll)
    case 'leave':
      return words.onLeave(1, false, roll)
    default:
      return null
  }
}

function aways({ seed, rules: { away }, zone }: World, { day, stays }: TeamDay): Utterance[] {
  const said = { business: away.businessSaid, rest: away.restSaid, ill: away.illSaid }
  return [...stays].flatMap(([who, stay]): Utterance[] => {
    if (stay !== 'business' && stay !== 'rest' && stay !== 'ill') return []
    const roll = dice(seed, 'says away', who, day)
    if (!roll.chance(said[stay])) return []
    const text = wordsOfStay(stay, roll)
    return text === null ? [] : [{ who, at: between(day, 7 * 60, 8 * 60 + 50, roll, zone), text }]
  })
}

/** One voice in the morning. */
function morning(world: World, truth: Truth, { village, day, stays }: TeamDay): Utterance[] {
  const { seed, rules, zone } = world
  const roll = dice(seed, 'morning', village, day)
  const there = [...stays].filter(([, stay]) => stay === 'village').map(([id]) => id)
  if (there.length === 0 || !roll.chance(rules.mornings.speaks)) return []
  const at = Math.max(
    instantOf(day, rules.mornings.at, zone) + roll.around(0, rules.mornings.spread) * MINUTE,
    instantOf(day, rules.phones.wakes, zone),
  )
  const here = there.filter((id) => truth.where(id, at) === 'village')
  if (here.length === 0) return []
  const isWhole = here.length === stays.size && here.length > 1
  const text = isWhole && roll.chance(rules.mornings.forAll) ? words.allHere(roll) : words.iAmHere(roll)
  return [{ who: roll.pick(here), at, text }]
}

function ofTrip(world: World, truth: Truth, { stays, day }: TeamDay, trip: Trip): Utterance[] {
  const { seed, rules, zone } = world
  const { trips } = rules
  const [leader, ...others] = trip.party
  if (leader === undefined) return []
  const roll = dice(seed, 'says trip', trip.key)
  const said: Utterance[] = []
  if (roll.chance(trips.declared)) {
    const names = [...others, ...trip.cadres].map((id) => world.actor(id).name)
    const time = roll.chance(trips.saysTime)
    const mute = trip.mute && roll.chance(trips.saysNoSignal)
    const lead = roll.chance(trips.writesOnTheHill) ? -40 : roll.between(2, 15)
    const text = words.goingOut(trip, { names, time, mute }, zone, roll)
    said.push({ who: leader, at: trip.leavesAt - lead * MINUTE, text })
  }
  if (trip.backAt - trip.plannedAt > 35 * MINUTE && roll.chance(trips.saysLate)) {
    const at = trip.plannedAt - roll.between(0, 20) * MINUTE
    const then = roundedUp(trip.backAt)
    if (truth.signalAt(leader, at) === at) said.push({ who: leader, at, text: words.later(then, zone, roll) })
  }
  if (roll.chance(trips.saysBack)) {
    const isWhole = trip.party.length > 1 && trip.party.length === stays.size
    const text = isWhole && roll.chance(0.5) ? words.weAreBack(roll) : words.iAmBack(roll)
    said.push({ who: leader, at: trip.backAt + roll.between(1, 15) * MINUTE, text })
  }
  return said.filter(({ at }) => dayOf(at, zone) === day)
}

export const roundedUp = (at: number) => Math.ceil(at / HALF_HOUR) * HALF_HOUR

function report({ seed, rules, zone }: World, { village, day, stays }: TeamDay): Utterance[] {
  const roll = dice(seed, 'report', village, day)
  const there = [...stays].filter(([, stay]) => stay === 'village').map(([id]) => id)
  if (there.length === 0 || !roll.chance(rules.people.reportsUnasked)) return []
  return [
    {
      who: roll.pick(there),
      at: between(day, 17 * 60 + 20, 19 * 60 + 30, roll, zone),
      text: words.dayReport(roll),
    },
  ]
}
