import { IsNull } from 'typeorm'
import { Case, CasePerson, OutboundMessage } from '../../entities'
import { toldAbout } from '../record/cases'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import { queue } from '../record/outbox'
import { reopened } from '../wording/alarms'
import { casefileOf } from './casefile'
import { closeCase, type Ending } from './close'
import { isSafety } from './tell'

/**
 * What taking a message back does to searches. One it closed for somebody else goes on at its step, and who had the
 * all-clear is told once; a word about oneself stays a sign of life, so what it closed stays closed. What the message
 * itself declared is no longer expected.
 */
export async function takeBack(
  db: Db,
  messageId: number,
  moment: Moment,
  by: { messageId: number; personId: number },
) {
  for (const found of await db.findBy(Case, { closedByMessageId: messageId, state: 'closed' })) {
    if (found.kind === 'morning' || found.kind === 'return') await reopen(db, found, messageId, moment)
  }
  const ending: Ending = { outcome: 'withdrawn', news: '本人撤回了那句话。', ...by }
  for (const declared of await db.findBy(Case, { messageId, kind: 'return' })) {
    const file = await casefileOf(db, declared, moment)
    if (declared.state !== 'closed') await closeCase(db, file, moment, ending)
  }
}

async function reopen(db: Db, found: Case, messageId: number, moment: Moment): Promise<void> {
  const file = await casefileOf(db, found, moment)
  if (
    await spokeForThemselves(
      db,
      found,
      file.team.members.map(({ person }) => person.id),
    )
  )
    return
  await db.update(
    CasePerson,
    { caseId: found.id, settledByMessageId: messageId },
    { settledAt: null, settledByMessageId: null },
  )
  await db.update(
    Case,
    { id: found.id, state: 'closed' },
    {
      state: found.openedAt === null ? 'waiting' : 'open',
      closedAt: null,
      closedByMessageId: null,
      closedByPersonId: null,
      outcome: null,
      nextAt: moment.now,
    },
  )
  await db.update(
    OutboundMessage,
    { caseId: found.id, purpose: 'all_clear', state: 'waiting' },
    { state: 'dropped', reason: 'the news was taken back', nextTryAt: null },
  )
  const cleared = (await toldAbout(db, found.id)).filter(
    (row) => row.purpose === 'all_clear' && row.state !== 'dropped',
  )
  const text = reopened(file, moment)
  const key = `${found.id}:reopened:${messageId}`
  await queue(
    db,
    moment,
    cleared.map(({ personId, userid }) => ({
      key: `${key}:${personId}`,
      groupKey: key,
      personId,
      userid,
      purpose: 'alarm' as const,
      safety: isSafety(found),
      caseId: found.id,
      text,
    })),
  )
}

/** The message that closed it was written by somebody it was looking for. */
async function spokeForThemselves(db: Db, found: Case, members: readonly number[]): Promise<boolean> {
  const { closedByPersonId } = found
  if (closedByPersonId === null) return true
  if (found.kind === 'morning') return members.includes(closedByPersonId)
  return (await db.countBy(CasePerson, { caseId: found.id, personId: closedByPersonId })) > 0
}

/** Cases a corrected declaration had opened: their people are expected by what replaces it, or not at all. */
export async function dropDeclared(
  db: Db,
  messageId: number,
  moment: Moment,
  by: { messageId: number; personId: number },
) {
  const ending: Ending = { outcome: 'corrected', news: '本人更正了刚才的话。', ...by }
  for (const declared of await db.findBy(Case, { messageId, kind: 'return', closedAt: IsNull() })) {
    const file = await casefileOf(db, declared, moment)
    await closeCase(db, file, moment, ending)
  }
}
