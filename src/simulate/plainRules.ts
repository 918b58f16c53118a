import { isRight, judge } from './judge'
import type { Truth } from './truth'
import type { World } from './world'
import { dayOf } from '../time'

const HOUR = 3_600_000

export interface PlainTally {
  raised: number
  wrong: number
}

/** Two rules without questions, in the same world, hearing the same words. */
export interface PlainRules {
  heard(who: number, at: number): void
  /** Once a minute or less: what either rule would raise by now. */
  look(now: number): void
  /** On a working day at the rule's time: an alarm for every team silent that day. */
  silentTeams(day: string, now: number): void
  atNine: PlainTally
  heartbeat: PlainTally
}

export function createPlainRules(world: World, truth: Truth, begin: number): PlainRules {
  const lastHeard = new Map<number, number>()
  const spoken = new Map<number, string>()
  const alarmed = new Set<number>()
  const atNine: PlainTally = { raised: 0, wrong: 0 }
  const heartbeat: PlainTally = { raised: 0, wrong: 0 }
  const count = (tally: PlainTally, claim: Parameters<typeof judge>[2]) => {
    tally.raised++
    if (!isRight(judge(world, truth, claim))) tally.wrong++
  }
  return {
    atNine,
    heartbeat,
    heard(who, at) {
      const { role, village } = world.actor(who)
      if (role !== 'member' || village === null) return
      lastHeard.set(who, Math.max(at, lastHeard.get(who) ?? 0))
      alarmed.delete(who)
      const day = dayOf(at, world.zone)
      if ((spoken.get(village) ?? '') < day) spoken.set(village, day)
    },
    look(now) {
      const period = (24 + world.rules.plain.graceHours) * HOUR
      const day = dayOf(now, world.zone)
      for (const { no } of world.district.villages) {
        for (const { id } of world.membersOf(no, day)) {
          if (alarmed.has(id) || now - (lastHeard.get(id) ?? begin) < period) continue
          alarmed.add(id)
          count(heartbeat, { about: 'people', village: no, people: [id], at: now })
        }
      }
    },
    silentTeams(day, now) {
      for (const { no } of world.district.villages) {
        if (spoken.get(no) === day || world.membersOf(no, day).length === 0) continue
        count(atNine, { about: 'team', village: no, people: [], at: now })
      }
    },
  }
}
