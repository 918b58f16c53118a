import { batchOf, type Shelf } from './batch'
import type { Db } from './database'
import { changeMany } from './rows'

/** When each person was last heard of, in a batch. */
export interface HeardShelf extends Shelf {
  add(people: readonly number[], at: number): void
}

const PERSON = /\bperson\b/

export function heardShelf(): HeardShelf {
  const heard = new Map<number, number>()
  return {
    add(people, at) {
      for (const id of people) heard.set(id, Math.max(at, heard.get(id) ?? 0))
    },
    async write(db, query) {
      if (heard.size === 0 || (query !== undefined && !PERSON.test(query))) return
      const all = [...heard]
      heard.clear()
      await writeHeard(db, all)
    },
    changed: () => undefined,
  }
}

/** Notes that a word from or about these people was heard; an older instant never replaces a newer one. */
export async function hear(db: Db, people: readonly number[], at: number): Promise<void> {
  if (people.length === 0) return
  const batch = batchOf(db)
  if (batch !== undefined) batch.heard.add(people, at)
  else
    await writeHeard(
      db,
      [...new Set(people)].map((id) => [id, at] as const),
    )
}

const writeHeard = (db: Db, heard: readonly (readonly [number, number])[]): Promise<number> =>
  changeMany(
    db,
    {
      table: 'person',
      columns: ['lastHeardAt'],
      and: '(lastHeardAt IS NULL OR lastHeardAt < {lastHeardAt})',
    },
    heard.map(([id, at]) => ({ id, values: [at] })),
  )
