import { Between, In, IsNull, LessThan, LessThanOrEqual, Not } from 'typeorm'
import { Case, OutboundMessage, type Person, Sms } from '../../entities'
import { inChunks } from './chunks'
import { type Db, isDuplicate } from './database'
import { findPeople } from './people'

const MINUTE = 60_000
/** What WeCom refused longer ago is told by other means by now. */
const LATELY = 60 * MINUTE
const STALE_AFTER = MINUTE

export interface NewSms {
  key: string
  person: Pick<Person, 'id' | 'mobile'>
  caseId: number | null
  text: string
}

/** Queues a short message each, once per key; who left no phone gets none. Gives how many are new. */
export async function queueSms(db: Db, now: number, wanted: readonly NewSms[]): Promise<number> {
  let queued = 0
  for (const { key, person, caseId, text } of wanted) {
    if (person.mobile === null || (await db.existsBy(Sms, { key }))) continue
    try {
      await db.insert(Sms, {
        ...{ key, personId: person.id, caseId, phone: person.mobile, text },
        ...{ queuedAt: now, nextTryAt: now, state: 'waiting' as const },
      })
      queued++
    } catch (error) {
      if (!isDuplicate(error)) throw error
    }
  }
  return queued
}

const due = ({ state, attempts, queuedAt, nextTryAt }: OutboundMessage) =>
  state === 'waiting' && attempts === 0 ? Math.max(queuedAt, nextTryAt ?? 0) : queuedAt

/**
 * Alarms and roll calls that WeCom has not delivered `within` ms after they were due, and that are not on the second road
 * yet. In quiet hours safety alone.
 */
export async function undelivered(
  db: Db,
  now: number,
  { within, safetyOnly }: { within: number; safetyOnly: boolean },
): Promise<NewSms[]> {
  const about = {
    purpose: In(['alarm', 'roll_call'] as const),
    safety: safetyOnly ? true : In([true, false]),
  }
  const soon = LessThanOrEqual(now + 15 * MINUTE)
  const rows = await db.find(OutboundMessage, {
    where: [
      { state: In(['waiting', 'claimed']), nextTryAt: soon, ...about },
      { state: 'refused', nextTryAt: Between(now - LATELY, now), ...about },
    ],
    order: { id: 'ASC' },
  })
  const late = rows.filter((row) => due(row) <= now - within)
  const taken = await inChunks(
    late.map(({ id }) => id),
    async (ids) => {
      const keys = late.filter(({ id }) => ids.includes(id)).map(({ key }) => key)
      return db.find(Sms, { select: { key: true }, where: { key: In(keys) } })
    },
  )
  const known = new Set(taken.map(({ key }) => key))
  const fresh = late.filter(({ key }) => !known.has(key))
  const people = await findPeople(db, [...new Set(fresh.map(({ personId }) => personId))])
  return fresh.flatMap(({ key, personId, caseId, text }) => {
    const person = people.find(({ id }) => id === personId)
    return person === undefined ? [] : [{ key, person, caseId, text }]
  })
}

/** Drops what is about a case that has ended. */
export async function dropEnded(db: Db, now: number): Promise<void> {
  const waiting = await db.findBy(Sms, {
    state: 'waiting',
    nextTryAt: LessThanOrEqual(now),
    caseId: Not(IsNull()),
  })
  const cases = [...new Set(waiting.flatMap(({ caseId }) => caseId ?? []))]
  const ended = await inChunks(cases, (ids) => db.findBy(Case, { id: In(ids), state: 'closed' }))
  for (const { id } of ended)
    await db.update(
      Sms,
      { caseId: id, state: 'waiting' },
      { state: 'dropped', reason: 'the search had ended', nextTryAt: null },
    )
}

/** Takes what is due, at most `most`, by a conditional update: of any number of processes one gets each. */
export async function claimSms(
  db: Db,
  now: number,
  { by, machineNow, most }: { by: string; machineNow: number; most: number },
): Promise<Sms[]> {
  await db.update(
    Sms,
    { state: 'claimed', claimedAt: LessThan(machineNow - STALE_AFTER) },
    { state: 'waiting' },
  )
  const rows = await db.find(Sms, {
    select: { id: true },
    where: { state: 'waiting', nextTryAt: LessThanOrEqual(now) },
    order: { nextTryAt: 'ASC', id: 'ASC' },
    take: most,
  })
  if (rows.length === 0) return []
  await db.update(
    Sms,
    { id: In(rows.map(({ id }) => id)), state: 'waiting' },
    { state: 'claimed', claimedBy: by, claimedAt: machineNow, attempts: () => 'attempts + 1' },
  )
  return db.find(Sms, { where: { state: 'claimed', claimedBy: by }, order: { id: 'ASC' } })
}

/** Marks what became of a message this process has in hand. */
export const markSms = (db: Db, { id, claimedBy }: Sms, change: Partial<Sms>) =>
  db.update(Sms, { id, state: 'claimed', claimedBy: claimedBy ?? IsNull() }, change)
