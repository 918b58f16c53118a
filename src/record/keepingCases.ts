import { In, IsNull, LessThan } from 'typeorm'
import {
  AreaCase,
  AreaIncident,
  Case,
  CasePerson,
  Downtime,
  ListedCase,
  OutboundMessage,
  Sms,
} from '../../entities'
import { inChunks } from './chunks'
import type { Db } from './database'

/** What goes with a search: everything that was told of it, and the lists it stood in. */
const OF_A_CASE = [CasePerson, ListedCase, AreaCase, Sms]

interface Counted {
  cases: number
  outbox: number
}

export async function forgetCases(db: Db, ids: readonly number[], forgotten: Counted): Promise<void> {
  await inChunks(ids, async (piece) => {
    const caseId = In(piece)
    forgotten.outbox += (await db.delete(OutboundMessage, { caseId })).affected ?? 0
    for (const entity of OF_A_CASE) await db.delete(entity, { caseId })
    forgotten.cases += (await db.delete(Case, { id: In(piece) })).affected ?? 0
    return []
  })
}

/** Searches for one person alone go; of those for several the others remain. */
export async function forgetSearchesFor(db: Db, personId: number, forgotten: Counted): Promise<void> {
  const mine = await db.find(CasePerson, { select: { caseId: true }, where: { personId } })
  await db.delete(CasePerson, { personId })
  const ids = mine.map(({ caseId }) => caseId)
  const shared = await inChunks(ids, (piece) =>
    db.find(CasePerson, { select: { caseId: true }, where: { caseId: In(piece) } }),
  )
  const others = new Set(shared.map(({ caseId }) => caseId))
  await forgetCases(
    db,
    ids.filter((id) => !others.has(id)),
    forgotten,
  )
  await db.update(Case, { ownerId: personId }, { ownerWords: null })
}

/** What such messages opened: the words go with them; of a stranger's call for help everything. */
export async function forgetWhatTheyOpened(
  db: Db,
  messageIds: readonly number[],
  isStranger: boolean,
  forgotten: Counted,
): Promise<void> {
  const opened = await inChunks(messageIds, (piece) =>
    db.find(Case, { select: { id: true }, where: { messageId: In(piece), state: 'closed' } }),
  )
  const ids = opened.map(({ id }) => id)
  if (isStranger) return forgetCases(db, ids, forgotten)
  await inChunks(ids, async (piece) => {
    await db.update(Case, { id: In(piece) }, { words: null, place: null })
    return []
  })
}

/** Our own gaps, and incidents of which no search is left. */
export async function forgetIncidents(db: Db, before: number): Promise<void> {
  await db.delete(Downtime, { toAt: LessThan(before) })
  const old = await db.find(AreaIncident, {
    select: { id: true },
    where: [
      { state: 'closed', closedAt: LessThan(before) },
      { closedAt: IsNull(), openedAt: LessThan(before) },
    ],
  })
  await inChunks(
    old.map(({ id }) => id),
    async (piece) => {
      await db.delete(AreaCase, { areaId: In(piece) })
      await db.delete(AreaIncident, piece)
      return []
    },
  )
}
