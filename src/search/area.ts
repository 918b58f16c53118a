import type { Case } from '../../entities'
import { type Area, areasOf, type AtTownship } from '../decide/area'
import { nextMove } from '../decide/ladder'
import {
  climbingCases,
  closeArea,
  dropAreaAlarms,
  markTold,
  openArea,
  openAreas,
  teamCounts,
  toldOfArea,
  townshipsOf,
} from '../record/areas'
import { moveCase } from '../record/cases'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import { queue } from '../record/outbox'
import type { Holder } from '../record/people'
import type { Runtime } from '../runtime'
import { areaAlarm, areaOver } from '../wording/caseList'
import { climbOf, waitsForRollCall } from './advance'
import type { Casefile } from './casefile'
import { closePointless } from './close'
import { supervisorsOf } from './recipients'
import { numberedFor, openFiles } from './storm'
import { isSafety, tellAbout } from './tell'

const MINUTE = 60_000

/**
 * Many teams of one township that reach their alarm together are one incident, told once to township and district at the
 * first alarm's time. Gives how many incidents were opened.
 */
export async function tellAreas(rt: Runtime, db: Db, moment: Moment): Promise<number> {
  const reaching = await reachingTownship(rt, db, moment)
  if (!reaching.some(({ isDue }) => isDue)) return 0
  const counts = await teamCounts(db, [...new Set(reaching.map((each) => each.township))], moment.day)
  const found = (cases: readonly AtTownship[]) => areasOf(cases, (name) => counts.get(name) ?? 0, rt.policy)
  const likely = new Set(found(reaching).flatMap(({ cases }) => cases))
  if (likely.size === 0) return 0
  const files = await searchedFor(rt, db, [...likely], moment)
  let opened = 0
  // Who was heard of meanwhile may have been the one too many.
  for (const area of found(reaching.filter(({ caseId }) => files.has(caseId)))) {
    const concerned = area.cases.flatMap((id) => files.get(id) ?? [])
    await tellArea(rt, db, moment, { ...area, teams: counts.get(area.township) ?? 0 }, concerned)
    opened++
  }
  return opened
}

/** Cases whose next step is the township's, now or within the minutes that count as together. */
async function reachingTownship(rt: Runtime, db: Db, { now }: Moment): Promise<AtTownship[]> {
  const soon = now + rt.policy.area.within * MINUTE
  const isNext = (found: Case, at: number) => {
    const move = nextMove(climbOf(rt, found), at, rt.policy)
    return move.do === 'rung' && move.rung.to === 'township'
  }
  // What comes soon is looked at only when something is due: the most minutes end here.
  if (!(await climbingCases(db, now)).some((found) => isNext(found, now))) return []
  const cases = (await climbingCases(db, soon)).filter((found) => isNext(found, soon))
  const townships = await townshipsOf(
    db,
    cases.flatMap(({ villageId }) => villageId ?? []),
  )
  return cases.flatMap((found) => {
    const township = townships.get(found.villageId ?? 0)
    if (found.villageId === null || township === undefined) return []
    return [{ caseId: found.id, villageId: found.villageId, township, isDue: isNext(found, now) }]
  })
}

/** Those of the cases that still have a point. */
async function searchedFor(
  rt: Runtime,
  db: Db,
  ids: readonly number[],
  moment: Moment,
): Promise<Map<number, Casefile>> {
  const files = await openFiles(db, ids, moment)
  for (const [id, file] of files) {
    if ((await waitsForRollCall(db, file.case)) || (await closePointless(rt, db, file, moment)))
      files.delete(id)
  }
  return files
}

async function tellArea(
  rt: Runtime,
  db: Db,
  moment: Moment,
  { township, teams }: Area & { teams: number },
  files: readonly Casefile[],
): Promise<void> {
  const taken: Casefile[] = []
  for (const file of files) if (await passAlarms(rt, db, file.case, moment)) taken.push(file)
  const [first] = taken
  if (first === undefined) return
  const ids = taken.map((file) => file.case.id)
  const areaId = await openArea(db, { township, cases: ids, at: moment.now })
  const both = [
    ...(await supervisorsOf(db, first, 'township', moment)),
    ...(await supervisorsOf(db, first, 'district', moment)),
  ]
  const people = [...new Map(both.map((holder) => [holder.person.id, holder])).values()]
  for (const file of taken) await rememberTold(db, moment, areaId, file, people)
  const safety = taken.some((file) => isSafety(file.case))
  for (const { person } of people) {
    if (person.userid === null) continue
    const { id: personId, userid } = person
    const texts = areaAlarm(township, teams, await numberedFor(db, personId, taken, moment.now), moment)
    await queue(
      db,
      moment,
      texts.map((text, page) => {
        const groupKey = `area:${areaId}:${page}`
        return { key: `${groupKey}:${personId}`, groupKey, personId, userid, purpose: 'alarm', safety, text }
      }),
    )
  }
  rt.log.warn({ township, teams: taken.length, told: people.length }, 'an area fell silent together')
}

/** The incident tells both levels: the case's own alarms count as taken; an overdue return is told again as ever. */
async function passAlarms(rt: Runtime, db: Db, found: Case, { now }: Moment): Promise<boolean> {
  const told = { step: found.ladder.length, level: 'district' as const, lastStepAt: now, lastToldAt: now }
  const change = { ...told, state: 'open' as const, openedAt: found.openedAt ?? now }
  const next = nextMove(climbOf(rt, { ...found, ...change }), now, rt.policy)
  return moveCase(db, found, { ...change, nextAt: next.do === 'wait' ? next.until : now })
}

/** A row for each case and reader, so that 「知道了」 and the memory of who knows work as ever. */
async function rememberTold(
  db: Db,
  moment: Moment,
  areaId: number,
  file: Casefile,
  people: readonly Holder[],
): Promise<void> {
  const found = file.case
  const name = `area${areaId}`
  const line = `${file.team.village.township}${file.team.village.name}`
  await tellAbout(db, moment, { found, purpose: 'alarm', name, direct: true }, people, () => line)
  const ids = people.map(({ person }) => person.id)
  await markTold(db, `${found.id}:${name}:${found.round}`, ids, areaId)
}

/** Incidents all of whose people were heard of end, with one all-clear to whoever was told. Gives how many ended. */
export async function endAreas(db: Db, moment: Moment): Promise<number> {
  let ended = 0
  for (const { area, cases } of await openAreas(db)) {
    if (cases.some(({ state }) => state !== 'closed') || !(await closeArea(db, area.id, moment.now))) continue
    ended++
    await dropAreaAlarms(db, area.id)
    const text = areaOver(area.township, new Set(cases.map(({ villageId }) => villageId)).size, moment)
    const groupKey = `area:${area.id}:clear`
    const all = cases.length === 0 ? [] : await toldOfArea(db, area.id)
    await queue(
      db,
      moment,
      all.map((to) => ({ ...to, key: `${groupKey}:${to.personId}`, groupKey, purpose: 'all_clear', text })),
    )
  }
  return ended
}
