/**
 * Sums of work as they come from the database, joined where they came in pieces. Counts with different units of one
 * category stay apart: 12 户 and 3 人 are no 15.
 */

export interface Total {
  category: string
  /** Null: told without a count. */
  unit: string | null
  count: number
  /** How often it was told. */
  told: number
}

/** A sub-count within a category: of 36 块, 5 块 有争议. */
export interface PartTotal {
  category: string
  label: string
  unit: string
  count: number
}

export interface Totals {
  totals: Total[]
  parts: PartTotal[]
}

/** Sums of floating point numbers, free of their dust: 2.5 亩 and 0.1 亩 are 2.6. */
const rounded = (count: number) => Math.round(count * 100) / 100

function summed<T extends { count: number }>(
  rows: readonly T[],
  keyOf: (row: T) => string,
  add: (sum: T, row: T) => T,
): T[] {
  const sums = new Map<string, T>()
  for (const row of rows) {
    const key = keyOf(row)
    const sum = sums.get(key)
    sums.set(key, sum === undefined ? row : add(sum, row))
  }
  return [...sums.values()].map((sum) => ({ ...sum, count: rounded(sum.count) }))
}

export const joinTotals = (pieces: readonly Totals[]): Totals => ({
  totals: summed(
    pieces.flatMap(({ totals }) => totals),
    ({ category, unit }) => `${category} ${unit ?? ''}`,
    (sum, { count, told }) => ({ ...sum, count: sum.count + count, told: sum.told + told }),
  ),
  parts: summed(
    pieces.flatMap(({ parts }) => parts),
    ({ category, label, unit }) => `${category} ${label} ${unit}`,
    (sum, { count }) => ({ ...sum, count: sum.count + count }),
  ),
})
