import { In, IsNull, Not } from 'typeorm'
import { JobRun, Message } from '../../entities'
import { type Db, isDuplicate } from './database'

const FIRST = 'first_watch'
const LAST = 'last_watch'

/** The instant of the last watch; null before the first. */
export const lastWatch = async (db: Db): Promise<number | null> =>
  (await db.findOneBy(JobRun, { name: LAST }))?.at ?? null

/** The instant of the first watch on this database; null before it. */
export const firstWatch = async (db: Db): Promise<number | null> =>
  (await db.findOneBy(JobRun, { name: FIRST }))?.at ?? null

/**
 * Notes that a watch runs. Returns the instant of the first one on this database: whatever was silent before it is not
 * counted.
 */
export async function noteWatch(db: Db, now: number): Promise<number> {
  const runs = new Map(
    (await db.findBy(JobRun, { name: In([FIRST, LAST]) })).map(({ name, at }) => [name, at]),
  )
  if (runs.get(LAST) !== now) await noteRun(db, LAST, now, runs.has(LAST))
  if (!runs.has(FIRST)) await noteRun(db, FIRST, now, false)
  return runs.get(FIRST) ?? now
}

/** Since when silence can be told: the first watch, or the first message of somebody on the roster before it. */
export async function listeningSince(db: Db, now: number): Promise<number> {
  const watchedFrom = await noteWatch(db, now)
  const first = await db.findOne(Message, {
    select: { id: true, at: true },
    where: { personId: Not(IsNull()) },
    order: { id: 'ASC' },
  })
  return Math.min(watchedFrom, first?.at ?? watchedFrom)
}

/** Two processes may watch at once: one of them notes it. */
async function noteRun(db: Db, name: string, at: number, isKnown: boolean): Promise<void> {
  if (isKnown) {
    await db.update(JobRun, { name }, { at })
    return
  }
  try {
    await db.insert(JobRun, { name, at })
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
}
