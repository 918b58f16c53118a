import { grouped } from '../../decide/grouped'
import { knownTeams } from '../../record/known'
import { teamsAt } from '../../record/lookups'
import { openSearches } from '../../record/searches'
import { fitSections } from '../../wording/bytes'
import { knownLine } from '../../wording/teams'
import type { Asking, PlaceTarget } from './asking'
import { askedDay } from './gather'

/** Many teams at once: one line for each township, in the roster's order. People stay with their townships' answers. */
export async function whereBroadly(asking: Asking, target: PlaceTarget): Promise<string> {
  const { db, now, zone } = asking
  const { day, at } = askedDay(asking)
  const found = await teamsAt(
    db,
    target.villages.map(({ id }) => id),
    day,
  )
  const known = await knownTeams(db, found, { day, now: Math.min(now, at), zone })
  const searches =
    day === asking.day
      ? await openSearches(
          db,
          found.map(({ village }) => village.id),
        )
      : []
  const seen = { now, zone, day, speakers: new Map() }
  const byTownship = grouped(found, ({ village }) => village.township)
  const lines = [...byTownship].map(([township, teams]) => {
    const ids = new Set(teams.map(({ village }) => village.id))
    const heard = teams.filter(({ village }) => known.has(village.id)).length
    const open = searches.filter(
      ({ case: c }) => c.villageId !== null && c.kind !== 'morning' && ids.has(c.villageId),
    )
    const cases = open.length === 0 ? '' : `有${open.length}件在找人`
    return knownLine(`${township}:`, heard, teams.length, seen) + cases
  })
  const all = found.filter(({ village }) => known.has(village.id)).length
  return fitSections([
    { lines: [knownLine(target.label, all, found.length, seen)] },
    { lines, more: (left) => `另有${left}个乡镇,问乡镇名能看到。` },
  ])
}
