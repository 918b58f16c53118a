import { In, IsNull, LessThanOrEqual, MoreThan, Not } from 'typeorm'
import { OutboundMessage, Posting, SUPERVISOR_ROLES } from '../../entities'
import type { AlarmRow } from '../decide/storm'
import { inChunks } from './chunks'
import type { Db } from './database'

const columns = { id: true, personId: true, caseId: true, queuedAt: true, state: true } as const

/** Alarms not sent yet that are due, of supervisors; a call made before must be repeated as it was. */
async function waitingFor(db: Db, now: number, safetyOnly: boolean): Promise<Set<number>> {
  const rows = await db.find(OutboundMessage, {
    select: { personId: true },
    where: {
      state: 'waiting',
      safety: safetyOnly ? true : In([true, false]),
      nextTryAt: LessThanOrEqual(now),
      ...{ purpose: 'alarm', caseId: Not(IsNull()), claimedBy: IsNull() },
    },
  })
  const people = [...new Set(rows.map(({ personId }) => personId))]
  const supervisors = await inChunks(people, (piece) =>
    db.find(Posting, {
      select: { personId: true },
      where: { personId: In(piece), role: In([...SUPERVISOR_ROLES]) },
    }),
  )
  return new Set(supervisors.map(({ personId }) => personId))
}

/** What supervisors with an alarm still to be sent were to be told since `since`, oldest first. */
export async function alarmsSince(
  db: Db,
  since: number,
  { now, safetyOnly }: { now: number; safetyOnly: boolean },
): Promise<AlarmRow[]> {
  const people = await waitingFor(db, now, safetyOnly)
  const rows = await inChunks([...people], (piece) =>
    db.find(OutboundMessage, {
      select: { ...columns, nextTryAt: true, claimedBy: true, safety: true, mediaId: true },
      where: {
        ...{ personId: In(piece), purpose: 'alarm', caseId: Not(IsNull()), queuedAt: MoreThan(since) },
        state: In(['waiting', 'claimed', 'sent', 'listed']),
      },
      order: { id: 'ASC' },
    }),
  )
  const isFree = (row: OutboundMessage) =>
    row.state === 'waiting' && row.claimedBy === null && row.mediaId === null && (row.nextTryAt ?? 0) <= now
  return rows.flatMap((row) => {
    if (row.caseId === null || (safetyOnly && !row.safety && row.state === 'waiting')) return []
    const state = row.state === 'listed' ? 'listed' : isFree(row) ? 'waiting' : 'told'
    const { id, personId, caseId, queuedAt } = row
    return [{ id, personId, caseId, queuedAt, state }]
  })
}

/** These alarms are told in a list instead; `list` is its key. Gives how many this call took. */
export async function markListed(db: Db, rows: readonly number[], list: string): Promise<number> {
  let taken = 0
  await inChunks(rows, async (piece) => {
    const { affected } = await db.update(
      OutboundMessage,
      { id: In(piece), state: 'waiting', claimedBy: IsNull() },
      { state: 'listed', reason: list, nextTryAt: null },
    )
    taken += affected ?? 0
    return []
  })
  return taken
}
