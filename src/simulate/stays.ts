import { addDays } from '../time'
import { dice } from './random'
import type { World } from './world'

/** Where somebody spends a day, trips aside. */
export type Stay = 'village' | 'leave' | 'business' | 'rest' | 'home' | 'ill'

const LONGEST_LEAVE = 10

/** The leave that covers a day: its first day and how many days it has. */
export function leaveOn(
  { seed, rules: { away }, isWorking }: World,
  id: number,
  day: string,
): { from: string; days: number } | null {
  for (let back = 0; back < LONGEST_LEAVE; back++) {
    const from = addDays(day, -back)
    const roll = dice(seed, 'leave', id, from)
    if (!isWorking(from) || !roll.chance(away.leaveBegins)) continue
    const days = roll.whole(...away.leaveDays)
    if (days > back) return { from, days }
  }
  return null
}

export function stayOf(world: World, id: number, day: string): Stay {
  const { seed, rules, isWorking } = world
  const { away } = rules
  if (leaveOn(world, id, day) !== null) return 'leave'
  const roll = dice(seed, 'stay', id, day)
  if (!isWorking(day)) return roll.chance(away.dayOffAtHome) ? 'home' : 'village'
  const called = dice(seed, 'meeting', day).chance(away.meetingDay)
  if (called && world.actor(id).title === '第一书记') return 'business'
  if (roll.chance(away.business)) return 'business'
  if (roll.chance(away.rest)) return 'rest'
  return roll.chance(away.ill) ? 'ill' : 'village'
}
