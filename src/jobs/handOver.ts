import type { OutboundMessage } from '../../entities'
import { counted } from '../metrics'
import { taskOf } from '../record/cards'
import { type Claim, markEnded, markRetry, markSent, putBack } from '../record/claims'
import { sentLately } from '../record/rates'
import type { Runtime } from '../runtime'
import type { WecomClient } from '../wecom/client'
import type { Failure, SendOutcome } from '../wecom/outcome'
import { whyPointless } from './pointless'

/** Rows by what became of them. */
export interface Tally {
  sent: number
  retried: number
  refused: number
  dropped: number
}

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Below WeCom's 30 a minute and 1,000 an hour, above which it drops silently; the room between is for safety. */
const LIMITS = { ordinary: { minute: 20, hour: 900 }, safety: { minute: 28, hour: 1000 } }

/** Hands one claimed call to WeCom, outside any transaction, and marks what became of it. `broken`: nothing else will pass either. */
export async function handOver(
  rt: Runtime,
  client: WecomClient,
  claimed: Claim,
  now: number,
): Promise<Tally & { broken: boolean }> {
  const { database } = rt
  const pointless = await whyPointless(rt, claimed.rows, now)
  if (pointless !== null) return { ...(await end(claimed.rows, 'dropped', pointless)), broken: false }
  const rows = await withinLimits()
  if (rows.length === 0) return { ...nothing, broken: false }
  const outcome = await call(rt, client, rows)
  if (outcome.kind === 'sent') return { ...(await sent(rows, outcome)), broken: false }
  return failed(rows, outcome)

  async function end(these: OutboundMessage[], state: 'refused' | 'dropped', reason: string): Promise<Tally> {
    if (these.length === 0) return nothing
    await database.inTransaction((db) => markEnded(db, claimed, these, state, reason))
    count(these, state)
    const safety = these[0]?.safety === true
    const fields = { ids: these.map(({ id }) => id), caseId: these[0]?.caseId, reason }
    if (state === 'refused' && safety) rt.log.error(fields, 'a safety message cannot be delivered')
    else rt.log.info(fields, `outgoing message ${state}`)
    return { ...nothing, [state]: these.length }
  }

  /** Who would be above the limit waits; the others go. A call made before stays as it was. */
  async function withinLimits(): Promise<OutboundMessage[]> {
    const [first] = claimed.rows
    if (first === undefined || first.attempts > 1) return claimed.rows
    const limit = first.safety ? LIMITS.safety : LIMITS.ordinary
    const lately = await sentLately(
      database.db,
      claimed.rows.map(({ personId }) => personId),
      now,
    )
    const over = (kind: 'minute' | 'hour') => (row: OutboundMessage) =>
      (lately.get(row.personId)?.[kind] ?? 0) > limit[kind]
    const overHour = claimed.rows.filter(over('hour'))
    const overMinute = claimed.rows.filter((row) => over('minute')(row) && !overHour.includes(row))
    for (const [held, until] of [
      [overHour, now + 10 * MINUTE],
      [overMinute, now + MINUTE],
    ] as const) {
      if (held.length > 0) await database.inTransaction((db) => putBack(db, claimed, held, until))
    }
    return claimed.rows.filter((row) => !overHour.includes(row) && !overMinute.includes(row))
  }

  async function sent(
    rows: OutboundMessage[],
    { msgid, invalid, lost, responseCode = null }: Arrived,
  ): Promise<Tally> {
    const missed = new Set(invalid)
    const arrived = rows.filter(({ userid }) => !missed.has(userid.toLowerCase()))
    const others = rows.filter(({ userid }) => missed.has(userid.toLowerCase()))
    if (arrived.length > 0) {
      await database.inTransaction((db) => markSent(db, claimed, arrived, now, msgid, { lost, responseCode }))
      count(arrived, 'sent')
    }
    const refused = await end(others, 'refused', '企业微信没有送达:账号不存在、不在可见范围,或没有接口许可')
    return { ...refused, sent: arrived.length }
  }

  async function failed(rows: OutboundMessage[], failure: Failure): Promise<Tally & { broken: boolean }> {
    const broken = failure.kind === 'refused' && failure.concerns === 'application'
    if (failure.kind === 'refused' && !broken) {
      return { ...(await end(rows, 'refused', `${failure.code} ${failure.reason}`)), broken }
    }
    const [first] = rows
    if (first === undefined) return { ...nothing, broken }
    if (now - first.queuedAt >= DAY) {
      return { ...(await end(rows, 'refused', `24 小时没有发出:${failure.code}`)), broken }
    }
    const reason = failure.kind === 'refused' ? `${failure.code} ${failure.reason}` : String(failure.code)
    await database.inTransaction((db) => markRetry(db, claimed, now + delay(first, failure), reason))
    count(rows, 'retried')
    if (broken) rt.log.error({ code: failure.code, reason }, 'WeCom refuses this application: messages wait')
    return { ...nothing, retried: rows.length, broken }
  }
}

const nothing: Tally = { sent: 0, retried: 0, refused: 0, dropped: 0 }

const count = (rows: OutboundMessage[], outcome: string) =>
  counted.outbox.add({ purpose: rows[0]?.purpose ?? '', outcome }, rows.length)

type Arrived = Omit<Extract<SendOutcome, { kind: 'sent' }>, 'responseCode'> & {
  lost: string | null
  responseCode?: string | null
}

/** One call: a card, else the text, then the voice or picture. What WeCom refuses of a card or medium takes nothing from the text. */
async function call(rt: Runtime, client: WecomClient, rows: OutboundMessage[]): Promise<Arrived | Failure> {
  const [first] = rows
  if (first === undefined) throw new Error('a call needs a receiver')
  const to = rows.map(({ userid }) => userid)
  if (first.card !== null) {
    const shown = await client.sendCard({ to, card: first.card, taskId: taskOf(first) })
    if (shown.kind === 'sent') return { ...shown, lost: null }
    if (shown.kind === 'retry' || shown.concerns === 'application') return shown
    rt.log.warn({ id: first.id, code: shown.code }, 'a card was refused: sent as a text')
  }
  const text = await client.sendText({ to, text: first.text })
  if (text.kind !== 'sent') return text
  const reached = to.filter((userid) => !text.invalid.includes(userid.toLowerCase()))
  if (first.mediaId === null || reached.length === 0) return { ...text, lost: null }
  const kind = first.mediaKind ?? 'voice'
  const medium = await client.sendMedia({ to: reached, kind, mediaId: first.mediaId })
  if (medium.kind === 'retry') return medium
  return { ...text, lost: medium.kind === 'sent' ? null : `附件没有发出:${medium.code} ${medium.reason}` }
}

/** Twice as long after each failure, never sooner than WeCom asks, a little apart from the others; safety at least every minute. */
function delay({ attempts, safety }: OutboundMessage, failure: Failure): number {
  const asked = failure.kind === 'retry' ? failure.afterMs : MINUTE
  const longest = safety ? MINUTE : 10 * MINUTE
  const backoff = Math.max(asked, Math.min(asked * 2 ** (attempts - 1), longest))
  return Math.round(backoff * (1 + Math.random() / 4))
}
