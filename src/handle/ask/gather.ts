import type { Village } from '../../../entities'
import type { Scope } from '../../decide/scope'
import type { Whereabouts } from '../../decide/whereabouts'
import type { Search } from '../../record/searches'
import { namedIn, type TeamNow, teamsNow } from '../../record/teamNow'
import { addDays, instantOf } from '../../time'
import type { Seen } from '../../wording/whereabouts'
import type { Asking } from './asking'

export type { TeamNow } from '../../record/teamNow'

/** No text of 2048 bytes holds more teams than this. */
export const MOST_SHOWN = 60

/** The day a question is about and the instant at which it is answered: now, noon of a day to come, the end of one gone. */
export function askedDay({ fact, day, now, zone }: Asking): { day: string; at: number } {
  const asked = fact.date ?? day
  if (asked === day) return { day, at: now }
  if (asked > day) return { day: asked, at: instantOf(asked, '12:00', zone) }
  return { day: asked, at: instantOf(addDays(asked, 1), 0, zone) - 1 }
}

/** What the given villages' teams show on the day asked for. */
export const gather = (asking: Asking, villages: readonly Village[]): Promise<TeamNow[]> =>
  teamsNow(
    asking.db,
    villages.map(({ id }) => id),
    { at: askedDay(asking).at, now: asking.now, zone: asking.zone, policy: asking.rt.policy },
  )

/** What wording needs to speak of these: the names of whoever spoke, was asked or searches. */
export async function seenFor(
  asking: Asking,
  told: {
    teams?: readonly TeamNow[]
    people?: readonly Whereabouts[]
    searches?: readonly Search[]
  },
): Promise<Seen> {
  const { db, now, zone, day } = asking
  return { now, zone, day: askedDay(asking).day, speakers: await namedIn(db, day, told) }
}

/** Before a line about a village: its name when asked for, with the township when there are several of those. */
export function placePrefix(
  villages: readonly Village[],
  named = false,
): (villageId: number | null) => string {
  const byId = new Map(villages.map((village) => [village.id, village]))
  const townships = new Set(villages.map(({ township }) => township)).size
  return (villageId) => {
    const village = villageId === null ? undefined : byId.get(villageId)
    if (village === undefined) return ''
    return `${townships > 1 ? village.township : ''}${named ? `${village.name}:` : ''}`
  }
}

/** Illness, and the reason of a leave, are for the township and the district. */
export const readsPrivate = (scope: Scope, township: string | undefined) =>
  scope.all || (township !== undefined && scope.townships.includes(township))
