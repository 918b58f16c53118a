import { In, IsNull, LessThanOrEqual, MoreThan, Not } from 'typeorm'
import { Case, OutboundMessage, Posting, SUPERVISOR_ROLES } from '../../entities'
import type { AlarmRow } from '../decide/storm'
import { inChunks } from './chunks'
import type { Db } from './database'

/** An alarm may be held back this long for whoever is on duty, or by WeCom. */
const HELD_AT_MOST = 60 * 60_000
/** The group of alarms that are dropped when somebody has taken the case by their time. */
const UNLESS_TAKEN = ':later'

const columns = {
  id: true,
  personId: true,
  caseId: true,
  groupKey: true,
  queuedAt: true,
  state: true,
} as const

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

/** What supervisors with an alarm still to be sent were told, or are to be told by now, since `since`: oldest first. */
export async function alarmsSince(
  db: Db,
  since: number,
  { now, safetyOnly }: { now: number; safetyOnly: boolean },
): Promise<AlarmRow[]> {
  const people = await waitingFor(db, now, safetyOnly)
  const rows = await inChunks([...people], (piece) =>
    db.find(OutboundMessage, {
      select: { ...columns, nextTryAt: true, sentAt: true, claimedBy: true, safety: true, mediaId: true },
      where: {
        ...{ personId: In(piece), purpose: 'alarm', caseId: Not(IsNull()) },
        queuedAt: MoreThan(since - HELD_AT_MOST),
        state: In(['waiting', 'claimed', 'sent', 'listed']),
      },
      order: { id: 'ASC' },
    }),
  )
  const taken = await takenOf(db, rows, now)
  return rows.flatMap((row): AlarmRow[] => {
    const at = row.state === 'waiting' ? (row.nextTryAt ?? row.queuedAt) : (row.sentAt ?? row.queuedAt)
    if (row.caseId === null || at <= since || at > now) return []
    const isFree = row.state === 'waiting' && row.claimedBy === null && row.mediaId === null
    if (row.state === 'waiting' && safetyOnly && !row.safety) return []
    if (isFree && row.groupKey.endsWith(UNLESS_TAKEN) && taken.has(row.caseId)) return []
    const state = row.state === 'listed' ? 'listed' : isFree ? 'waiting' : 'told'
    return [{ id: row.id, personId: row.personId, caseId: row.caseId, at, state }]
  })
}

async function takenOf(db: Db, rows: readonly OutboundMessage[], now: number): Promise<Set<number>> {
  const ids = [...new Set(rows.flatMap(({ caseId }) => caseId ?? []))]
  const taken = await inChunks(ids, (piece) =>
    db.find(Case, { select: { id: true }, where: { id: In(piece), ownedUntil: MoreThan(now) } }),
  )
  return new Set(taken.map(({ id }) => id))
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
