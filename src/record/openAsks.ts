import { Between, In, IsNull, MoreThan, Not } from 'typeorm'
import { Case, Message, OutboundMessage } from '../../entities'
import { mayBeOpen } from './around'
import type { Db } from './database'

const MOST = 50

/** Questions ladders asked this person after `since` and by `until`, newest first, and those of their cases that are still open. */
export async function openAsksOf(
  db: Db,
  personId: number,
  { since, until }: { since: number; until: number },
): Promise<{ asks: OutboundMessage[]; open: Case[] }> {
  if (!(await mayBeOpen(db, 'ask', [personId]))) return { asks: [], open: [] }
  const asks = await db.find(OutboundMessage, {
    where: {
      ...{ personId, purpose: 'ask' as const, queuedAt: Between(since + 1, until) },
      ...{ caseId: Not(IsNull()), state: Not('dropped' as const) },
    },
    order: { id: 'DESC' },
    take: MOST,
  })
  const ids = asks.flatMap(({ caseId }) => caseId ?? [])
  const open = ids.length === 0 ? [] : await db.findBy(Case, { id: In(ids), state: In(['open', 'resting']) })
  return { asks, open }
}

/** Has this person written a text since then, other than this message? */
export const hasWrittenSince = (
  db: Db,
  personId: number,
  since: number,
  exceptId: number,
): Promise<boolean> =>
  db.existsBy(Message, { personId, at: MoreThan(since), id: Not(exceptId), kind: 'text' })

/** What these people wrote, or said by a button, from one instant to another. */
export async function textsOf(
  db: Db,
  people: readonly number[],
  { since, until }: { since: number; until: number },
): Promise<{ personId: number; text: string }[]> {
  const messages = await db.find(Message, {
    select: { id: true, personId: true, text: true },
    where: { personId: In([...people]), at: Between(since, until), kind: In(['text', 'event', 'link']) },
  })
  return messages.flatMap(({ personId, text }) =>
    personId === null || text === null ? [] : [{ personId, text }],
  )
}
