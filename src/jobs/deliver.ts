import { isBetweenClocks, isWorkingDay } from '../decide/calendar'
import {
  type Candidate,
  claim,
  type Claim,
  countWaiting,
  dueCandidates,
  hasStale,
  releaseStale,
} from '../record/claims'
import { hasGathered } from '../record/gathering'
import type { Runtime } from '../runtime'
import { bundleOverCap, hasOverCap } from '../search/caps'
import { bundleClearances } from '../search/clearances'
import { dayOf } from '../time'
import type { WecomClient } from '../wecom/client'
import { deliverCards } from './deliverCards'
import { handOver, type Tally } from './handOver'

/** How many rows went which way in one run, and how many still wait. */
export interface Delivery extends Tally {
  waiting: number
}

export interface DeliverOptions {
  /** The machine's clock: a claim whose process died goes stale by it. */
  machine: () => number
  /** Names the calls of this run; unique among all processes. */
  newId: () => string
  /** No further call is begun once it is aborted. */
  signal?: AbortSignal
}

const CALLS_AT_ONCE = 8
/** After so many calls the queue is read anew, so that a call for help never waits behind a district's digests. */
const CALLS_PER_LOOK = 64

/**
 * Says what is due in the outbox at `now`, until nothing is:
 * 1. return what a dead process had in hand;
 * 2. make one list of what is more than a supervisor is told in a day, and of what has ended together;
 * 3. look at what is due, help first, and group what goes out as one call;
 * 4. claim a few groups, in one transaction;
 * 5. hand each to WeCom and mark what became of it, with no transaction open.
 * Rows that failed for now are due later than `now`, so a second run for the same instant says nothing.
 */
export async function deliver(
  rt: Runtime,
  client: WecomClient,
  now: number,
  { machine, newId, signal }: DeliverOptions,
): Promise<Delivery> {
  const { database, policy, timezone } = rt
  const total: Tally = { sent: 0, retried: 0, refused: 0, dropped: 0 }
  const { from, until } = policy.quiet
  const day = dayOf(now, timezone)
  const safetyOnly = isBetweenClocks(now, day, from, until, timezone)
  // The all-clear of a team's morning belongs to working days as the morning does.
  const held = isWorkingDay(day, policy.calendar) ? [] : (['all_clear'] as const)

  if (await hasStale(database.db, machine())) {
    await database.inTransaction((db) => releaseStale(db, machine()))
  }
  const moment = { now, day, zone: timezone }
  if (!safetyOnly && (await hasOverCap(rt, database.db, moment))) {
    await database.inTransaction((db) => bundleOverCap(rt, db, moment))
  }
  if (await hasGathered(database.db, now)) {
    const only = { safetyOnly: safetyOnly || held.length > 0 }
    await database.inTransaction((db) => bundleClearances(db, moment, only))
  }
  await sendDue()
  // Cards change after everything that is to be said; what cannot be shown there is said.
  if (!signal?.aborted && (await deliverCards(rt, client, now, machine)) > 0) await sendDue()
  return { ...total, waiting: await countWaiting(database.db) }

  async function sendDue(): Promise<void> {
    let working = !signal?.aborted
    while (working) {
      const due = await dueCandidates(database.db, now, { safetyOnly, held })
      if (due.length === 0 || !(await reachable(rt, client))) break
      for (const wave of waves(due.slice(0, CALLS_PER_LOOK))) {
        const claims = await database.inTransaction((db) => claimAll(db, wave))
        const tallies = await Promise.all(claims.map((claimed) => handOver(rt, client, claimed, now)))
        for (const tally of tallies) addUp(total, tally)
        working = !signal?.aborted && !tallies.some(({ broken }) => broken)
        if (!working) break
      }
    }
  }

  async function claimAll(db: Parameters<typeof claim>[0], wave: Candidate[]): Promise<Claim[]> {
    const claims: Claim[] = []
    for (const candidate of wave) claims.push(await claim(db, candidate, newId(), machine()))
    return claims.filter(({ rows }) => rows.length > 0)
  }
}

/** Without a token every call fails: one question now instead of one for each message. */
async function reachable(rt: Runtime, client: WecomClient): Promise<boolean> {
  const token = await client.checkToken()
  if (token.kind === 'refused')
    rt.log.error({ code: token.code, reason: token.reason }, 'WeCom gives no access token')
  return token.kind === 'ok'
}

/** A few calls at a time; one person's messages never side by side, so that they arrive in order. */
function waves(due: Candidate[]): Candidate[][] {
  const result: Candidate[][] = []
  let wave: Candidate[] = []
  let people = new Set<number>()
  for (const candidate of due) {
    if (wave.length === CALLS_AT_ONCE || candidate.personIds.some((id) => people.has(id))) {
      result.push(wave)
      wave = []
      people = new Set()
    }
    wave.push(candidate)
    for (const id of candidate.personIds) people.add(id)
  }
  return wave.length === 0 ? result : [...result, wave]
}

function addUp(total: Tally, { sent, retried, refused, dropped }: Tally): void {
  total.sent += sent
  total.retried += retried
  total.refused += refused
  total.dropped += dropped
}
