import { IsNull, LessThan, LessThanOrEqual, MoreThan } from 'typeorm'
import { Downtime } from '../../entities'
import { type Db, isDuplicate } from './database'

/** A stretch in which we could not hear anybody. Epoch ms, `from` included. */
export interface Gap {
  from: number
  to: number
}

/** Shorter silences of ours are no downtime: a restart takes less. */
export const SHORTEST_GAP = 3 * 60_000

/**
 * A web process says that from then to then nobody was heard because of us: `stopped` (none listened) or `spooled` (the
 * database did not answer). The same start recorded again only lengthens it; shorter than 3 min is none. Call it inside
 * a transaction.
 */
export async function recordGap(db: Db, from: number, to: number, why: Downtime['why']): Promise<void> {
  if (to - from <= SHORTEST_GAP) return
  const key = `${why}:${from}`
  if (!(await db.existsBy(Downtime, { key }))) {
    try {
      await db.insert(Downtime, { key, why, fromAt: from, toAt: to })
      return
    } catch (error) {
      if (!isDuplicate(error)) throw error
    }
  }
  await db.update(Downtime, { key, toAt: LessThan(to) }, { toAt: to })
}

/** Our gaps that touch `[from, to)`, in order; those that overlap are one. */
export async function gapsOverlapping(db: Db, from: number, to: number): Promise<Gap[]> {
  const rows = await db.find(Downtime, {
    where: { toAt: MoreThan(from), fromAt: LessThan(to) },
    order: { fromAt: 'ASC', id: 'ASC' },
  })
  const gaps: Gap[] = []
  for (const { fromAt, toAt } of rows) {
    const last = gaps.at(-1)
    if (last !== undefined && fromAt <= last.to) last.to = Math.max(last.to, toAt)
    else gaps.push({ from: fromAt, to: toAt })
  }
  return gaps
}

/** Gaps that ended by `now` and nobody was told of; each is claimed, so that one process alone tells of it. */
export async function claimUntold(db: Db, now: number): Promise<Downtime[]> {
  const claimed: Downtime[] = []
  const untold = await db.find(Downtime, {
    where: { toldAt: IsNull(), toAt: LessThanOrEqual(now) },
    order: { fromAt: 'ASC', id: 'ASC' },
  })
  for (const row of untold) {
    const { affected } = await db.update(Downtime, { id: row.id, toldAt: IsNull() }, { toldAt: now })
    if (affected === 1) claimed.push(row)
  }
  return claimed
}
