import { In, IsNull, LessThan, Or } from 'typeorm'
import { Person } from '../../entities'
import type { Db } from './database'

/** Notes that a word from or about these people was heard; an older instant never replaces a newer one. */
export async function hear(db: Db, people: readonly number[], at: number): Promise<void> {
  const ids = [...new Set(people)]
  if (ids.length === 0) return
  await db.update(Person, { id: In(ids), lastHeardAt: Or(IsNull(), LessThan(at)) }, { lastHeardAt: at })
}
