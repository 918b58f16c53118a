import { grouped } from '../../decide/grouped'
import { openSearches } from '../../record/searches'
import { silentAmong } from '../../record/silent'
import { fitSections } from '../../wording/bytes'
import { knownLine } from '../../wording/teams'
import type { Asking, PlaceTarget } from './asking'
import { askedDay } from './gather'

/** Many teams at once: one line for each township, in the roster's order. People stay with their townships' answers. */
export async function whereBroadly(asking: Asking, { label, villages }: PlaceTarget): Promise<string> {
  const { db, now, zone } = asking
  const { day, at } = askedDay(asking)
  const { teams, silent } = await silentAmong(db, villages, { day, now: Math.min(now, at), zone })
  const searches =
    day === asking.day
      ? await openSearches(
          db,
          villages.map(({ id }) => id),
        )
      : []
  const townshipOf = new Map(villages.map(({ id, township }) => [id, township]))
  const silentIn = grouped(silent, ({ township }) => township)
  const searchesIn = grouped(
    searches.filter(({ case: { kind } }) => kind !== 'morning'),
    ({ case: { villageId } }) => (villageId === null ? undefined : townshipOf.get(villageId)),
  )
  const seen = { now, zone, day, speakers: new Map() }
  const lines = [...grouped(teams, ({ township }) => township)].map(([township, own]) => {
    const unknown = silentIn.get(township)?.length ?? 0
    const open = searchesIn.get(township)?.length ?? 0
    const line = knownLine(`${township}:`, own.length - unknown, own.length, seen)
    return line + (open === 0 ? '' : `有${open}处在找人。`)
  })
  return fitSections([
    { lines: [knownLine(label, teams.length - silent.length, teams.length, seen)] },
    { lines, more: (left) => `另有${left}个乡镇,问乡镇名能看到。` },
  ])
}
