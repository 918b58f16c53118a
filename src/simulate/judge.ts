import { dayOf } from '../time'
import { knows } from './knows'
import type { Truth } from './truth'
import type { World } from './world'

/** `in_need` and `nobody_knew` make an alarm right. */
export type Verdict = 'in_need' | 'nobody_knew' | 'somebody_knew'

export const isRight = (verdict: Verdict) => verdict !== 'somebody_knew'

/** What an alarm claims: a team nobody has heard of, people who are not where they should be, people in need. */
export interface Claim {
  about: 'team' | 'people' | 'need'
  village: number | null
  people: readonly number[]
  at: number
}

/** Whom the bot could ask at that minute: has an account, power and signal. Sleep is no excuse: a phone wakes people. */
export function askable(world: World, truth: Truth, village: number, at: number): number[] {
  return [...world.membersOf(village, dayOf(at, world.zone)), ...world.cadresOf(village)]
    .filter(({ id, userid }) => userid !== null && truth.signalAt(id, at) === at)
    .map(({ id }) => id)
}

/**
 * Right is an alarm when at that minute nobody the bot could ask knew where the person was (of a team: where anybody of
 * it was), or when somebody concerned was in need.
 */
export function judge(world: World, truth: Truth, { about, village, people, at }: Claim): Verdict {
  const team = village === null ? [] : world.membersOf(village, dayOf(at, world.zone)).map(({ id }) => id)
  const concerned = about === 'team' ? team : people
  if (concerned.some((id) => truth.needOf(id, at) !== null)) return 'in_need'
  if (about === 'need' || village === null) return 'somebody_knew'
  const others = askable(world, truth, village, at)
  const isKnown = (id: number) => others.some((other) => knows(world, truth, other, id, at))
  const isSomebodyKnown = about === 'team' ? concerned.some(isKnown) : concerned.every(isKnown)
  return isSomebodyKnown ? 'somebody_knew' : 'nobody_knew'
}
