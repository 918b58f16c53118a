import { In, IsNull, MoreThanOrEqual, Not } from 'typeorm'
import { Case, CasePerson, CheckIn, Message, OutboundMessage } from '../../entities'
import { countsAsReturn, settling } from '../decide/returns'
import { casesOf, toldAbout } from '../record/cases'
import type { Db } from '../record/database'
import { knownTeams, type Moment } from '../record/known'
import { queue } from '../record/outbox'
import type { Runtime } from '../runtime'
import { reopened } from '../wording/alarms'
import { type Casefile, casefileOf } from './casefile'
import { type Ending, settle } from './close'
import { isSafety } from './tell'

interface By {
  messageId: number
  personId: number
}

/**
 * What a message declared is no longer expected of these people; of all it named when none are given. `factNos`: only what
 * these facts of it declared.
 */
export async function dropDeclared(
  db: Db,
  messageId: number,
  moment: Moment,
  by: By,
  { outcome, news, people, factNos }: Pick<Ending, 'outcome' | 'news'> & Partial<Dropped>,
): Promise<void> {
  for (const declared of await db.findBy(Case, { messageId, kind: 'return', state: Not('closed') })) {
    const factNo = Number(declared.key.split(':')[2])
    if (factNos !== undefined && declared.key.startsWith('return:') && !factNos.has(factNo)) continue
    const party = await db.findBy(CasePerson, { caseId: declared.id, settledAt: IsNull() })
    const wanted = party.map(({ personId }) => personId).filter((id) => people?.has(id) ?? true)
    await settle(db, declared, wanted, moment, { outcome, news, ...by })
  }
}

interface Dropped {
  people: ReadonlySet<number>
  factNos: ReadonlySet<number>
}

/**
 * What a message had settled by facts that no longer hold goes on at its step, and who had the all-clear is told once. What
 * anything else accounts for (a voice, another's word, a newer time) stays closed. `people`: only of these.
 */
export async function reopenSettledBy(
  rt: Runtime,
  db: Db,
  messageId: number,
  moment: Moment,
  people?: ReadonlySet<number>,
): Promise<void> {
  const rows = await db.findBy(CasePerson, { settledByMessageId: messageId })
  const closed = await db.findBy(Case, { closedByMessageId: messageId, kind: 'morning', state: 'closed' })
  const returns = await db.findBy(Case, { id: In(rows.map(({ caseId }) => caseId)), kind: 'return' })
  for (const found of returns) {
    const mine = rows.filter((row) => row.caseId === found.id && (people?.has(row.personId) ?? true))
    const missing: CasePerson[] = []
    for (const row of mine) if (!(await isAccounted(rt, db, found, row.personId))) missing.push(row)
    if (missing.length > 0) await reopen(db, found, missing, messageId, moment)
  }
  for (const found of closed) {
    const file = await casefileOf(db, found, moment)
    const known = await knownTeams(db, [file.team], moment)
    if (found.day === moment.day && !known.has(file.team.village.id))
      await reopen(db, found, [], messageId, moment)
  }
}

/** Does anything that still holds account for somebody a return case waited for? */
async function isAccounted(rt: Runtime, db: Db, found: Case, personId: number): Promise<boolean> {
  const others = await casesOf(db, [personId], ['return'])
  if (others.some(({ id }) => id !== found.id)) return true
  const party = await db.findBy(CasePerson, { caseId: found.id })
  const later = { personId: In(party.map((row) => row.personId)), at: MoreThanOrEqual(found.createdAt) }
  const voices = await db.findBy(Message, { ...later, voice: true })
  if (voices.some(({ at }) => countsAsReturn(at, found.dueAt, rt.policy))) return true
  const said = await db.findBy(CheckIn, {
    subjectId: personId,
    saidAt: MoreThanOrEqual(found.createdAt),
    messageId: Not(found.messageId ?? 0),
    supersededAt: IsNull(),
  })
  return said.some(({ status, source, saidAt: at }) => {
    const how = { status, own: source === 'own', bySupervisor: source === 'supervisor', at }
    return settling(how, found.dueAt) !== 'still_out'
  })
}

async function reopen(
  db: Db,
  found: Case,
  missing: readonly CasePerson[],
  messageId: number,
  moment: Moment,
): Promise<void> {
  const ids = missing.map(({ id }) => id)
  if (ids.length > 0)
    await db.update(CasePerson, { id: In(ids) }, { settledAt: null, settledByMessageId: null })
  await db.update(
    Case,
    { id: found.id, state: 'closed' },
    {
      state: found.openedAt === null ? 'waiting' : 'open',
      closedAt: null,
      closedByMessageId: null,
      closedByPersonId: null,
      outcome: null,
      nextAt: found.openedAt === null ? firstTime(found) : moment.now,
    },
  )
  await tellReopened(db, await casefileOf(db, found, moment), messageId, moment)
}

const firstTime = ({ dueAt, ladder, step }: Case) => dueAt + (ladder[step]?.after ?? 0) * 60_000

/** An all-clear still on its way is held back; who had it is told once. */
async function tellReopened(db: Db, file: Casefile, messageId: number, moment: Moment): Promise<void> {
  const { id } = file.case
  await db.update(
    OutboundMessage,
    { caseId: id, purpose: 'all_clear', state: 'waiting' },
    { state: 'dropped', reason: 'the news was taken back', nextTryAt: null },
  )
  const cleared = (await toldAbout(db, id)).filter(
    (row) => row.purpose === 'all_clear' && row.state !== 'dropped',
  )
  const text = reopened(file, moment)
  const groupKey = `${id}:reopened:${messageId}`
  const about = { groupKey, purpose: 'alarm' as const, safety: isSafety(file.case), caseId: id, text }
  await queue(
    db,
    moment,
    cleared.map(({ personId, userid }) => ({ key: `${groupKey}:${personId}`, personId, userid, ...about })),
  )
}
