import { askable } from '../../src/simulate/judge'
import { knows } from '../../src/simulate/knows'
import * as words from '../../src/simulate/phrasing'
import { dice } from '../../src/simulate/random'
import type { Emergency } from '../../src/simulate/truth'
import { dayOf } from '../../src/time'
import type { Push } from './pushes'
import type { Stage } from './stage'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** Supervisors who read an alarm: take it and look, or note it. */
export interface Supervisors {
  alarmed(push: Push): void
}

interface Search {
  who: number
  caseId: number
  kind: string
  village: number | null
  people: number[]
  /** What the case is called by in a word about it. */
  about: string
  begunAt: number
}

export function createSupervisors(stage: Stage): Supervisors {
  const { world, truth, queue, bot } = stage
  const { supervisors } = world.rules
  /** When help reaches each emergency, from the first who set out. */
  const reachedAt = new Map<number, number>()

  function concerned({ kind, village, people }: Search, at: number): number[] {
    if (kind !== 'morning' || village === null) return people
    return world.membersOf(village, dayOf(at, world.zone)).map(({ id }) => id)
  }

  function inNeed(search: Search, at: number): Emergency[] {
    const found = concerned(search, at).flatMap((id) => truth.needOf(id, at) ?? [])
    return [...new Set(found)]
  }

  /** By phone: who has signal says it themselves; else anybody of the village who knows, account or not. */
  function isLocated(search: Search, at: number): boolean {
    const { village } = search
    const others =
      village === null
        ? []
        : [...askable(world, truth, village, at), ...world.cadresOf(village).map(({ id }) => id)]
    const isKnown = (id: number) =>
      others.some((other) => truth.signalAt(other, at) === at && knows(world, truth, other, id, at))
    const people = concerned(search, at)
    return search.kind === 'morning' ? people.some(isKnown) : people.every(isKnown)
  }

  /** One name would mean that one alone. */
  function wholeOf({ people, village, about }: Search): string {
    const place = village === null ? undefined : world.district.villages[village]
    return people.length > 1 && place !== undefined ? place.name : about
  }

  function look(search: Search, at: number): void {
    const roll = dice(world.seed, 'search', search.about, search.who, at)
    const next = at + roll.between(12, 25) * MINUTE
    queue.add(next, async () => {
      const found = await bot.caseNow(search.caseId)
      if (found === null || found.state === 'closed' || next - search.begunAt > DAY) return
      const emergencies = inNeed(search, next)
      for (const each of emergencies) {
        if (next >= (reachedAt.get(each.no) ?? Infinity)) truth.end(each, next)
      }
      const isDone = emergencies.length > 0 ? inNeed(search, next).length === 0 : isLocated(search, next)
      if (isDone) stage.say(search.who, words.found(wholeOf(search), search.kind), next)
      else look(search, next)
    })
  }

  function setOut(search: Search): void {
    for (const { no } of inNeed(search, search.begunAt)) {
      const roll = dice(world.seed, 'rescue', no)
      const takes = roll.between(...supervisors.searchMinutes) * MINUTE
      if (!reachedAt.has(no)) reachedAt.set(no, search.begunAt + takes)
    }
    look(search, search.begunAt)
  }

  return {
    alarmed({ to, case: found, people, village: no }) {
      if (found === null) return
      const now = stage.now()
      const roll = dice(world.seed, 'alarmed', to.id, now, found.kind, people.join())
      const median = truth.isAwake(now) ? supervisors.minutes : supervisors.nightMinutes
      const at = now + roll.delay(median) * MINUTE
      queue.add(at, async () => {
        const current = await bot.caseNow(found.id)
        if (current === null || current.state === 'closed') return
        if (current.ownerId !== null && (current.ownedUntil ?? 0) > at) return
        const village = no === null ? undefined : world.district.villages[no]
        const first = people[0]
        const about =
          found.kind === 'morning' || first === undefined ? (village?.name ?? '') : world.actor(first).name
        if (!roll.chance(supervisors.takes)) {
          if (roll.chance(0.5)) stage.say(to.id, words.seen, at)
          return
        }
        stage.say(to.id, words.take(about), at)
        const { kind } = found
        setOut({
          who: to.id,
          caseId: found.id,
          kind,
          village: village?.no ?? null,
          people,
          about,
          begunAt: at,
        })
      })
    },
  }
}
