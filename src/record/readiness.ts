import type { DataSource } from 'typeorm'
import type { Database } from './database'
import { migrations } from './migrations'

const PATIENCE = 2_000

/** Why the database cannot be used just now, in a word; null when it can. Never throws, never takes longer than 2 s. */
export async function whyNotReady({ source }: Database): Promise<string | null> {
  let timer: NodeJS.Timeout | undefined
  const silence = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('database does not answer'), PATIENCE)
  })
  try {
    return await Promise.race([missingMigration(source), silence])
  } finally {
    clearTimeout(timer)
  }
}

async function missingMigration(source: DataSource): Promise<string | null> {
  try {
    await source.query('SELECT 1')
  } catch {
    return 'database cannot be reached'
  }
  return (await pendingMigrations(source)) === 0 ? null : 'migrations are pending'
}

/** How many migrations this version would still apply. */
export async function pendingMigrations(source: DataSource): Promise<number> {
  const rows = await source.query<{ name: string }[]>('SELECT name FROM migration').catch(() => [])
  const applied = new Set(rows.map(({ name }) => name))
  return migrations.filter(({ name }) => !applied.has(name)).length
}
