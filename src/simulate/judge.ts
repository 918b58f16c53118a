import { dayOf } from '../time'
import { knows } from './knows'
import type { Stay } from './stays'
import type { Truth } from './truth'
import type { World } from './world'

const MINUTE = 60_000

/** `in_need` and `nobody_knew` make an alarm right. */
export type Verdict = 'in_need' | 'nobody_knew' | 'somebody_knew'

export const isRight = (verdict: Verdict) => verdict !== 'somebody_knew'

/** What an alarm claims: a team nobody has heard of, people who are not where they should be, people in need. */
export interface Claim {
  about: 'team' | 'people' | 'need'
  village: number | null
  people: readonly number[]
  at: number
  /** Of a team: whom the bot has asked about it, where that is known. */
  asked?: readonly number[]
}

/** Whose phone has power and signal, and who is up or would be woken by it, of those with an account. */
export function askable(world: World, truth: Truth, village: number, at: number): number[] {
  return [...world.membersOf(village, dayOf(at, world.zone)), ...world.cadresOf(village)]
    .filter(({ id, userid }) => userid !== null && truth.hears(id, at) && truth.signalAt(id, at) === at)
    .map(({ id }) => id)
}

const AT_HOME: readonly (Stay | undefined)[] = ['leave', 'rest', 'home']

/** Whom an alarm means. Of a team those on leave or rest whom the bot left in peace are none of them. */
function concernedBy(
  world: World,
  truth: Truth,
  { about, village, people, at, asked }: Claim,
): readonly number[] {
  if (about !== 'team') return people
  if (village === null) return []
  const day = dayOf(at, world.zone)
  const { stays } = truth.dayOf(village, day)
  const isLeftInPeace = (id: number) =>
    asked !== undefined && !asked.includes(id) && AT_HOME.includes(stays.get(id))
  return world
    .membersOf(village, day)
    .map(({ id }) => id)
    .filter((id) => !isLeftInPeace(id))
}

/** Had known for long enough to have answered, and was within reach of the bot for as long. */
function hadKnown(world: World, truth: Truth, village: number, at: number): (id: number) => number[] {
  const since = at - world.rules.judging.minutesToAnswer * MINUTE
  const before = new Set(askable(world, truth, village, since))
  const others = askable(world, truth, village, at).filter((other) => before.has(other))
  return (id) =>
    others.filter((other) => knows(world, truth, other, id, since) && knows(world, truth, other, id, at))
}

/**
 * Right is an alarm when at that minute nobody the bot could ask knew where the person was (of a team: where anybody of
 * it was), or when somebody concerned was in need. Who learned of it a few minutes ago had no time to answer.
 */
export function judge(world: World, truth: Truth, claim: Claim): Verdict {
  const { about, village, at } = claim
  const concerned = concernedBy(world, truth, claim)
  if (concerned.some((id) => truth.needOf(id, at) !== null)) return 'in_need'
  if (about === 'need' || village === null) return 'somebody_knew'
  const knew = hadKnown(world, truth, village, at)
  const isKnown = (id: number) => knew(id).length > 0
  const isSomebodyKnown = about === 'team' ? concerned.some(isKnown) : concerned.every(isKnown)
  return isSomebodyKnown ? 'somebody_knew' : 'nobody_knew'
}

/** Who of those the bot could ask knew where one of the people was. */
export function whoKnew(world: World, truth: Truth, claim: Claim): number[] {
  const { village, at } = claim
  if (village === null) return []
  const knew = hadKnown(world, truth, village, at)
  return [...new Set(concernedBy(world, truth, claim).flatMap(knew))]
}
