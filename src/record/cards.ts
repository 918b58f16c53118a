import { In, LessThan, LessThanOrEqual, MoreThan } from 'typeorm'
import { CardUpdate, OutboundMessage, Person } from '../../entities'
import type { Card } from '../../entities/Card'
import type { Db } from './database'

const DAY = 86_400_000
const HOUR = 3_600_000
/** Who was seen in WeCom so lately reads there. */
const PROVEN_FOR = 30 * DAY
/** How long a code pays for a change. */
const CODE_LASTS = 72 * HOUR
const PAGE = 100
const STALE_AFTER = 60_000

/** Does this person read in WeCom, where cards show? */
export const readsCards = ({ wecomSeenAt }: Pick<Person, 'wecomSeenAt'>, now: number): boolean =>
  wecomSeenAt !== null && wecomSeenAt > now - PROVEN_FOR

/** Something that only WeCom's own client does: a tapped card, a page opened from it, a place sent by it. */
export async function seenInWecom(db: Db, personId: number, at: number): Promise<void> {
  await db.update(Person, { id: personId }, { wecomSeenAt: at })
}

/** The task of a card: unique in the application, and it says which message it was. `turn` names a later card of it. */
export const taskOf = ({ id, queuedAt }: Pick<OutboundMessage, 'id' | 'queuedAt'>, turn = ''): string =>
  `zc-${id}-${queuedAt.toString(36)}${turn === '' ? '' : `-${turn}`}`

/** The message a tapped card was sent as; null when it was not to this person, or is not known any more. */
export async function cardTapped(db: Db, task: string, personId: number): Promise<OutboundMessage | null> {
  const [, id, queued = ''] = /^zc-(\d{1,10})-([0-9a-z]{1,12})(?:-\w+)?$/.exec(task) ?? []
  if (id === undefined) return null
  const row = await db.findOneBy(OutboundMessage, { id: Number(id), personId })
  return row?.queuedAt === Number.parseInt(queued, 36) ? row : null
}

export interface Change {
  key: string
  row: Pick<OutboundMessage, 'id' | 'personId' | 'userid' | 'queuedAt'>
  responseCode: string
  card: Card | string
  turn: string
  fallback?: string
}

/** Has a card show something else; deciding it twice does it once. */
export async function changeCard(db: Db, now: number, change: Change): Promise<void> {
  const { key, row, responseCode, card, turn, fallback = null } = change
  if (await db.existsBy(CardUpdate, { key })) return
  await db.insert(CardUpdate, {
    ...{ key, responseCode, card: card as object, fallback, taskId: taskOf(row, turn) },
    ...{ personId: row.personId, userid: row.userid, queuedAt: now },
    ...{ state: 'waiting' as const, nextTryAt: now },
  })
}

/** Cards about a case that can still be changed. */
export const changeable = (rows: readonly OutboundMessage[], now: number): OutboundMessage[] =>
  rows.filter(
    ({ card, responseCode, state, sentAt }) =>
      card !== null && responseCode !== null && state === 'sent' && (sentAt ?? 0) > now - CODE_LASTS,
  )

/** The code of a sent card is spent. */
export const spendCode = (db: Db, id: number) => db.update(OutboundMessage, { id }, { responseCode: null })

export const hasChanges = (db: Db, now: number) =>
  db.exists(CardUpdate, { where: { state: 'waiting', nextTryAt: LessThanOrEqual(now) } })

/** Takes the changes that are due; of any number of processes one gets each. */
export async function claimChanges(db: Db, now: number, machineNow: number): Promise<CardUpdate[]> {
  for (const claimedAt of [LessThan(machineNow - STALE_AFTER), MoreThan(machineNow + STALE_AFTER)])
    await db.update(CardUpdate, { state: 'claimed', claimedAt }, { state: 'waiting' })
  const due = await db.find(CardUpdate, {
    where: { state: 'waiting', nextTryAt: LessThanOrEqual(now) },
    order: { id: 'ASC' },
    take: PAGE,
  })
  const mine: CardUpdate[] = []
  for (const { id } of due) {
    const { affected } = await db.update(
      CardUpdate,
      { id, state: 'waiting' },
      { state: 'claimed', claimedAt: machineNow, attempts: () => 'attempts + 1' },
    )
    if (affected === 1) mine.push(await db.findOneByOrFail(CardUpdate, { id }))
  }
  return mine
}

export const endChange = (
  db: Db,
  { id }: Pick<CardUpdate, 'id'>,
  change: Partial<Pick<CardUpdate, 'state' | 'nextTryAt'>>,
) => db.update(CardUpdate, { id: In([id]), state: 'claimed' }, change)

/** Changes that are over and that nobody needs any more. */
export const forgetChanges = (db: Db, before: number) => db.delete(CardUpdate, { queuedAt: LessThan(before) })
