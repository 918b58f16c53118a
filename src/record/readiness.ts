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

async function missingMigration(source: Database['source']): Promise<string | null> {
  try {
    const rows = await source.query<{ name: string }[]>('SELECT name FROM migration')
    const applied = new Set(rows.map(({ name }) => name))
    return migrations.every(({ name }) => applied.has(name)) ? null : 'migrations are pending'
  } catch {
    return 'database cannot be reached'
  }
}
