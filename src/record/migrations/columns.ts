import { Table, type TableColumnOptions, TableIndex } from 'typeorm'

/** The few column shapes migrations are written in; each means the same on SQLite and on MySQL/MariaDB. */

type Options = Partial<TableColumnOptions>

const column =
  (type: string, base: Options = {}) =>
  (name: string, options: Options = {}): TableColumnOptions => ({ name, type, ...base, ...options })

export const id = (): TableColumnOptions => ({
  name: 'id',
  type: 'integer',
  isPrimary: true,
  isGenerated: true,
  generationStrategy: 'increment',
})
export const integer = column('integer')
export const bigint = column('bigint')
export const double = column('double')
export const text = column('text')
export const boolean = column('boolean', { default: '0' })
export const varchar = (name: string, length: number, options: Options = {}): TableColumnOptions => ({
  name,
  type: 'varchar',
  length: String(length),
  ...options,
})

/** A column that may be empty. */
export const nullable = (options: TableColumnOptions): TableColumnOptions => ({
  ...options,
  isNullable: true,
})

export const index = (name: string, ...columnNames: string[]) => new TableIndex({ name, columnNames })
export const unique = (name: string, ...columnNames: string[]) =>
  new TableIndex({ name, columnNames, isUnique: true })

export const table = (name: string, columns: TableColumnOptions[], indices: TableIndex[] = []) =>
  new Table({ name, columns, indices })
