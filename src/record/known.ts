import { In, IsNull, LessThan, LessThanOrEqual, MoreThanOrEqual } from 'typeorm'
import { CheckIn, LeaveRequest, Message, Plan, SafetyReport } from '../../entities'
import { type Coverage, type Known, knownOf, type PlannedAbsence } from '../decide/accounted'
import { instantOf } from '../time'
import type { Db } from './database'
import type { Team } from './people'

/** One instant of one day, as the questions below need it. */
export interface Moment {
  day: string
  now: number
  zone: string
}

type Row = { villageId: number; at: number | string; personId?: number | null }

/** The first word of each team on the day, up to `now`. */
async function voices(db: Db, { day, now }: Moment): Promise<Row[]> {
  return db
    .createQueryBuilder(Message, 'm')
    .select('m.villageId', 'villageId')
    .addSelect('MIN(m.at)', 'at')
    .where('m.day = :day AND m.voice = :yes AND m.at <= :now AND m.villageId IS NOT NULL', {
      day,
      yes: true,
      now,
    })
    .groupBy('m.villageId')
    .getRawMany<Row>()
}

/** The first word of a village cadre about each team on the day. */
async function attested(
  db: Db,
  { day, now, zone }: Moment,
  entity: typeof CheckIn | typeof SafetyReport,
): Promise<Row[]> {
  return db
    .createQueryBuilder(entity, 's')
    .select('s.villageId', 'villageId')
    .addSelect('MIN(s.saidAt)', 'at')
    .addSelect('MIN(s.speakerId)', 'personId')
    .where('s.saidAt >= :start AND s.saidAt <= :now', { start: instantOf(day, 0, zone), now })
    .andWhere("s.source = 'cadre' AND s.subjectId <> s.speakerId")
    .andWhere('s.supersededAt IS NULL AND s.villageId IS NOT NULL')
    .groupBy('s.villageId')
    .getRawMany<Row>()
}

/** Leave, business, rest, no-signal times and plans said earlier that name the day. */
export async function coverages(
  db: Db,
  people: readonly number[],
  { day, now, zone }: Moment,
): Promise<Coverage[]> {
  if (people.length === 0) return []
  const start = instantOf(day, 0, zone)
  const leaves = await db.find(LeaveRequest, {
    where: {
      fromDay: LessThanOrEqual(day),
      toDay: MoreThanOrEqual(day),
      saidAt: LessThanOrEqual(now),
      supersededAt: IsNull(),
      state: 'said',
      subjectId: In([...people]),
    },
  })
  const periods = await db.find(CheckIn, {
    where: {
      subjectId: In([...people]),
      untilAt: MoreThanOrEqual(start),
      saidAt: LessThan(start),
      supersededAt: IsNull(),
    },
  })
  const today = await db.find(CheckIn, {
    where: { subjectId: In([...people]), saidAt: MoreThanOrEqual(start), supersededAt: IsNull() },
    order: { saidAt: 'ASC', id: 'ASC' },
  })
  return [
    ...leaves.map((l) => ({ personId: l.subjectId, reason: 'leave' as const, saidAt: l.saidAt })),
    ...[...periods, ...today.filter((c) => c.saidAt <= now)].flatMap((c) => fromCheckIn(c, day, zone)),
  ]
}

function fromCheckIn(c: CheckIn, day: string, zone: string): Coverage[] {
  if (c.subjectId === null) return []
  if (c.fromAt !== null && c.fromAt >= instantOf(day, 24 * 60, zone)) return []
  return [{ personId: c.subjectId, reason: absence(c), saidAt: c.saidAt }]
}

function absence(c: CheckIn): Coverage['reason'] {
  if (c.status === 'leave' || c.status === 'business' || c.status === 'rest') return c.status
  if (c.noSignal) return 'no_signal'
  return c.status === 'in_village' ? 'in_village' : 'out'
}

async function plans(db: Db, { day, zone }: Moment): Promise<PlannedAbsence[]> {
  const rows = await db.find(Plan, {
    where: { day, saidAt: LessThan(instantOf(day, 0, zone)), supersededAt: IsNull() },
  })
  return rows.flatMap((p) => (p.villageId === null ? [] : [{ villageId: p.villageId, saidAt: p.saidAt }]))
}

/** Which of these teams are known on the day as of `now`, and by what; the others are not in the map. */
export async function knownTeams(
  db: Db,
  teams: readonly Team[],
  moment: Moment,
): Promise<Map<number, Known>> {
  const people = teams.flatMap(({ members }) => members.map(({ person }) => person.id))
  const heard = new Map((await voices(db, moment)).map((row) => [row.villageId, Number(row.at)]))
  const attestations = [
    ...(await attested(db, moment, CheckIn)),
    ...(await attested(db, moment, SafetyReport)),
  ]
  const seen = new Map(attestations.map((row) => [row.villageId, Number(row.at)]))
  const planned = new Map((await plans(db, moment)).map((plan) => [plan.villageId, plan.saidAt]))
  const covered = await coverages(db, people, moment)
  const start = instantOf(moment.day, 0, moment.zone)
  const known = new Map<number, Known>()
  for (const { village, members } of teams) {
    const found = knownOf({
      voiceAt: heard.get(village.id) ?? null,
      attestedAt: seen.get(village.id) ?? null,
      plannedAt: planned.get(village.id) ?? null,
      members: members.map(({ person }) => person.id),
      coverages: covered,
      dayStart: start,
    })
    if (found !== null) known.set(village.id, found)
  }
  return known
}
