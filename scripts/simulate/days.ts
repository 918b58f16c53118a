import { wordsOfTheDay } from '../../src/simulate/says'
import { strikesOf, type Strike } from '../../src/simulate/strikes'
import * as words from '../../src/simulate/phrasing'
import { dice } from '../../src/simulate/random'
import { addDays, dayOf, instantOf } from '../../src/time'
import { downtimeOf, type Stage } from './stage'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** Puts everything a day brings into the queue, and the next day after it. */
export function beginDay(stage: Stage, day: string): void {
  const { world, truth, queue, plain } = stage
  const begin = instantOf(day, 0, world.zone)
  for (const { no } of world.district.villages) {
    for (const { who, at, text } of wordsOfTheDay(world, truth, no, day)) {
      if (at <= stage.now()) continue
      queue.add(at, () => {
        if (truth.where(who, at) !== 'lost') stage.say(who, text, at)
      })
    }
    if (!stage.isCounting()) continue
    for (const strike of strikesOf(world, truth, no, day)) queue.add(strike.at, () => befall(stage, strike))
  }
  for (let half = 0; half < 48; half++) {
    const at = begin + half * 30 * MINUTE
    queue.add(at, () => {
      if (stage.isCounting()) plain.look(at)
    })
  }
  const down = downtimeOf(world, day)
  if (down !== null) queue.add(down.to, () => stage.bot.wasDown(down.from, down.to))
  const rule = instantOf(day, world.rules.plain.at, world.zone)
  if (world.isWorking(day)) {
    queue.add(rule, () => {
      if (stage.isCounting()) plain.silentTeams(day, rule)
    })
  }
  queue.add(instantOf(addDays(day, 1), 0, world.zone), () => {
    beginDay(stage, addDays(day, 1))
  })
}

/** Something happens to people; from then on it ends only when somebody comes. */
function befall(stage: Stage, { kind, people, village, at, trip, caller }: Strike): void {
  const { world, truth, queue } = stage
  if (people.some((id) => truth.needOf(id, at) !== null)) return
  const emergency = truth.strike({ kind, people, village, at, trip })
  const roll = dice(world.seed, 'befall', emergency.no)
  const { foundByChanceHours } = world.rules.emergencies
  const byItself = kind === 'ill' ? 8 : foundByChanceHours
  queue.add(at + byItself * HOUR, () => {
    if (emergency.endedAt !== null) return
    truth.end(emergency, at + byItself * HOUR)
    const [first] = people
    if (first !== undefined) stage.say(first, words.iAmBack(roll), at + byItself * HOUR + 30 * MINUTE)
  })
  if (kind === 'silent')
    return noticeLater(stage, { people, village, from: trip?.plannedAt ?? at }, emergency)
  const [first] = people
  if (first === undefined) return
  const name = caller === first ? null : world.actor(first).name
  const place = trip?.place ?? '宿舍'
  const text =
    kind === 'ill' && name !== null ? words.gravelyIll(name, roll) : words.callsForHelp(name, place, roll)
  stage.say(caller, text, at + roll.between(2, 10) * MINUTE, true)
}

/** Mates in the village see in the evening, and each morning and evening after, that somebody is not back. */
function noticeLater(
  stage: Stage,
  lost: { people: number[]; village: number; from: number },
  emergency: { endedAt: number | null; no: number },
): void {
  const { world, truth, queue } = stage
  const day = dayOf(lost.from, world.zone)
  const roll = dice(world.seed, 'notice', emergency.no)
  const evening = Math.max(instantOf(day, '19:00', world.zone), lost.from) + roll.between(30, 120) * MINUTE
  const times = [evening]
  for (let n = 1; n <= 4; n++) {
    times.push(
      instantOf(addDays(day, n), '07:20', world.zone),
      instantOf(addDays(day, n), '19:30', world.zone),
    )
  }
  for (const [looks, at] of times.entries()) {
    queue.add(at, () => {
      if (emergency.endedAt !== null) return
      const mates = world
        .membersOf(lost.village, dayOf(at, world.zone))
        .filter(({ id, userid }) => userid !== null && truth.where(id, at) === 'village')
      const mate = mates.find(({ id }) => truth.signalAt(id, at) === at)
      // Who overlooked it once hardly does so the next morning.
      const isNoticed = roll.chance(1 - (1 - world.rules.emergencies.noticed) ** (looks + 1))
      if (mate === undefined || !isNoticed) return
      const names = lost.people
        .filter((id) => world.actor(id).role === 'member')
        .map((id) => world.actor(id).name)
      stage.say(mate.id, words.notBack(names, roll), at, true)
    })
  }
}
