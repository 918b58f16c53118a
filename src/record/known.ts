import { In, IsNull, LessThan, LessThanOrEqual } from 'typeorm'
import { Case, CheckIn, Message, Plan, SafetyReport } from '../../entities'
import { type Known, knownOf } from '../decide/accounted'
import { grouped } from '../decide/grouped'
import { instantOf } from '../time'
import { inChunks } from './chunks'
import { coverages } from './coverages'
import type { Db } from './database'
import type { Team } from './people'

/** One instant of one day, as the questions below need it. */
export interface Moment {
  day: string
  now: number
  zone: string
}

/** The first word of each team on the day, up to `now`. */
async function voices(db: Db, villageIds: readonly number[], { day, now }: Moment) {
  const rows = await inChunks(villageIds, (piece) =>
    db
      .createQueryBuilder(Message, 'm')
      .select('m.villageId', 'villageId')
      .addSelect('MIN(m.at)', 'at')
      .where('m.villageId IN (:...piece) AND m.day = :day', { piece, day })
      .andWhere('m.voice = :yes AND m.at <= :now', { yes: true, now })
      .groupBy('m.villageId')
      .getRawMany<{ villageId: number; at: number | string }>(),
  )
  return new Map(rows.map(({ villageId, at }) => [villageId, Number(at)]))
}

/** When a village cadre first said on the day where one of a team's people is, or that they are safe; by person. */
async function attested(
  db: Db,
  villageIds: readonly number[],
  { day, now, zone }: Moment,
  entity: typeof CheckIn | typeof SafetyReport,
): Promise<Map<number, number>> {
  const rows = await inChunks(villageIds, (piece) =>
    db
      .createQueryBuilder(entity, 's')
      .select('s.subjectId', 'personId')
      .addSelect('MIN(s.saidAt)', 'at')
      .where('s.villageId IN (:...piece) AND s.day = :day', { piece, day })
      .andWhere("s.source = 'cadre' AND s.subjectId IS NOT NULL AND s.supersededAt IS NULL")
      .andWhere('s.saidAt >= :start AND s.saidAt <= :now', { start: instantOf(day, 0, zone), now })
      .groupBy('s.subjectId')
      .getRawMany<{ personId: number; at: number | string }>(),
  )
  return new Map(rows.map(({ personId, at }) => [personId, Number(at)]))
}

/** When each team first said, before the day, what it means to do on it. */
async function plans(db: Db, villageIds: readonly number[], { day, zone }: Moment) {
  const saidAt = LessThan(instantOf(day, 0, zone))
  const rows = await inChunks(villageIds, (piece) =>
    db.find(Plan, { where: { villageId: In(piece), day, saidAt, supersededAt: IsNull() } }),
  )
  return new Map(rows.map((plan) => [plan.villageId, plan.saidAt]))
}

const least = (instants: readonly (number | undefined)[]): number | null => {
  const known = instants.filter((at) => at !== undefined)
  return known.length === 0 ? null : Math.min(...known)
}

/** Teams a supervisor has found that day: when, and who it was. */
async function foundBy(db: Db, villageIds: readonly number[], { day, now }: Moment) {
  const cases = await inChunks(villageIds, (piece) =>
    db.findBy(Case, {
      ...{ villageId: In(piece), day, kind: 'morning' as const, state: 'closed' as const },
      ...{ outcome: In(['found', 'handled', 'false_alarm']), closedAt: LessThanOrEqual(now) },
    }),
  )
  return new Map(cases.map((found) => [found.villageId, found]))
}

/** Which of these teams are known on the day as of `now`, and by what; the others are not in the map. */
export async function knownTeams(
  db: Db,
  teams: readonly Team[],
  moment: Moment,
): Promise<Map<number, Known>> {
  const ids = teams.map(({ village }) => village.id)
  const heard = await voices(db, ids, moment)
  const placed = await attested(db, ids, moment, CheckIn)
  const safe = await attested(db, ids, moment, SafetyReport)
  const planned = await plans(db, ids, moment)
  const people = teams.flatMap(({ members }) => members.map(({ person }) => person.id))
  const covered = grouped(await coverages(db, people, moment), ({ personId }) => personId)
  const dayStart = instantOf(moment.day, 0, moment.zone)
  const known = new Map<number, Known>()
  for (const { village, members } of teams) {
    const mine = members.map(({ person }) => person.id)
    const found = knownOf({
      voiceAt: heard.get(village.id) ?? null,
      attestedAt: least(mine.flatMap((id) => [placed.get(id), safe.get(id)])),
      plannedAt: planned.get(village.id) ?? null,
      members: mine,
      coverages: mine.flatMap((id) => covered.get(id) ?? []),
      dayStart,
    })
    if (found !== null) known.set(village.id, found)
  }
  const unheard = ids.filter((id) => !known.has(id))
  for (const [id, { closedAt, closedByPersonId }] of await foundBy(db, unheard, moment)) {
    if (id !== null && closedAt !== null)
      known.set(id, { by: 'found', at: closedAt, personId: closedByPersonId })
  }
  return known
}
