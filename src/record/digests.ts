import { OutboundMessage, Person } from '../../entities'
import { type Reader, supervised } from '../decide/digest'
import { grouped } from '../decide/grouped'
import { inChunks } from './chunks'
import type { Db } from './database'
import { type Holder, holders } from './people'

/** Who reads digests, and what each was told last. */

/** Township and district admins of the day with an account, each once. */
export async function digestReaders(db: Db, day: string): Promise<Reader[]> {
  const found = await holders(db, ['township_admin', 'district_admin'], day)
  const withAccount = found.flatMap(({ person: { id, userid }, posting }) =>
    userid === null ? [] : [{ id, userid, posting }],
  )
  return [...grouped(withAccount, ({ id }) => id).values()].flatMap((roles) => {
    const [first] = roles
    const townships = supervised(roles.map(({ posting }) => posting))
    return first === undefined || townships?.length === 0
      ? []
      : [{ personId: first.id, userid: first.userid, townships }]
  })
}

/** Contacts of sending units of the day with an account, with all units of each. */
export async function unitReaders(db: Db, day: string): Promise<{ holder: Holder; units: string[] }[]> {
  const found = (await holders(db, ['unit_contact'], day)).filter(({ person }) => person.userid !== null)
  return [...grouped(found, ({ person }) => person.id).values()].flatMap((roles) => {
    const [holder] = roles
    const units = roles.flatMap(({ posting }) => posting.unit ?? [])
    return holder === undefined ? [] : [{ holder, units: [...new Set(units)] }]
  })
}

/** When each of these people was last sent a digest; who never was is left out. */
export async function lastDigests(db: Db, people: readonly number[]): Promise<Map<number, number>> {
  const rows = await inChunks(people, (piece) => {
    const query = db.createQueryBuilder(Person, 'p')
    // From the newest backwards: a look at a few rows, however many were ever sent.
    const last = query
      .subQuery()
      .select('o.queuedAt')
      .from(OutboundMessage, 'o')
      .where("o.personId = p.id AND o.purpose = 'digest' AND o.state NOT IN ('dropped', 'refused')")
      .orderBy('o.queuedAt', 'DESC')
      .limit(1)
    return query
      .select('p.id', 'id')
      .addSelect(last.getQuery(), 'at')
      .where('p.id IN (:...piece)', { piece })
      .getRawMany<{ id: number; at: number | string | null }>()
  })
  return new Map(rows.flatMap(({ id, at }) => (at === null ? [] : [[id, Number(at)] as const])))
}
