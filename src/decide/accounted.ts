/** What accounts for a team on a day (contract 6, "What counts as a voice" and the row "due"). */

export type Known =
  | { by: 'voice' | 'cadre'; at: number }
  /** Something said earlier names today. */
  | { by: 'said_before'; at: number }
  /** Leave, business or rest cover every member. */
  | { by: 'away'; at: number }
  /** A supervisor ended the search for it. */
  | { by: 'found'; at: number; personId: number | null }

/** A statement about one person that reaches into the day. */
export interface Coverage {
  personId: number
  /** `time`: only a new time was said, which amends whatever was said before. */
  reason: 'leave' | 'business' | 'rest' | 'no_signal' | 'out' | 'in_village' | 'time'
  saidAt: number
}

/** A statement about one person and the days it reaches over, both included. */
export interface Spell extends Coverage {
  fromDay: string
  toDay: string
}

/** What covers the day, in the order in which it was said. */
export const coveringOn = (spells: readonly Spell[], day: string): Coverage[] =>
  spells.filter(({ fromDay, toDay }) => fromDay <= day && day <= toDay)

const AWAY: readonly Coverage['reason'][] = ['leave', 'business', 'rest']

/** The newest statement about each person decides: who is back in the village is not away any more. */
export function newestOf(coverages: readonly Coverage[]): Map<number, Coverage> {
  const newest = new Map<number, Coverage>()
  for (const each of coverages) {
    const other = newest.get(each.personId)
    const isNewer = other !== undefined && other.saidAt <= each.saidAt && each.reason !== 'time'
    if (other === undefined || other.reason === 'time' || isNewer) {
      newest.set(each.personId, each)
    }
  }
  return newest
}

/** Who is on leave, at rest or on business. */
export const awayOf = (coverages: readonly Coverage[]): Set<number> =>
  new Set([...newestOf(coverages).values()].filter((c) => AWAY.includes(c.reason)).map((c) => c.personId))

/** Who is on leave or at rest: not asked about the team's morning. */
export const offOf = (coverages: readonly Coverage[]): Set<number> =>
  new Set(
    [...newestOf(coverages).values()]
      .filter((c) => c.reason === 'leave' || c.reason === 'rest')
      .map((c) => c.personId),
  )

/** How the team is known, or null when nobody has heard of it. */
export function knownOf(team: {
  voiceAt: number | null
  attestedAt: number | null
  plannedAt: number | null
  members: readonly number[]
  coverages: readonly Coverage[]
  /** Start of the day: what was said before it "names today", what was said since is a voice of its own. */
  dayStart: number
}): Known | null {
  if (team.voiceAt !== null) return { by: 'voice', at: team.voiceAt }
  if (team.attestedAt !== null) return { by: 'cadre', at: team.attestedAt }
  if (team.plannedAt !== null) return { by: 'said_before', at: team.plannedAt }
  const newest = newestOf(team.coverages)
  const mine = team.members.flatMap((id) => newest.get(id) ?? [])
  const earlier = mine.find((c) => c.saidAt < team.dayStart && !AWAY.includes(c.reason))
  if (earlier !== undefined) return { by: 'said_before', at: earlier.saidAt }
  const away = mine.filter((c) => AWAY.includes(c.reason))
  if (team.members.length === 0 || away.length < team.members.length) return null
  return { by: 'away', at: Math.max(...away.map((c) => c.saidAt)) }
}
