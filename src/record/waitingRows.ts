import type { EntityTarget, ObjectLiteral } from 'typeorm'
import { batchOf, type Shelf } from './batch'
import type { Db } from './database'
import { insertRows } from './rows'

type Entity = EntityTarget<ObjectLiteral>
type Row = Record<string, unknown>

/** Rows nobody needs the ids of: they wait for others of their kind. */
export interface RowShelf extends Shelf {
  add(entity: Entity, rows: readonly Row[]): void
  of(entity: Entity): readonly Row[]
}

export function rowShelf({ dataSource }: Db): RowShelf {
  const waiting = new Map<Entity, { table: string; rows: Row[] }>()
  return {
    add(entity, rows) {
      const before = waiting.get(entity)
      if (before !== undefined) before.rows.push(...rows)
      else waiting.set(entity, { table: dataSource.getMetadata(entity).tableName, rows: [...rows] })
    },
    of: (entity) => waiting.get(entity)?.rows ?? [],
    async write(db, query) {
      for (const [entity, { table, rows }] of waiting) {
        if (query !== undefined && !query.includes(table)) continue
        waiting.delete(entity)
        await insertRows(db, entity, rows)
      }
    },
    changed: () => undefined,
  }
}

/** Writes rows; in a batch, together with others of their kind. */
export async function keep(db: Db, entity: Entity, rows: readonly Row[]): Promise<void> {
  const batch = batchOf(db)
  if (rows.length === 0) return
  if (batch === undefined) await insertRows(db, entity, rows)
  else batch.rows.add(entity, rows)
}

/** What waits to be written in the batch of this handle. */
export const waitingRows = (db: Db, entity: Entity): readonly Row[] => batchOf(db)?.rows.of(entity) ?? []
