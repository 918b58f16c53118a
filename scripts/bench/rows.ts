import type { Db } from '../../src/record/database'

type Value = string | number | null

const MOST_PARAMETERS = 30_000

/** Writes rows as few statements, past the entities: building a history is not what is measured. */
export async function insertRows<Column extends string>(
  db: Db,
  table: string,
  columns: readonly Column[],
  rows: readonly Record<Column, Value>[],
): Promise<void> {
  const one = `(${columns.map(() => '?').join(',')})`
  const most = Math.floor(Math.min(MOST_PARAMETERS / columns.length, 1000))
  for (let from = 0; from < rows.length; from += most) {
    const piece = rows.slice(from, from + most)
    const values = piece.map(() => one).join(',')
    await db.query(
      `INSERT INTO ${table} (${columns.join(',')}) VALUES ${values}`,
      piece.flatMap((row) => columns.map((column) => row[column])),
    )
  }
}
