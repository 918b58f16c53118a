import type { DataSource, EntityTarget, ObjectLiteral } from 'typeorm'
import type { Db } from './database'

/** Rows of one table as few plain statements: an entity's own insert costs ten times what the database needs for it. */

type Row = Record<string, unknown>

const MOST_PARAMETERS = 20_000

/** Writes rows that all name the same columns. Returns the id of the only row. */
export const insertRows = (
  db: Db,
  entity: EntityTarget<ObjectLiteral>,
  rows: readonly Row[],
): Promise<number> => insert(db, entity, rows, 'INSERT INTO')

/** As `insertRows`, but a row whose unique key is there already stays as it is. */
export const insertNewRows = (
  db: Db,
  entity: EntityTarget<ObjectLiteral>,
  rows: readonly Row[],
): Promise<number> => insert(db, entity, rows, isSqlite(db) ? 'INSERT OR IGNORE INTO' : 'INSERT IGNORE INTO')

const isSqlite = (db: Db) => db.dataSource.options.type === 'better-sqlite3'

async function insert(
  db: Db,
  entity: EntityTarget<ObjectLiteral>,
  rows: readonly Row[],
  how: string,
): Promise<number> {
  const names = Object.keys(rows[0] ?? {})
  const { into, converted } = formFor(db, entity, names)
  const one = `(${names.map(() => '?').join(', ')})`
  const most = Math.floor(MOST_PARAMETERS / names.length)
  // Prepared statements are kept by their text: pieces of 32, 16, 8 … rows share a few.
  const isPrepared = isSqlite(db)
  let result: unknown
  for (let from = 0; from < rows.length; ) {
    const left = Math.min(rows.length - from, most)
    const piece = rows.slice(from, from + (isPrepared ? 2 ** Math.floor(Math.log2(left)) : left))
    from += piece.length
    const values: unknown[] = []
    for (const row of piece) {
      const start = values.length
      for (const name of names) values.push(row[name])
      for (const { at, convert } of converted) values[start + at] = convert(values[start + at])
    }
    result = await db.query(`${how} ${into}${piece.map(() => one).join(', ')}`, values)
  }
  return typeof result === 'number' ? result : ((result as { insertId?: number } | undefined)?.insertId ?? 0)
}

/** How rows that name these columns are written to a table. */
interface Form {
  into: string
  /** The columns whose values the driver writes in its own way, by their places. */
  converted: readonly { at: number; convert: Convert }[]
}

const forms = new WeakMap<DataSource, Map<EntityTarget<ObjectLiteral>, Map<string, Form>>>()

function formFor({ dataSource }: Db, entity: EntityTarget<ObjectLiteral>, names: readonly string[]): Form {
  const ofSource = entryOf(forms, dataSource, () => new Map<EntityTarget<ObjectLiteral>, Map<string, Form>>())
  const ofEntity = entryOf(ofSource, entity, () => new Map<string, Form>())
  return entryOf(ofEntity, names.join(), () => {
    const { driver } = dataSource
    const { tableName, columns } = dataSource.getMetadata(entity)
    const converted = names.flatMap((name, at) => {
      const column = columns.find(({ propertyName }) => propertyName === name)
      if (column === undefined) throw new Error(`${tableName} has no column ${name}`)
      const convert: Convert = (value) => driver.preparePersistentValue(value, column) as unknown
      return column.type === 'boolean' || column.type === 'simple-json' ? [{ at, convert }] : []
    })
    const escaped = names.map((name) => driver.escape(name)).join(', ')
    return { into: `${driver.escape(tableName)} (${escaped}) VALUES `, converted }
  })
}

interface Entries<K, V> {
  get: (key: K) => V | undefined
  set: (key: K, value: V) => unknown
}

/** The entry of a map, made when it is first asked for. */
function entryOf<K, V>(map: Entries<K, V>, key: K, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
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

/** Many rows of one table, each with values of its own for the columns. */
export interface Changing {
  table: string
  columns: readonly string[]
  /** What else is set, the same for all: SQL. */
  set?: string
  /** Only where this holds, too: SQL, in which `{column}` stands for the new value. */
  and?: string
}

export interface ChangedRow {
  id: number
  values: readonly unknown[]
}

/** Changes rows by their ids, all in one statement. Returns how many were there to be changed. */
export async function changeMany(
  db: Db,
  { table, columns, set, and }: Changing,
  rows: readonly ChangedRow[],
): Promise<number> {
  if (rows.length === 0) return 0
  const all = filled(rows)
  const cases = `CASE id ${all.map(() => 'WHEN ? THEN ?').join(' ')} END`
  const valuesOf = (n: number) => all.flatMap(({ id, values }) => [id, values[n]])
  const asked: unknown[] = []
  const condition = and?.replace(/\{(\w+)\}/g, (_, name: string) => {
    asked.push(...valuesOf(columns.indexOf(name)))
    return cases
  })
  const settings = [...columns.map((column) => `${column} = ${cases}`), ...(set === undefined ? [] : [set])]
  return changeRows(
    db,
    `UPDATE ${table} SET ${settings.join(', ')} WHERE id IN (${marks(all)})${condition === undefined ? '' : ` AND ${condition}`}`,
    [...columns.flatMap((_, n) => valuesOf(n)), ...all.map(({ id }) => id), ...asked],
  )
}
