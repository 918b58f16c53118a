import { In, MoreThan } from 'typeorm'
import { ListedCase } from '../../entities'
import { inChunks } from './chunks'
import type { Db } from './database'

/** Numbers go on through a day, so that 「3我来找」 has one meaning whichever list it answers. */
const GOES_ON_FOR = 24 * 3_600_000

const lately = (db: Db, personId: number, now: number) =>
  db.find(ListedCase, { where: { personId, at: MoreThan(now - GOES_ON_FOR) }, order: { number: 'ASC' } })

/** The number of each case in this person's lists, in the order given; a case keeps the one it has. */
export async function numbered(
  db: Db,
  personId: number,
  cases: readonly number[],
  now: number,
): Promise<Map<number, number>> {
  const listed = await lately(db, personId, now)
  const numbers = new Map(listed.map(({ caseId, number }) => [caseId, number]))
  let last = listed.at(-1)?.number ?? 0
  const fresh = cases.filter((caseId) => !numbers.has(caseId))
  for (const caseId of fresh) numbers.set(caseId, ++last)
  // What stood in a list days ago gets a number of today.
  await inChunks(fresh, async (piece) => {
    await db.delete(ListedCase, { personId, caseId: In(piece) })
    await db.insert(
      ListedCase,
      piece.map((caseId) => ({ personId, caseId, number: numbers.get(caseId) ?? 0, at: now })),
    )
    return []
  })
  const again = cases.filter((caseId) => !fresh.includes(caseId))
  await inChunks(again, async (piece) => {
    await db.update(ListedCase, { personId, caseId: In(piece) }, { at: now })
    return []
  })
  return new Map(cases.map((caseId) => [caseId, numbers.get(caseId) ?? 0]))
}

/** The cases that stood in this person's lists of the last day, by their number. */
export async function casesByNumber(db: Db, personId: number, now: number): Promise<Map<number, number>> {
  return new Map((await lately(db, personId, now)).map(({ caseId, number }) => [number, caseId]))
}
