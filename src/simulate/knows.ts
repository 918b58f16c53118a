import { dayOf } from '../time'
import { dice } from './random'
import type { Truth } from './truth'
import { isOn } from './truth'
import type { World } from './world'

/**
 * Does somebody know at an instant where another person truly is (and, of somebody overdue, that all is well)? Each pair
 * and state of things is thrown once: asking twice does not help.
 */
export function knows(world: World, truth: Truth, who: number, whom: number, at: number): boolean {
  const place = truth.where(whom, at)
  if (place === 'lost') return isInNeedOfIllness(truth, whom, at) || truth.needOf(whom, at)?.kind === 'calls'
  if (who === whom) return true
  if (truth.where(who, at) === 'lost') return false
  const trip = truth.tripOf(whom, at)
  if (trip !== null && isOn(trip, who)) return true
  const { mateKnows, cadreKnows, knowsOverdue } = world.rules.people
  const actor = world.actor(who)
  const near = actor.role === 'member' ? mateKnows : cadreKnows
  const roll = dice(world.seed, 'knows', who, whom, dayOf(at, world.zone), place)
  if (!roll.chance(near)) return false
  if (trip === null || at < trip.plannedAt) return true
  return truth.signalAt(whom, at) === at && roll.chance(knowsOverdue)
}

const isInNeedOfIllness = (truth: Truth, id: number, at: number) => truth.needOf(id, at)?.kind === 'ill'
