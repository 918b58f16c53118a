import { batchOf, writeHeard } from './batch'
import type { Db } from './database'

/** Notes that a word from or about these people was heard; an older instant never replaces a newer one. */
export async function hear(db: Db, people: readonly number[], at: number): Promise<void> {
  const ids = [...new Set(people)]
  if (ids.length === 0) return
  const batch = batchOf(db)
  if (batch === undefined)
    return writeHeard(
      db,
      ids.map((id) => [id, at] as const),
    )
  for (const id of ids) batch.heard.set(id, Math.max(at, batch.heard.get(id) ?? 0))
}
