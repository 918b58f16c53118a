import { LessThan } from 'typeorm'
import { Heartbeat } from '../../entities'
import type { Db } from './database'

const FORGOTTEN_AFTER = 30 * 86_400_000

/** This process is alive, by the machine's clock. Call it inside a transaction. */
export async function beat(db: Db, process: string, startedAt: number, machineNow: number): Promise<void> {
  const { affected } = await db.update(Heartbeat, { process }, { startedAt, beatAt: machineNow })
  if (affected !== 0) return
  await db.delete(Heartbeat, { beatAt: LessThan(machineNow - FORGOTTEN_AFTER) })
  await db.insert(Heartbeat, { process, startedAt, beatAt: machineNow })
}

/** The last beat of any web process; null before the first. Asked at start: from then until now nobody listened. */
export async function lastBeat(db: Db): Promise<number | null> {
  const [latest] = await db.find(Heartbeat, { order: { beatAt: 'DESC' }, take: 1 })
  return latest?.beatAt ?? null
}
