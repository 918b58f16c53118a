import { type FindOptionsWhere, In, IsNull, LessThanOrEqual, MoreThanOrEqual, Not } from 'typeorm'
import { CheckIn, LeaveRequest } from '../../entities'
import { type Coverage, coveringOn, type Spell } from '../decide/accounted'
import { addDays, dayOf, instantOf } from '../time'
import { inChunks } from './chunks'
import type { Db } from './database'

/** How many days before a day something may have been said about it that names a start and no end. */
const SAID_BEFORE = 14

function reasonOf(c: CheckIn): Coverage['reason'] {
  if (c.status === 'leave' || c.status === 'business' || c.status === 'rest') return c.status
  if (c.noSignal) return 'no_signal'
  if (c.status === null) return 'time'
  return c.status === 'in_village' ? 'in_village' : 'out'
}

const ofCheckIn = (c: CheckIn, zone: string): Spell[] => {
  if (c.subjectId === null) return []
  const until = c.untilAt === null ? c.day : dayOf(c.untilAt, zone)
  const toDay = until > c.day ? until : c.day
  return [{ personId: c.subjectId, reason: reasonOf(c), saidAt: c.saidAt, fromDay: c.day, toDay }]
}

const ofLeave = ({ subjectId, saidAt, fromDay, toDay, endedDay }: LeaveRequest): Spell => ({
  ...{ personId: subjectId, reason: 'leave', saidAt, fromDay },
  toDay: endedDay === null || endedDay > toDay ? toDay : endedDay,
})

/** What was said by `now` about these people and reaches `since` or a later day: leave, rest, business, the mountain. */
export async function spellsSince(
  db: Db,
  people: readonly number[],
  since: string,
  { now, zone }: { now: number; zone: string },
): Promise<Spell[]> {
  const start = instantOf(since, 0, zone)
  const leaves = await inChunks(people, (piece) =>
    db.find(LeaveRequest, {
      where: {
        subjectId: In(piece),
        toDay: MoreThanOrEqual(since),
        saidAt: LessThanOrEqual(now),
        state: Not('refused'),
        supersededAt: IsNull(),
      },
    }),
  )
  const reaching: FindOptionsWhere<CheckIn>[] = [
    { saidAt: MoreThanOrEqual(start) },
    // Whenever it was said: with two bounds the database might look through the longer of the two.
    { untilAt: MoreThanOrEqual(start) },
    {
      saidAt: MoreThanOrEqual(instantOf(addDays(since, -SAID_BEFORE), 0, zone)),
      fromAt: MoreThanOrEqual(start),
    },
  ]
  const checkIns = new Map<number, CheckIn>()
  for (const said of reaching) {
    const rows = await inChunks(people, (piece) =>
      db.find(CheckIn, { where: { ...said, subjectId: In(piece), supersededAt: IsNull() } }),
    )
    for (const row of rows) if (row.saidAt <= now) checkIns.set(row.id, row)
  }
  const inOrder = [...checkIns.values()].sort((a, b) => a.saidAt - b.saidAt || a.id - b.id)
  return [...leaves.map(ofLeave), ...inOrder.flatMap((c) => ofCheckIn(c, zone))]
}

/** What accounts for these people on the day, as said by `now`. */
export const coverages = async (
  db: Db,
  people: readonly number[],
  { day, now, zone }: { day: string; now: number; zone: string },
): Promise<Coverage[]> => coveringOn(await spellsSince(db, people, day, { now, zone }), day)
