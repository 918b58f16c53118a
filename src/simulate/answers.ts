import { dayOf } from '../time'
import { knows } from './knows'
import * as words from './phrasing'
import type { Dice } from './random'
import { roundedUp, wordsOfStay } from './says'
import type { Truth } from './truth'
import type { World } from './world'

/** A question of the bot as the person asked understands it. */
export interface Question {
  about: 'morning' | 'return' | 'silent' | 'report' | 'owner'
  village: number
  /** Whom it is about; of a morning the whole team. */
  people: readonly number[]
}

/** What somebody answers at an instant, by what they truly know; null: nothing. */
export function answerTo(
  world: World,
  truth: Truth,
  question: Question,
  who: number,
  at: number,
  roll: Dice,
): string | null {
  const asked = { world, truth, question, who, at, roll }
  switch (question.about) {
    case 'owner':
      return words.stillLooking(roll)
    case 'report':
      return truth.where(who, at) === 'village' ? words.dayReport(roll) : null
    case 'morning':
      return world.actor(who).role === 'member' ? ofOwnDay(asked) : ofTheTeam(asked)
    default:
      return question.people.includes(who) ? ofOwnReturn(asked) : ofOthers(asked)
  }
}

interface Asked {
  world: World
  truth: Truth
  question: Question
  who: number
  at: number
  roll: Dice
}

function ofOwnDay({ world, truth, who, at, roll }: Asked): string | null {
  const { village } = world.actor(who)
  if (village === null) return null
  const trip = truth.tripOf(who, at)
  if (trip !== null) {
    const back = trip.plannedAt > at ? `,${words.clockWords(trip.plannedAt, world.zone)}回` : ''
    return `在${trip.place}${trip.work}${back}`
  }
  const day = dayOf(at, world.zone)
  const stay = truth.dayOf(village, day).stays.get(who) ?? 'home'
  const away = wordsOfStay(stay, roll)
  if (away !== null) return away
  const team = world.membersOf(village, day)
  const areAllHere = team.length > 1 && team.every(({ id }) => truth.where(id, at) === 'village')
  return areAllHere ? words.allHere(roll) : roll.pick(['在', words.iAmHere(roll)])
}

/** Who does not know where somebody is may ring them up before answering. */
function findsOut({ world, truth, who, at, roll }: Asked, id: number): boolean {
  if (truth.where(id, at) === 'lost') return false
  if (knows(world, truth, who, id, at)) return true
  const picksUp = world.actor(id).userid !== null && truth.isAwake(at) && truth.signalAt(id, at) === at
  return picksUp && roll.chance(world.rules.people.ringsUp)
}

/** A village cadre about the team. */
function ofTheTeam(asked: Asked): string {
  const { world, truth, question, at, roll } = asked
  const team = world.membersOf(question.village, dayOf(at, world.zone))
  const known = team.filter(({ id }) => findsOut(asked, id))
  if (known.length === 0) {
    return roll.chance(world.rules.people.guesses) ? words.teamOut(roll) : words.notSure(roll)
  }
  const at_ = (place: string) => known.find(({ id }) => truth.where(id, at) === place)
  const out = at_('out')
  if (at_('village') !== undefined) return words.teamHere(roll)
  if (out !== undefined) return roll.chance(0.5) ? words.teamOut(roll) : words.isOut(out.name, roll)
  return words.isAtHome(known[0]?.name ?? '')
}

function ofOwnReturn({ world, truth, who, at, roll }: Asked): string {
  const trip = truth.tripOf(who, at)
  if (trip === null) return words.iAmBack(roll)
  return roll.chance(0.25) ? words.notYetBack(roll) : words.later(roundedUp(trip.backAt), world.zone, roll)
}

/** A mate or cadre about somebody not back or silent for days: only what they know of each. */
function ofOthers(asked: Asked): string {
  const { world, truth, question, at, roll } = asked
  const known = question.people.filter((id) => findsOut(asked, id))
  const names = (place: string) =>
    known.filter((id) => truth.where(id, at) === place).map((id) => world.actor(id).name)
  const said = [
    ...[names('village').join('、')].filter((n) => n !== '').map((n) => words.isHere(n, roll)),
    ...[names('out').join('、')].filter((n) => n !== '').map((n) => words.isOut(n, roll)),
    ...names('away').slice(0, 1).map(words.isAtHome),
  ]
  if (said.length > 0) return said.join(',')
  const first = question.people[0]
  const guesses = first !== undefined && roll.chance(world.rules.people.guesses)
  return guesses ? words.isOut(world.actor(first).name, roll) : words.notSure(roll)
}
