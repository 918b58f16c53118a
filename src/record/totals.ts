import type { SelectQueryBuilder } from 'typeorm'
import { Village, WorkItem, WorkPart } from '../../entities'
import { grouped } from '../decide/grouped'
import { joinTotals, type Totals } from '../decide/totals'
import { inChunks } from './chunks'
import type { Db } from './database'

/** Work that is done, from one day to another, both included; of one category when it is named. */
export interface WorkAsked {
  from: string
  to: string
  category?: string | undefined
  /** All villages when left out. */
  villageIds?: readonly number[] | undefined
}

interface Sum {
  category: string
  unit: string | null
  count: number | string | null
  told: number | string
}

interface PartSum {
  category: string
  label: string
  unit: string
  count: number | string
}

type Piece = Omit<WorkAsked, 'villageIds'> & { piece: number[] | undefined }

function doneWork<T extends object>(query: SelectQueryBuilder<T>, { from, to, category, piece }: Piece) {
  query.where('w.day BETWEEN :from AND :to AND w.done = 1 AND w.supersededAt IS NULL', { from, to })
  if (piece !== undefined) query.andWhere('w.villageId IN (:...piece)', { piece })
  if (category !== undefined) query.andWhere('w.category = :category', { category })
  return query
}

function readSums(db: Db, asked: Piece) {
  const query = doneWork(db.createQueryBuilder(WorkItem, 'w'), asked)
    .select('w.category', 'category')
    .addSelect('w.unit', 'unit')
    .addSelect('SUM(w.count)', 'count')
    .addSelect('COUNT(*)', 'told')
    .groupBy('w.category')
    .addGroupBy('w.unit')
    .orderBy('MIN(w.id)', 'ASC')
  const parts = doneWork(
    db.createQueryBuilder(WorkItem, 'w').innerJoin(WorkPart, 'p', 'p.workItemId = w.id'),
    asked,
  )
    .select('w.category', 'category')
    .addSelect('p.label', 'label')
    .addSelect('p.unit', 'unit')
    .addSelect('SUM(p.count)', 'count')
    .groupBy('w.category')
    .addGroupBy('p.label')
    .addGroupBy('p.unit')
    .orderBy('MIN(p.id)', 'ASC')
  return { query, parts }
}

const totalsOf = (totals: readonly Sum[], parts: readonly PartSum[]): Totals => ({
  totals: totals.map(({ category, unit, count, told }) => ({
    ...{ category, unit },
    ...{ count: Number(count ?? 0), told: Number(told) },
  })),
  parts: parts.map(({ category, label, unit, count }) => ({ category, label, unit, count: Number(count) })),
})

async function sums(db: Db, asked: Piece): Promise<Totals> {
  const { query, parts } = readSums(db, asked)
  return totalsOf(await query.getRawMany<Sum>(), await parts.getRawMany<PartSum>())
}

/** Sums by category and unit, with their sub-counts. Computed by the database. */
export async function workTotals(db: Db, { villageIds, ...asked }: WorkAsked): Promise<Totals> {
  if (villageIds === undefined) return joinTotals([await sums(db, { ...asked, piece: undefined })])
  return joinTotals(await inChunks(villageIds, async (piece) => [await sums(db, { ...asked, piece })]))
}

type OfTownship<T> = T & { township: string }

/** The same sums for each township these villages belong to; those with no work are left out. */
export async function totalsByTownship(
  db: Db,
  { villageIds, ...asked }: WorkAsked & { villageIds: readonly number[] },
): Promise<Map<string, Totals>> {
  const pieces = await inChunks(villageIds, async (piece) => [await sumsByTownship(db, { ...asked, piece })])
  const townships = new Set(pieces.flatMap((piece) => [...piece.keys()]))
  return new Map(
    [...townships].map((township) => [township, joinTotals(pieces.flatMap((p) => p.get(township) ?? []))]),
  )
}

async function sumsByTownship(db: Db, asked: Piece): Promise<Map<string, Totals>> {
  const { query, parts } = readSums(db, asked)
  for (const each of [query, parts])
    each
      .innerJoin(Village, 'v', 'v.id = w.villageId')
      .addSelect('v.township', 'township')
      .addGroupBy('v.township')
  const totals = grouped(await query.getRawMany<OfTownship<Sum>>(), ({ township }) => township)
  const ofParts = grouped(await parts.getRawMany<OfTownship<PartSum>>(), ({ township }) => township)
  return new Map([...totals].map(([township, own]) => [township, totalsOf(own, ofParts.get(township) ?? [])]))
}

/** A sum with the village or the day it belongs to. */
export interface GroupedTotal {
  villageId: number
  day: string
  category: string
  unit: string | null
  count: number
  told: number
}

/** The same sums for each village, or each village and day, in the roster's order; those with no work are left out. */
export function workBy(
  db: Db,
  by: 'village' | 'day',
  { villageIds, ...asked }: WorkAsked,
): Promise<GroupedTotal[]> {
  const read = async (piece: number[] | undefined) => {
    const query = doneWork(db.createQueryBuilder(WorkItem, 'w'), { ...asked, piece })
      .select('w.villageId', 'villageId')
      .addSelect('w.category', 'category')
      .addSelect('w.unit', 'unit')
      .addSelect('SUM(w.count)', 'count')
      .addSelect('COUNT(*)', 'told')
      .addSelect('MIN(w.day)', 'day')
      .groupBy('w.villageId')
      .addGroupBy('w.category')
      .addGroupBy('w.unit')
    if (by === 'day') query.addGroupBy('w.day')
    const rows = await query
      .orderBy(by === 'day' ? 'w.day' : 'w.villageId', 'ASC')
      .addOrderBy('MIN(w.id)', 'ASC')
      .getRawMany<Sum & { villageId: number; day: string }>()
    return rows.map((row) => ({ ...row, count: Number(row.count ?? 0), told: Number(row.told) }))
  }
  return villageIds === undefined ? read(undefined) : inChunks(villageIds, read)
}
