import { type CalendarOverrides, isWorkingDay } from '../decide/calendar'
import { type Actor, buildDistrict, type District, isPosted } from './district'
import type { WorldRules } from './worldFile'

/** All that does not change while a district is played: rules, people, calendar. */
export interface World {
  seed: number
  rules: WorldRules
  days: number
  zone: string
  district: District
  isWorking: (day: string) => boolean
  actor: (id: number) => Actor
  membersOf: (village: number, day: string) => Actor[]
  cadresOf: (village: number) => Actor[]
}

export function makeWorld(
  rules: WorldRules,
  {
    seed,
    days,
    people,
    zone,
    calendar,
  }: {
    seed: number
    days: number
    people: number
    zone: string
    calendar: CalendarOverrides
  },
): World {
  const district = buildDistrict(rules, people, days, seed)
  const byVillage = district.villages.map(({ no }) => district.actors.filter((a) => a.village === no))
  const working = new Map<string, boolean>()
  return {
    ...{ seed, rules, days, zone, district },
    isWorking(day) {
      const known = working.get(day) ?? isWorkingDay(day, calendar)
      working.set(day, known)
      return known
    },
    actor(id) {
      const found = district.actors[id]
      if (found === undefined) throw new RangeError(`nobody has the number ${id}`)
      return found
    },
    membersOf: (village, day) =>
      (byVillage[village] ?? []).filter((actor) => actor.role === 'member' && isPosted(actor, day)),
    cadresOf: (village) =>
      (byVillage[village] ?? []).filter(({ role }) => role === 'secretary' || role === 'cadre'),
  }
}
