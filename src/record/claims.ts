import { In, IsNull, LessThan, LessThanOrEqual, MoreThan, Not } from 'typeorm'
import { Case, OutboundMessage, type Purpose } from '../../entities'
import type { Db } from './database'

/** Rows that are due and go out as one call. */
export interface Candidate {
  /** They were called together before and must be again: a repeat that WeCom recognises is byte-identical. */
  calledBefore: string | null
  groupKey: string
  ids: number[]
  personIds: number[]
}

/** Rows that this process alone has in hand, in the order of their ids. */
export interface Claim {
  by: string
  /** Machine time. */
  at: number
  rows: OutboundMessage[]
}

/** Eight full calls: as many as are under way at a time. */
const PAGE = 8000
const RECEIVERS = 1000
const STALE_AFTER = 60_000
const REASON = 190

const looked = {
  id: true,
  groupKey: true,
  personId: true,
  purpose: true,
  caseId: true,
  text: true,
  mediaId: true,
  claimedBy: true,
} as const

/** What waits although it is due: quiet hours leave safety alone, a day off holds some purposes back. */
export interface Held {
  safetyOnly: boolean
  held?: readonly Purpose[]
}

/** What is due at `now`: safety first, then the oldest, grouped. A page of it; ask again when that is done. */
export async function dueCandidates(
  db: Db,
  now: number,
  { safetyOnly, held = [] }: Held,
): Promise<Candidate[]> {
  const page = (safety: boolean) =>
    db.find(OutboundMessage, {
      select: looked,
      where: {
        state: 'waiting',
        safety,
        nextTryAt: LessThanOrEqual(now),
        ...(safety || held.length === 0 ? {} : { purpose: Not(In([...held])) }),
      },
      order: { nextTryAt: 'ASC', id: 'ASC' },
      take: PAGE,
    })
  const safety = grouped(await page(true))
  return safetyOnly || safety.length > 0 ? safety : grouped(await page(false))
}

function grouped(rows: Pick<OutboundMessage, keyof typeof looked>[]): Candidate[] {
  const all: Candidate[] = []
  // Of each text the group that is not full.
  const groups = new Map<string, Candidate>()
  for (const row of rows) {
    const alike =
      row.claimedBy === null
        ? [row.groupKey, row.purpose, row.caseId, row.mediaId, row.text]
        : [row.claimedBy]
    const key = JSON.stringify(alike)
    let group = groups.get(key)
    if (group === undefined || group.ids.length === RECEIVERS) {
      group = { calledBefore: row.claimedBy, groupKey: row.groupKey, ids: [], personIds: [] }
      groups.set(key, group)
      all.push(group)
    }
    group.ids.push(row.id)
    group.personIds.push(row.personId)
  }
  return all
}

/**
 * Takes the rows by a conditional update: of any number of processes one gets each. Empty when others were faster.
 * `by` names the call, 64 characters at most; one that was made before keeps its name.
 */
export async function claim(db: Db, candidate: Candidate, by: string, at: number): Promise<Claim> {
  const { calledBefore, groupKey, ids } = candidate
  const name = calledBefore ?? by
  const { affected } = await db.update(
    OutboundMessage,
    {
      state: 'waiting',
      ...(calledBefore === null
        ? { id: In(ids), claimedBy: IsNull() }
        : { groupKey, claimedBy: calledBefore }),
    },
    { state: 'claimed', claimedBy: name, claimedAt: at, attempts: () => 'attempts + 1' },
  )
  if (affected === 0) return { by: name, at, rows: [] }
  const rows = await db.find(OutboundMessage, {
    where: { state: 'claimed', claimedBy: name, groupKey },
    order: { id: 'ASC' },
  })
  return { by: name, at, rows }
}

/** Claims that are too old, by the machine's clock; one from the future was made before the clock was set back. */
const stale = (machineNow: number) => [
  { state: 'claimed' as const, claimedAt: LessThan(machineNow - STALE_AFTER) },
  { state: 'claimed' as const, claimedAt: MoreThan(machineNow + STALE_AFTER) },
]

/** Has a process died with something in hand? */
export const hasStale = (db: Db, machineNow: number) =>
  db.exists(OutboundMessage, { where: stale(machineNow) })

/** What it had in hand returns to the queue, each message with the people it was called with. */
export async function releaseStale(db: Db, machineNow: number): Promise<void> {
  for (const where of stale(machineNow)) await db.update(OutboundMessage, where, { state: 'waiting' })
}

/**
 * They arrived; `lost` says what did not. True whoever has the rows in hand by now: a slow call that went through is a
 * call that went through.
 */
export function markSent(
  db: Db,
  { by }: Claim,
  rows: OutboundMessage[],
  now: number,
  msgid: string,
  { lost, responseCode }: { lost: string | null; responseCode: string | null },
) {
  return db.update(
    OutboundMessage,
    { id: In(rows.map(({ id }) => id)), claimedBy: by, state: In(['claimed', 'waiting']) },
    {
      ...{ state: 'sent', sentAt: now, msgid, nextTryAt: null, responseCode },
      reason: lost?.slice(0, REASON) ?? null,
    },
  )
}

/** They will not go out: refused by WeCom, or pointless by now. */
export function markEnded(
  db: Db,
  claimed: Claim,
  rows: OutboundMessage[],
  state: 'refused' | 'dropped',
  reason: string,
) {
  return db.update(OutboundMessage, inHand(claimed, rows), {
    state,
    reason: reason.slice(0, REASON),
    // When it was due tells the second road what was refused lately.
    ...(state === 'dropped' ? { nextTryAt: null } : {}),
  })
}

/** The same call again, not before `nextTryAt`. */
export function markRetry(db: Db, claimed: Claim, nextTryAt: number, reason: string) {
  return db.update(OutboundMessage, inHand(claimed, claimed.rows), {
    state: 'waiting',
    nextTryAt,
    reason: reason.slice(0, REASON),
  })
}

/** Put back untried, free to go out with others. */
export function putBack(db: Db, claimed: Claim, rows: OutboundMessage[], nextTryAt: number) {
  return db.update(OutboundMessage, inHand(claimed, rows), {
    state: 'waiting',
    claimedBy: null,
    nextTryAt,
    attempts: () => 'attempts - 1',
  })
}

/** Rows still ours: a claim that went stale may be in other hands. */
const inHand = ({ by, at }: Claim, rows: OutboundMessage[]) => ({
  id: In(rows.map(({ id }) => id)),
  claimedBy: by,
  claimedAt: at,
  state: 'claimed' as const,
})

/** How many rows wait, due or not. */
export const countWaiting = (db: Db) => db.countBy(OutboundMessage, { state: 'waiting' })

/** Has somebody taken it? */
export const isCaseOwned = (db: Db, caseId: number, now: number) =>
  db.existsBy(Case, { id: caseId, ownedUntil: MoreThan(now) })

export const isCaseClosed = (db: Db, caseId: number) => db.existsBy(Case, { id: caseId, state: 'closed' })
