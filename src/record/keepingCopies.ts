import { In } from 'typeorm'
import { DigestLine, OutboundMessage, Person, Posting, Sms, Visit } from '../../entities'
import { inChunks } from './chunks'
import type { Db } from './database'

/**
 * The words in which others were told of somebody go; that they were told stays. Looks at whoever could be told: people
 * of the same villages, and their supervisors. `before`: what was queued since may mean a namesake.
 */
export async function blankCopies(db: Db, personId: number, before: number): Promise<void> {
  const { name } = await db.findOneByOrFail(Person, { id: personId })
  const villageIds = await villagesOf(db, personId)
  if (villageIds.length === 0) return
  await inChunks(await readersOf(db, villageIds), async (readers) => {
    await db
      .createQueryBuilder()
      .update(OutboundMessage)
      .set({ text: '', card: null })
      .where('personId IN (:...readers) AND queuedAt < :before AND INSTR(text, :name) > 0', {
        ...{ readers, before, name },
      })
      .execute()
    await db
      .createQueryBuilder()
      .update(Sms)
      .set({ text: '' })
      .where('personId IN (:...readers) AND queuedAt < :before AND INSTR(text, :name) > 0', {
        ...{ readers, before, name },
      })
      .execute()
    return []
  })
  const here = { villageIds, before, name }
  await db
    .createQueryBuilder()
    .update(Visit)
    .set({ words: '', declared: null })
    .where('villageId IN (:...villageIds) AND at < :before', here)
    .andWhere("(INSTR(words, :name) > 0 OR INSTR(COALESCE(declared, ''), :name) > 0)")
    .execute()
  await db
    .createQueryBuilder()
    .delete()
    .from(DigestLine)
    .where('villageId IN (:...villageIds) AND at < :before AND INSTR(text, :name) > 0', here)
    .execute()
}

async function villagesOf(db: Db, personId: number): Promise<number[]> {
  const postings = await db.findBy(Posting, { personId })
  return [...new Set(postings.flatMap(({ villageId }) => villageId ?? []))]
}

async function readersOf(db: Db, villageIds: number[]): Promise<number[]> {
  const near = await db.findBy(Posting, { villageId: In(villageIds) })
  const townships = near.flatMap(({ township }) => township ?? [])
  const above = await db.find(Posting, {
    select: { personId: true },
    where: [{ role: 'township_admin', township: In(townships) }, { role: 'district_admin' }],
  })
  return [...new Set([...near, ...above].map(({ personId }) => personId))]
}
