import { Column, type ColumnOptions } from 'typeorm'

/**
 * The column types of the house. Every one states its SQL type, so that entities compile under any tool,
 * and means the same on SQLite and on MySQL/MariaDB.
 */

/** An instant: milliseconds since 1970 UTC. MySQL's driver hands a BIGINT over as text; it becomes a number here. */
export const Instant = (options: ColumnOptions = {}) =>
  Column({
    type: 'bigint',
    ...options,
    transformer: {
      to: (value: unknown) => value,
      from: (value: unknown) => (value === null || value === undefined ? null : Number(value)),
    },
  })

/** A day in the configured zone: `YYYY-MM-DD`. */
export const Day = (options: ColumnOptions = {}) => Column({ type: 'varchar', length: 10, ...options })

/** The id of another row. */
export const Reference = (options: ColumnOptions = {}) => Column({ type: 'integer', ...options })

/** A short word of ours: a kind, a state, a role. */
export const Word = (options: ColumnOptions = {}) => Column({ type: 'varchar', length: 32, ...options })

/** A name or key, short enough for an index on every engine. */
export const Name = (options: ColumnOptions = {}) => Column({ type: 'varchar', length: 190, ...options })

/** What somebody wrote, or what we say. */
export const Text = (options: ColumnOptions = {}) => Column({ type: 'text', ...options })

export const Flag = (options: ColumnOptions = {}) => Column({ type: 'boolean', default: false, ...options })

export const Count = (options: ColumnOptions = {}) => Column({ type: 'integer', ...options })

/** A quantity: 12 块, 2.5 亩. */
export const Quantity = (options: ColumnOptions = {}) => Column({ type: 'double', ...options })
