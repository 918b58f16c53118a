import type { Database } from '../../src/record/database'

/**
 * Runs `work` with no index on these tables, no journal and none of SQLite's flushes; the indexes are made after it: ten
 * times as fast, for a file that a crash may spoil.
 */
export async function unindexed(
  { source }: Database,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const indexes: { sql: string; name: string }[] = await source.query(
    `SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL
     AND tbl_name IN (${tables.map((table) => `'${table}'`).join(', ')})`,
  )
  await source.query('PRAGMA synchronous = OFF')
  await source.query('PRAGMA journal_mode = OFF')
  for (const { name } of indexes) await source.query(`DROP INDEX "${name}"`)
  await work()
  for (const { sql } of indexes) await source.query(sql)
  await source.query('PRAGMA journal_mode = WAL')
  await source.query('PRAGMA synchronous = FULL')
}
