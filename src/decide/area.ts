import type { Policy } from '../policy'
import { grouped } from './grouped'

/** A case whose next step is to tell its township. */
export interface AtTownship {
  caseId: number
  villageId: number
  township: string
  /** The telling is due by now; the others follow within minutes. */
  isDue: boolean
}

export interface Area {
  township: string
  cases: number[]
}

/**
 * Townships of at least `area.ofTeams` teams of which at least `area.teams` and a share of `area.share` reach their alarm
 * together, at the time of the first. `teamsOf`: how many teams a township has. Pure.
 */
export function areasOf(
  reaching: readonly AtTownship[],
  teamsOf: (township: string) => number,
  { area }: Policy,
): Area[] {
  const areas: Area[] = []
  for (const [township, cases] of grouped(reaching, (each) => each.township)) {
    if (!cases.some(({ isDue }) => isDue)) continue
    const silent = new Set(cases.map(({ villageId }) => villageId)).size
    const total = teamsOf(township)
    if (total < area.ofTeams || silent < area.teams || silent < area.share * total) continue
    areas.push({ township, cases: cases.map(({ caseId }) => caseId) })
  }
  return areas
}
