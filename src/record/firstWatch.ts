import { JobRun } from '../../entities'
import { type Db, isDuplicate } from './database'

const NAME = 'first_watch'

/** The instant of the first watch on this database: whatever was silent before it is not counted. */
export async function firstWatch(db: Db, now: number): Promise<number> {
  const first = await db.findOneBy(JobRun, { name: NAME })
  if (first !== null) return first.at
  try {
    await db.insert(JobRun, { name: NAME, at: now })
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
  return now
}
