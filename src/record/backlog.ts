import { Case, OutboundMessage } from '../../entities'
import type { Db } from './database'

interface Backlog {
  state: string
  rows: number
  /** When the first of them became due, epoch ms. */
  oldest: number | null
}

/** What is not sent yet, by state. */
export async function outboxBacklog(db: Db): Promise<Backlog[]> {
  const rows = await db
    .createQueryBuilder(OutboundMessage, 'row')
    .select(['row.state AS state', 'COUNT(*) AS count', 'MIN(row.nextTryAt) AS oldest'])
    .where('row.state IN (:...states)', { states: ['waiting', 'claimed'] })
    .groupBy('row.state')
    .getRawMany<{ state: string; count: number | string; oldest: number | string | null }>()
  return rows.map(({ state, count, oldest }) => ({
    state,
    rows: Number(count),
    oldest: oldest === null ? null : Number(oldest),
  }))
}

/** Searches under way, by kind. */
export async function openCases(db: Db): Promise<{ kind: string; cases: number }[]> {
  const rows = await db
    .createQueryBuilder(Case, 'found')
    .select(['found.kind AS kind', 'COUNT(*) AS count'])
    .where({ state: 'open' })
    .groupBy('found.kind')
    .getRawMany<{ kind: string; count: number | string }>()
  return rows.map(({ kind, count }) => ({ kind, cases: Number(count) }))
}
