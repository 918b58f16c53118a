import { In, IsNull, LessThanOrEqual, Like, Not } from 'typeorm'
import { AreaCase, AreaIncident, Case, OutboundMessage, Posting, TEAM_ROLES, Village } from '../../entities'
import { inChunks } from './chunks'
import type { Db } from './database'
import { holdsOn } from './people'

/** Searches for people (no emergencies) to be looked at by `until`, none of which a supervisor has heard of. */
export const climbingCases = (db: Db, until: number): Promise<Case[]> =>
  db.find(Case, {
    where: {
      ...{ nextAt: LessThanOrEqual(until), state: In(['waiting', 'open']) },
      ...{ kind: In(['morning', 'return']), villageId: Not(IsNull()) },
    },
    order: { id: 'ASC' },
  })

/** The township of each of these villages. */
export async function townshipsOf(db: Db, villageIds: readonly number[]): Promise<Map<number, string>> {
  const found = await inChunks([...new Set(villageIds)], (ids) => db.findBy(Village, { id: In(ids) }))
  return new Map(found.map(({ id, township }) => [id, township]))
}

/** How many teams each of these townships has on the day. */
export async function teamCounts(
  db: Db,
  townships: readonly string[],
  day: string,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>()
  for (const township of townships) {
    const postings = await db.findBy(Posting, { township, role: In([...TEAM_ROLES]) })
    const villages = postings.filter((posting) => holdsOn(posting, day)).map(({ villageId }) => villageId)
    counts.set(township, new Set(villages).size)
  }
  return counts
}

/** Opens an incident of these cases; one that was part of an earlier incident leaves it. Gives its id. */
export async function openArea(
  db: Db,
  { township, cases, at }: { township: string; cases: readonly number[]; at: number },
): Promise<number> {
  const row = { key: `area:${township}:${at}`, township, state: 'open' as const, openedAt: at }
  const areaId = ((await db.insert(AreaIncident, row)).identifiers[0] as { id: number }).id
  await inChunks(cases, async (piece) => {
    await db.delete(AreaCase, { caseId: In(piece) })
    await db.insert(
      AreaCase,
      piece.map((caseId) => ({ areaId, caseId })),
    )
    return []
  })
  return areaId
}

/** Open incidents with how many of their cases are open, and how many villages those that are left concern. */
export async function openAreas(
  db: Db,
): Promise<{ area: AreaIncident; cases: Pick<Case, 'state' | 'villageId'>[] }[]> {
  const areas = await db.find(AreaIncident, { where: { state: 'open' }, order: { id: 'ASC' } })
  const found: { area: AreaIncident; cases: Case[] }[] = []
  for (const area of areas) {
    const links = await db.findBy(AreaCase, { areaId: area.id })
    const ids = links.map(({ caseId }) => caseId)
    found.push({ area, cases: await inChunks(ids, (piece) => db.findBy(Case, { id: In(piece) })) })
  }
  return found
}

/** True when this call closed it. */
export async function closeArea(db: Db, id: number, at: number): Promise<boolean> {
  const { affected } = await db.update(AreaIncident, { id, state: 'open' }, { state: 'closed', closedAt: at })
  return affected === 1
}

const keysOf = (areaId: number) => Like(`area:${areaId}:%`)

/** Who was told of an incident. */
export async function toldOfArea(db: Db, areaId: number): Promise<{ personId: number; userid: string }[]> {
  const rows = await db.find(OutboundMessage, {
    select: { personId: true, userid: true },
    where: { groupKey: keysOf(areaId), purpose: 'alarm', state: In(['sent', 'claimed']) },
  })
  return [...new Map(rows.map((row) => [row.personId, row])).values()]
}

/** What was not sent yet has no point any more. */
export const dropAreaAlarms = (db: Db, areaId: number) =>
  db.update(
    OutboundMessage,
    { groupKey: keysOf(areaId), purpose: 'alarm', state: 'waiting' },
    { state: 'dropped', reason: 'the incident had ended', nextTryAt: null },
  )

/** These tellings of cases are said by their area: kept as the memory of who knows. */
export const markTold = (db: Db, groupKey: string, personIds: readonly number[], areaId: number) =>
  Promise.all(
    personIds.map((personId) =>
      db.update(
        OutboundMessage,
        { groupKey, personId, state: 'waiting' },
        { state: 'area', reason: `area:${areaId}:${personId}`, nextTryAt: null },
      ),
    ),
  )
