import { In } from 'typeorm'
import { Person, Posting, Village } from '../../entities'
import type { Db } from '../record/database'
import type { FilePerson } from './people'
import { placeKey } from './people'

/** What the database knows of whom and of where the file speaks. */
export interface Stored {
  villages: Village[]
  /** District admins are among them, in the file or not. */
  people: StoredPerson[]
}

export interface StoredPerson {
  person: Person
  postings: StoredPosting[]
}

export interface StoredPosting extends Posting {
  /** Name of its village. */
  village: string | null
}

/** Below every engine's limit of values in one statement. */
const CHUNK = 500

export function* chunks<T>(list: readonly T[], size = CHUNK): Generator<T[]> {
  for (let at = 0; at < list.length; at += size) yield list.slice(at, at + size)
}

async function findAll<V, T>(values: Iterable<V>, find: (some: V[]) => Promise<T[]>): Promise<T[]> {
  const found: T[] = []
  for (const some of chunks([...new Set(values)])) found.push(...(await find(some)))
  return found
}

/** The people of the file, the staff of its villages, its townships and the district, and the townships' villages. */
export async function findStored(db: Db, people: readonly FilePerson[]): Promise<Stored> {
  const rows = people.flatMap((person) => person.rows)
  const townships = rows.flatMap(({ township }) => township ?? [])
  const villages = await findAll(townships, (some) => db.findBy(Village, { township: In(some) }))
  const named = new Set(rows.map(({ township, village }) => `${township ?? ''}/${village ?? ''}`))
  const inFile = villages.filter(({ township, name }) => named.has(`${township}/${name}`))

  const there = await findAll(
    inFile.map(({ id }) => id),
    (some) => db.findBy(Posting, { villageId: In(some) }),
  )
  const admins = await findAll(townships, (some) =>
    db.findBy(Posting, { role: 'township_admin', township: In(some) }),
  )
  const district = await db.findBy(Posting, { role: 'district_admin' })
  const identities = people.flatMap(({ userid, rows: own }) => [
    ...(userid === null ? [] : [`@${userid}`]),
    ...own.map(placeKey),
  ])
  const byIdentity = await findAll(identities, (some) => db.findBy(Person, { identity: In(some) }))
  const ids = [
    ...byIdentity.map(({ id }) => id),
    ...[...there, ...admins, ...district].map((p) => p.personId),
  ]
  const persons = await findAll(ids, (some) => db.findBy(Person, { id: In(some) }))
  const postings = await findAll(ids, (some) => db.findBy(Posting, { personId: In(some) }))
  const elsewhere = postings.flatMap(({ villageId }) => villageId ?? [])
  const allVillages = await findAll(elsewhere, (some) => db.findBy(Village, { id: In(some) }))
  const villageNames = new Map(allVillages.map(({ id, name }) => [id, name]))

  const byPerson = new Map<number, StoredPosting[]>()
  for (const posting of postings.sort((a, b) => a.id - b.id)) {
    const village = posting.villageId === null ? null : (villageNames.get(posting.villageId) ?? null)
    byPerson.set(posting.personId, [...(byPerson.get(posting.personId) ?? []), { ...posting, village }])
  }
  return {
    villages,
    people: persons.map((person) => ({ person, postings: byPerson.get(person.id) ?? [] })),
  }
}

/** Ids of what a plan names: villages by `township/name`, people by identity. */
export async function findStoredIds(
  db: Db,
  plan: { villages: readonly Pick<Village, 'township'>[]; people: readonly Pick<Person, 'identity'>[] },
): Promise<{ villageIds: Map<string, number>; personIds: Map<string, number> }> {
  const townships = plan.villages.map(({ township }) => township)
  const villages = await findAll(townships, (some) => db.findBy(Village, { township: In(some) }))
  const identities = plan.people.map(({ identity }) => identity)
  const people = await findAll(identities, (some) => db.findBy(Person, { identity: In(some) }))
  return {
    villageIds: new Map(villages.map(({ id, township, name }) => [`${township}/${name}`, id])),
    personIds: new Map(people.map(({ id, identity }) => [identity, id])),
  }
}
