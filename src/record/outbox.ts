import { In } from 'typeorm'
import { OutboundMessage, type Purpose } from '../../entities'
import type { Card } from '../../entities/Card'
import type { Db } from './database'

/** One message to one person, as decided; `deliver` says it when its time has come. */
export interface Outgoing {
  /** Only this message has it: `<case>:<rung>:<round>:<person>`, `digest:evening:<day>:<person>` … At most 190 characters. */
  key: string
  /** Messages of one group and one text go out as one call. The key itself when left out. */
  groupKey?: string
  personId: number
  userid: string
  purpose: Purpose
  /** Sent at any hour and before all others. */
  safety?: boolean
  caseId?: number
  /** Index of the rung in the case's ladder. */
  rung?: number
  round?: number
  text: string
  /** Sent instead of the text; the text when WeCom refuses it. */
  card?: Card
  /** A voice or picture passed on after the text. */
  mediaId?: string
  /** Voice unless said otherwise. */
  mediaKind?: 'voice' | 'image'
  /** Epoch ms: from then on it is dropped unsent. */
  expiresAt?: number
  /** Epoch ms: not sent earlier. */
  notBefore?: number
}

const ROWS_PER_INSERT = 200
const LONGEST_KEY = 190

/**
 * Queues what is new and returns how many were: deciding the same thing twice queues it once. Many rows go as few
 * statements; call it inside a transaction.
 */
export async function queue(
  db: Db,
  when: { now: number; day: string },
  outgoing: readonly Outgoing[],
): Promise<number> {
  const byKey = new Map<string, Outgoing>()
  for (const each of outgoing) if (!byKey.has(each.key)) byKey.set(each.key, each)
  const all = [...byKey.values()].map((each) => rowOf(when, each))
  let queued = 0
  for (let from = 0; from < all.length; from += ROWS_PER_INSERT) {
    queued += await insertNew(db, all.slice(from, from + ROWS_PER_INSERT))
  }
  return queued
}

type Row = Omit<
  OutboundMessage,
  'id' | 'attempts' | 'claimedBy' | 'claimedAt' | 'sentAt' | 'msgid' | 'reason' | 'seenAt' | 'responseCode'
>

function rowOf(when: { now: number; day: string }, each: Outgoing): Row {
  const groupKey = each.groupKey ?? each.key
  // INSERT IGNORE would cut a long key silently, and two keys could become one.
  if (Math.max(each.key.length, groupKey.length) > LONGEST_KEY) {
    throw new Error(`the key of an outgoing message is longer than ${LONGEST_KEY}: ${each.key}`)
  }
  return {
    key: each.key,
    groupKey,
    personId: each.personId,
    userid: each.userid,
    purpose: each.purpose,
    safety: each.safety ?? false,
    caseId: each.caseId ?? null,
    rung: each.rung ?? null,
    round: each.round ?? 1,
    text: each.text,
    card: each.card ?? null,
    mediaId: each.mediaId ?? null,
    mediaKind: each.mediaId === undefined ? null : (each.mediaKind ?? 'voice'),
    day: when.day,
    queuedAt: when.now,
    expiresAt: each.expiresAt ?? null,
    state: 'waiting',
    nextTryAt: Math.max(when.now, each.notBefore ?? 0),
  }
}

async function insertNew(db: Db, rows: Row[]): Promise<number> {
  const known = await db.find(OutboundMessage, {
    select: { key: true },
    where: { key: In(rows.map(({ key }) => key)) },
  })
  const taken = new Set(known.map(({ key }) => key))
  const fresh = rows.filter(({ key }) => !taken.has(key))
  if (fresh.length === 0) return 0
  // Another process may have queued the same a moment ago: its row stays.
  const result = await db
    .createQueryBuilder()
    .insert()
    .into(OutboundMessage)
    .values(fresh)
    .orIgnore()
    .updateEntity(false)
    .execute()
  // MySQL says how many; on SQLite the one writer knows.
  const { affectedRows } = Object(result.raw) as { affectedRows?: number }
  return affectedRows ?? fresh.length
}

/** Of these groups, those of which something was queued already. */
export async function groupsQueued(db: Db, groups: readonly string[]): Promise<Set<string>> {
  const queued = new Set<string>()
  for (let from = 0; from < groups.length; from += ROWS_PER_INSERT) {
    const piece = groups.slice(from, from + ROWS_PER_INSERT)
    const rows = await db.find(OutboundMessage, {
      select: { groupKey: true },
      where: { groupKey: In(piece) },
    })
    for (const { groupKey } of rows) queued.add(groupKey)
  }
  return queued
}
