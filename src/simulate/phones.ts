import { instantOf } from '../time'
import { dice } from './random'
import type { World } from './world'

const HOUR = 3_600_000

export type Stretch = [from: number, until: number]

/** When somebody's phone is mute for reasons of its own that begin on a day: battery, the fields, the township's network. */
export function muteSpells(world: World, id: number, day: string, isAway: boolean): Stretch[] {
  const { seed, rules, zone } = world
  const { phones } = rules
  const actor = world.actor(id)
  const spells: Stretch[] = []
  const battery = dice(seed, 'battery', id, day)
  if (battery.chance(phones.batteryDies)) {
    const from = instantOf(day, battery.whole(8 * 60, 21 * 60), zone)
    spells.push([from, from + battery.between(...phones.batteryHours) * HOUR])
  }
  if (actor.role === 'secretary' || actor.role === 'cadre') {
    const fields = dice(seed, 'fields', id, day)
    if (fields.chance(phones.cadreMute))
      spells.push([instantOf(day, '07:30', zone), instantOf(day, '12:00', zone)])
  }
  const isThere = actor.village !== null && actor.township !== null && !isAway
  if (isThere) spells.push(...outage(world, actor.township ?? '', day))
  return spells
}

/** Power or network gone in a township. */
export function outage({ seed, rules: { phones }, zone }: World, township: string, day: string): Stretch[] {
  const roll = dice(seed, 'outage', township, day)
  if (!roll.chance(phones.areaOutage)) return []
  const from = instantOf(day, roll.whole(0, 22 * 60), zone)
  return [[from, from + roll.between(...phones.areaHours) * HOUR]]
}
