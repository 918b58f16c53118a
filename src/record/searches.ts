import { In, IsNull, Not } from 'typeorm'
import { Case, CasePerson, NotSeenNote, OutboundMessage } from '../../entities'
import { inChunks } from './chunks'
import type { Db } from './database'
import { filled, marks } from './rows'

/** An open case as supervisors are told of it. */
export interface Search {
  case: Case
  /** Whom it still waits for; empty when the case names nobody. */
  people: number[]
  /** Who was asked, oldest first. */
  asked: Pick<OutboundMessage, 'personId' | 'queuedAt' | 'state'>[]
  /** Who said that these people were not seen; null when the search began otherwise. */
  witness: Pick<NotSeenNote, 'speakerId' | 'saidAt' | 'days'> | null
}

const FEW = 500

async function casesIn(db: Db, villageIds: readonly number[]): Promise<Case[]> {
  const state = In(['open', 'resting'])
  if (villageIds.length <= FEW) {
    return db.find(Case, { where: { villageId: In([...villageIds]), state }, order: { id: 'ASC' } })
  }
  // Open cases are few whatever the size of the district: cheaper to read them all than to name its villages.
  const wanted = new Set(villageIds)
  const all = await db.find(Case, { where: { state }, order: { id: 'ASC' } })
  return all.filter(({ villageId }) => villageId !== null && wanted.has(villageId))
}

/** Those of these villages in which somebody is searched now. */
export async function searchedVillages(db: Db, villageIds: readonly number[]): Promise<Set<number>> {
  const rows = await inChunks(villageIds, (piece) => {
    const among = filled(piece)
    return db.query<{ id: number }[]>(
      `SELECT DISTINCT villageId AS id FROM search_case
       WHERE villageId IN (${marks(among)}) AND state IN ('open', 'resting')`,
      among,
    )
  })
  return new Set(rows.map(({ id }) => id))
}

/** Cases of these villages that are open now, the oldest first, with what has been tried. */
export async function openSearches(db: Db, villageIds: readonly number[]): Promise<Search[]> {
  const cases = await casesIn(db, villageIds)
  const ids = cases.map(({ id }) => id)
  const people = await inChunks(ids, (piece) =>
    db.findBy(CasePerson, { caseId: In(piece), settledAt: IsNull() }),
  )
  const asked = await inChunks(ids, (piece) =>
    db.find(OutboundMessage, {
      select: { caseId: true, personId: true, queuedAt: true, state: true },
      where: { caseId: In(piece), purpose: 'ask', state: Not('dropped' as const) },
      order: { id: 'ASC' },
    }),
  )
  const witnesses = await witnessesOf(db, cases)
  return cases.map((each) => ({
    case: each,
    people: people.filter(({ caseId }) => caseId === each.id).map(({ personId }) => personId),
    asked: asked.filter(({ caseId }) => caseId === each.id),
    witness: witnesses.find(({ messageId }) => isNotSeen(each) && messageId === each.messageId) ?? null,
  }))
}

const isNotSeen = ({ key }: Case) => key.startsWith('not_seen:')

const witnessesOf = (db: Db, cases: readonly Case[]): Promise<NotSeenNote[]> =>
  inChunks(
    cases.filter(isNotSeen).flatMap(({ messageId }) => messageId ?? []),
    (piece) => db.findBy(NotSeenNote, { messageId: In(piece) }),
  )
