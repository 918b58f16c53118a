import type { EntityTarget, ObjectLiteral } from 'typeorm'
import type { Db } from './database'

/** Rows of one table as few plain statements: an entity's own insert costs ten times what the database needs for it. */

type Row = Record<string, unknown>

const MOST_PARAMETERS = 20_000

/** Writes rows that all name the same columns. Returns the id of the only row. */
export async function insertRows(
  db: Db,
  entity: EntityTarget<ObjectLiteral>,
  rows: readonly Row[],
): Promise<number> {
  const { tableName, columns } = db.dataSource.getMetadata(entity)
  const { driver } = db.dataSource
  const names = Object.keys(rows[0] ?? {})
  const written = names.map((name) => {
    const column = columns.find(({ propertyName }) => propertyName === name)
    if (column === undefined) throw new Error(`${tableName} has no column ${name}`)
    return column
  })
  const into = `INSERT INTO ${driver.escape(tableName)} (${names.map((name) => driver.escape(name)).join(', ')}) VALUES `
  const one = `(${names.map(() => '?').join(', ')})`
  const most = Math.floor(MOST_PARAMETERS / names.length)
  // Prepared statements are kept by their text: pieces of 32, 16, 8 … rows share a few.
  const isPrepared = db.dataSource.options.type === 'better-sqlite3'
  let result: unknown
  for (let from = 0; from < rows.length; ) {
    const left = Math.min(rows.length - from, most)
    const piece = rows.slice(from, from + (isPrepared ? 2 ** Math.floor(Math.log2(left)) : left))
    from += piece.length
    const values = piece.flatMap((row) =>
      written.map((column): unknown => driver.preparePersistentValue(row[column.propertyName], column)),
    )
    result = await db.query(into + piece.map(() => one).join(', '), values)
  }
  return typeof result === 'number' ? result : ((result as { insertId?: number } | undefined)?.insertId ?? 0)
}

/** `?, ?, ?` for a list of that length. */
export const marks = (values: readonly unknown[]): string => values.map(() => '?').join(', ')

/** A statement may name some 30,000 values. */
const MOST_FILLED = 8192

/**
 * A list for `IN (…)`, filled up with its last value to a length of 1, 2, 4, 8 …: lists of all lengths share a few
 * statements, and an engine that keeps prepared ones need not prepare them anew.
 */
export function filled<T>(values: readonly T[]): T[] {
  const last = values.at(-1)
  if (last === undefined || values.length > MOST_FILLED) return [...values]
  const length = 2 ** Math.ceil(Math.log2(values.length))
  return [...values, ...Array.from({ length: length - values.length }, () => last)]
}

type Convert = (value: unknown) => unknown
const CONVERT: Partial<Record<string, Convert>> = {
  bigint: (value) => (value === null ? null : Number(value)),
  boolean: Boolean,
  'simple-json': (value) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value),
}

/** Rows of one table by a plain statement, as entities: an entity's own find costs several times as much. */
export async function readRows<T extends ObjectLiteral>(
  db: Db,
  entity: new () => T,
  where: string,
  values: readonly unknown[],
): Promise<T[]> {
  const { tableName, columns } = db.dataSource.getMetadata(entity)
  const converted = columns.flatMap(({ propertyName, type }): [string, Convert][] => {
    const convert = CONVERT[String(type)]
    return convert === undefined ? [] : [[propertyName, convert]]
  })
  const rows = await db.query<Row[]>(`SELECT * FROM ${tableName} WHERE ${where}`, [...values])
  return rows.map((row) => {
    const made = Object.assign(new entity(), row)
    for (const [name, convert] of converted) Object.assign(made, { [name]: convert(row[name]) })
    return made
  })
}

/** Runs an UPDATE or DELETE; how many rows it changed (MySQL: matched and changed). */
export async function changeRows(db: Db, sql: string, values: readonly unknown[]): Promise<number> {
  if (db.queryRunner === undefined) throw new Error('rows are changed inside a transaction')
  return (await db.queryRunner.query(sql, [...values], true)).affected ?? 0
}
