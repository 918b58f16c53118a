import { Person, Posting, Village } from '../../entities'
import type { Db } from '../record/database'
import { goThroughAnew } from '../record/unheard'
import type { PersonFields, PersonPlan, RosterPlan } from './plan'
import { chunks, findStoredIds } from './stored'

/** Writes a plan. The caller's transaction makes it all or nothing. `at` is the instant of the import. */
export async function applyPlan(db: Db, plan: RosterPlan, at: number): Promise<void> {
  await writeVillages(db, plan)
  await writePeople(db, plan, at)
  await writePostings(db, plan, at)
  await goThroughAnew(db)
}

async function writeVillages(db: Db, { villages }: RosterPlan): Promise<void> {
  const added = villages.filter(({ id }) => id === null)
  for (const some of chunks(added))
    await db.insert(
      Village,
      some.map(({ township, name, latitude, longitude }) => ({ township, name, latitude, longitude })),
    )
  for (const { id, moved, latitude, longitude } of villages)
    if (id !== null && moved) await db.update(Village, id, { latitude, longitude })
}

const isNew = (person: PersonPlan): person is PersonPlan & { set: PersonFields } => person.id === null

async function writePeople(db: Db, { people }: RosterPlan, at: number): Promise<void> {
  for (const { id, set } of people)
    if (id !== null && Object.keys(set).length > 0) await db.update(Person, id, set)
  for (const some of chunks(people.filter(isNew)))
    await db.insert(
      Person,
      some.map(({ set }) => ({ ...set, createdAt: at })),
    )
}

async function writePostings(db: Db, plan: RosterPlan, at: number): Promise<void> {
  const { villageIds, personIds } = await findStoredIds(db, plan)
  const added = plan.people
    .flatMap(({ identity, postings }) => postings.map((posting) => ({ identity, ...posting })))
    .sort((a, b) => a.row.line - b.row.line)
  for (const { stored, fromDay, toDay } of added)
    if (stored !== null && (stored.fromDay !== fromDay || stored.toDay !== toDay))
      await db.update(Posting, stored.id, { fromDay, toDay })
  for (const some of chunks(added.filter(({ stored }) => stored === null)))
    await db.insert(
      Posting,
      some.map(({ identity, row, fromDay, toDay }) => ({
        personId: idOf(personIds, identity),
        role: row.role,
        villageId: row.village === null ? null : idOf(villageIds, `${row.township ?? ''}/${row.village}`),
        township: row.township,
        unit: row.unit,
        fromDay,
        toDay,
        createdAt: at,
      })),
    )
}

function idOf(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key)
  if (id === undefined) throw new Error(`The row just written is not there: ${key}`)
  return id
}
