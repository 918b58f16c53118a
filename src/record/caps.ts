import { In, IsNull, LessThanOrEqual, Not } from 'typeorm'
import { OutboundMessage, Posting, SUPERVISOR_ROLES } from '../../entities'
import { inChunks } from './chunks'
import type { Db } from './database'

/** Why an alarm of the day was left to the digest. */
export const OVER_CAP = '超过一天的条数,并入简报'

const ordinary = { purpose: 'alarm', safety: false } as const
const looked = { id: true, personId: true, userid: true, caseId: true } as const
type Waiting = Pick<OutboundMessage, keyof typeof looked>

/** Alarms outside safety that would go out to supervisors now, oldest first. */
export async function ordinaryAlarms(db: Db, now: number): Promise<Waiting[]> {
  const rows = await db.find(OutboundMessage, {
    select: looked,
    where: {
      ...{ ...ordinary, state: 'waiting', caseId: Not(IsNull()), claimedBy: IsNull() },
      nextTryAt: LessThanOrEqual(now),
    },
    order: { id: 'ASC' },
  })
  const people = [...new Set(rows.map(({ personId }) => personId))]
  const supervisors = await inChunks(people, (piece) =>
    db.find(Posting, {
      select: { personId: true },
      where: { personId: In(piece), role: In([...SUPERVISOR_ROLES]) },
    }),
  )
  const wanted = new Set(supervisors.map(({ personId }) => personId))
  return rows.filter(({ personId }) => wanted.has(personId))
}

/** How many alarms outside safety each of these people was told on the day; a list counts as one. */
export async function ordinaryTold(
  db: Db,
  people: readonly number[],
  day: string,
): Promise<Map<number, number>> {
  const rows = await inChunks(people, (piece) =>
    db.find(OutboundMessage, {
      select: { personId: true },
      where: { ...ordinary, personId: In(piece), day, state: In(['sent', 'claimed']) },
    }),
  )
  const counts = new Map<number, number>()
  for (const { personId } of rows) counts.set(personId, (counts.get(personId) ?? 0) + 1)
  return counts
}

/** They are not told one by one any more: the digest has them. */
export const leaveToDigest = (db: Db, rows: readonly number[]) =>
  inChunks(rows, async (piece) => {
    await db.update(
      OutboundMessage,
      { id: In(piece), state: 'waiting', claimedBy: IsNull() },
      { state: 'dropped', reason: OVER_CAP, nextTryAt: null },
    )
    return []
  })

/** How many cases were left to the digest of the day, by person. */
export async function leftToDigest(
  db: Db,
  people: readonly number[],
  day: string,
): Promise<Map<number, number>> {
  const rows = await inChunks(people, (piece) =>
    db.find(OutboundMessage, {
      select: { personId: true, caseId: true },
      where: { personId: In(piece), day, state: 'dropped' as const, reason: OVER_CAP },
    }),
  )
  const cases = new Map<number, Set<number | null>>()
  for (const { personId, caseId } of rows)
    cases.set(personId, (cases.get(personId) ?? new Set<number | null>()).add(caseId))
  return new Map([...cases].map(([personId, ids]) => [personId, ids.size]))
}
