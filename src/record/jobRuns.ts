import { JobRun } from '../../entities'
import type { Db } from './database'

/** The instant a job last ran for, null before its first run. */
export const lastRun = async (db: Db, name: string): Promise<number | null> =>
  (await db.findOneBy(JobRun, { name }))?.at ?? null

/** The job ran for this instant. Call it inside a transaction. */
export async function noteRun(db: Db, name: string, at: number): Promise<void> {
  await db
    .createQueryBuilder()
    .insert()
    .into(JobRun)
    .values({ name, at })
    .orUpdate(['at'], ['name'])
    .execute()
}
