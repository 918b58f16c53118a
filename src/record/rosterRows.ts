import { Person, Posting, Village } from '../../entities'
import type { Db } from './database'
import { filled, marks, readRows } from './rows'

/** The roster's rows, read by the thousand, in the roster's order. */

function among<T extends object>(
  db: Db,
  entity: new () => T,
  column: string,
  values: readonly (string | number)[],
): Promise<T[]> {
  if (values.length === 0) return Promise.resolve([])
  const list = filled(values)
  return readRows(db, entity, `${column} IN (${marks(list)}) ORDER BY id`, list)
}

export const peopleWhere = (
  db: Db,
  column: 'id' | 'userid',
  values: readonly (string | number)[],
): Promise<Person[]> => among(db, Person, column, values)

export const postingsWhere = (
  db: Db,
  column: 'personId' | 'villageId',
  ids: readonly number[],
): Promise<Posting[]> => among(db, Posting, column, ids)

export const villagesWhere = (db: Db, ids: readonly number[]): Promise<Village[]> =>
  among(db, Village, 'id', ids)
