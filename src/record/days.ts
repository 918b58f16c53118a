import { Between, In, IsNull, LessThanOrEqual, MoreThanOrEqual } from 'typeorm'
import { CheckIn, LeaveRequest, WorkItem } from '../../entities'
import { daysHeld, type DayKind } from '../decide/daysHeld'
import { grouped } from '../decide/grouped'
import { addDays, instantOf } from '../time'
import { inChunks } from './chunks'
import type { Db } from './database'

/** What is on record of each day from `from` to `to`, both included, for each of these people. */
export async function daysOnRecord(
  db: Db,
  people: readonly number[],
  from: string,
  to: string,
  zone: string,
): Promise<Map<number, Map<string, DayKind>>> {
  const start = instantOf(from, 0, zone)
  const end = instantOf(addDays(to, 1), 0, zone)
  const checkIns = await inChunks(people, async (piece) => {
    const select = {
      id: true,
      subjectId: true,
      saidAt: true,
      day: true,
      status: true,
      fromAt: true,
      untilAt: true,
    } as const
    const valid = { subjectId: In(piece), supersededAt: IsNull() }
    const said = await db.find(CheckIn, { select, where: { ...valid, saidAt: Between(start, end - 1) } })
    // Announced before the period and reaching into it. With two bounds the database might look through the longer one.
    const reaching = await db.find(CheckIn, { select, where: { ...valid, untilAt: MoreThanOrEqual(start) } })
    return [...said, ...reaching.filter(({ saidAt }) => saidAt < start)]
  })
  const leaves = await inChunks(people, (piece) =>
    db.find(LeaveRequest, {
      where: {
        subjectId: In(piece),
        toDay: MoreThanOrEqual(from),
        fromDay: LessThanOrEqual(to),
        supersededAt: IsNull(),
      },
    }),
  )
  const work = await inChunks(people, (piece) => workDays(db, piece, start, from, to))
  const [checkInsOf, leavesOf, workOf] = [
    grouped(checkIns, ({ subjectId }) => subjectId),
    grouped(leaves, ({ subjectId }) => subjectId),
    grouped(work, ({ speakerId }) => speakerId),
  ]
  return new Map(
    people.map((id) => {
      const said = {
        checkIns: checkInsOf.get(id) ?? [],
        leaves: leavesOf.get(id) ?? [],
        workDays: (workOf.get(id) ?? []).map(({ day }) => day),
      }
      return [id, daysHeld(said, from, to, zone)]
    }),
  )
}

const workDays = (db: Db, people: number[], start: number, from: string, to: string) =>
  db
    .createQueryBuilder(WorkItem, 'w')
    .select('w.speakerId', 'speakerId')
    .addSelect('w.day', 'day')
    .where('w.speakerId IN (:...people) AND w.saidAt >= :start', { people, start })
    .andWhere('w.day BETWEEN :from AND :to AND w.done = 1 AND w.supersededAt IS NULL', { from, to })
    .groupBy('w.speakerId')
    .addGroupBy('w.day')
    .getRawMany<{ speakerId: number; day: string }>()
