import { In, IsNull, MoreThan, Not } from 'typeorm'
import { Message, Village } from '../../entities'
import type { Db } from './database'

/** What the teams of a township wrote on a day, after an instant. */
export async function textsOfTownship(
  db: Db,
  township: string,
  day: string,
  after: number,
): Promise<{ personId: number | null; text: string }[]> {
  const villages = await db.findBy(Village, { township })
  const rows = await db.findBy(Message, {
    villageId: In(villages.map(({ id }) => id)),
    day,
    at: MoreThan(after),
    text: Not(IsNull()),
  })
  return rows.map(({ personId, text }) => ({ personId, text: text ?? '' }))
}
