import {
  Between,
  type EntityTarget,
  type FindOptionsWhere,
  In,
  IsNull,
  LessThanOrEqual,
  MoreThanOrEqual,
} from 'typeorm'
import {
  CheckIn,
  LeaveRequest,
  LocationNote,
  Message,
  NotSeenNote,
  Person,
  SafetyReport,
  type Statement,
} from '../../entities'
import { grouped } from '../decide/grouped'
import { type SaidAbout, type Whereabouts, whereaboutsAt } from '../decide/whereabouts'
import type { Policy } from '../policy'
import { addDays, dayOf, instantOf } from '../time'
import { inChunks } from './chunks'
import type { Db } from './database'

/** The moment asked for, and the moment of asking: what was said since the former counts for a day still to come. */
export interface Asked {
  at: number
  now: number
  zone: string
  policy: Policy
}

const DAY = 86_400_000
/** How far back somebody's 「没见到」 is looked for. */
const NOT_SEEN_FOR = 30 * DAY

type About = Statement & { subjectId: number | null }

/** Valid statements about people between two instants, by the index (subject, said at). */
const saidBetween = <S extends About>(
  db: Db,
  entity: EntityTarget<S>,
  people: number[],
  from: number,
  to: number,
) =>
  db.find(entity, {
    where: {
      subjectId: In(people),
      saidAt: Between(from, to),
      supersededAt: IsNull(),
    } as FindOptionsWhere<S>,
  })

/** Said before `before` and reaching into the day: a training announced last week. */
async function reachingInto(db: Db, people: number[], start: number, before: number): Promise<CheckIn[]> {
  const rows = await db.find(CheckIn, {
    where: { subjectId: In(people), untilAt: MoreThanOrEqual(start), supersededAt: IsNull() },
  })
  // Not asked of the database: it might look through all that was ever said before, instead of the few that reach so far.
  return rows.filter(({ saidAt }) => saidAt <= before)
}

const leavesOn = (db: Db, people: number[], day: string, until: number) =>
  db.find(LeaveRequest, {
    where: {
      subjectId: In(people),
      toDay: MoreThanOrEqual(day),
      fromDay: LessThanOrEqual(day),
      saidAt: LessThanOrEqual(until),
      supersededAt: IsNull(),
    },
  })

interface LastRows {
  id: number
  heardAt: number | string | null
  checkInId: number | null
}

/** For each person the newest own message and the newest valid check-in: two index look-ups, whatever the history. */
async function lastRows(db: Db, people: number[], until: number): Promise<LastRows[]> {
  const query = db.createQueryBuilder(Person, 'p')
  const heard = query
    .subQuery()
    .select('m.at')
    .from(Message, 'm')
    .where('m.personId = p.id AND m.voice = 1 AND m.at <= :until')
    .orderBy('m.at', 'DESC')
    .limit(1)
  const checkIn = query
    .subQuery()
    .select('c.id')
    .from(CheckIn, 'c')
    .where('c.subjectId = p.id AND c.supersededAt IS NULL AND c.status IS NOT NULL AND c.saidAt <= :until')
    .orderBy('c.saidAt', 'DESC')
    .limit(1)
  return query
    .select('p.id', 'id')
    .addSelect(heard.getQuery(), 'heardAt')
    .addSelect(checkIn.getQuery(), 'checkInId')
    .where('p.id IN (:...people)', { people, until })
    .getRawMany<LastRows>()
}

const bySubject = <S extends About>(rows: readonly S[]) => grouped(rows, ({ subjectId }) => subjectId)

const distinct = <T extends { id: number }>(rows: readonly T[]) => [
  ...new Map(rows.map((row) => [row.id, row])).values(),
]

async function saidAbout(db: Db, people: number[], { at, now, zone }: Asked): Promise<[number, SaidAbout][]> {
  const day = dayOf(at, zone)
  const start = instantOf(day, 0, zone)
  const until = at < now ? at : now
  const since = instantOf(addDays(dayOf(until, zone), -1), 0, zone)
  const recent = await saidBetween(db, CheckIn, people, since, until)
  const periods = await reachingInto(db, people, start, Math.min(since, until))
  const last = await lastRows(db, people, until)
  const silent = last.filter(({ checkInId }) => checkInId !== null).map(({ checkInId }) => Number(checkInId))
  const old = await db.findBy(CheckIn, { id: In(silent) })
  const checkIns = bySubject(distinct([...recent, ...periods, ...old]))
  const leaves = bySubject(await leavesOn(db, people, day, until))
  const safe = bySubject(await saidBetween(db, SafetyReport, people, since, until))
  const notSeen = bySubject(await saidBetween(db, NotSeenNote, people, until - NOT_SEEN_FOR, until))
  const locations = bySubject(await saidBetween(db, LocationNote, people, since, until))
  return last.map(({ id, heardAt }) => [
    id,
    {
      checkIns: checkIns.get(id) ?? [],
      leaves: leaves.get(id) ?? [],
      safe: safe.get(id) ?? [],
      notSeen: notSeen.get(id) ?? [],
      locations: locations.get(id) ?? [],
      heardAt: heardAt === null ? null : Number(heardAt),
    },
  ])
}

/** Where these people are at `asked.at` as far as anybody said by `asked.now`, by person id. */
export async function whereaboutsOf(
  db: Db,
  people: readonly number[],
  asked: Asked,
): Promise<Map<number, Whereabouts>> {
  const said = await inChunks([...new Set(people)], (piece) => saidAbout(db, piece, asked))
  const { at, now, zone, policy } = asked
  return new Map(
    said.map(([id, words]) => {
      const found = whereaboutsAt(words, at, zone, policy)
      // Who is late is late now; a day gone by or to come has nobody to wait for.
      return [id, at === now ? found : { ...found, overdue: false }]
    }),
  )
}
