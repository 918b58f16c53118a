import { ROLES as ALL_ROLES, type Role } from '../../entities'
import type { Db } from '../../src/record/database'
import { holders } from '../../src/record/people'
import { english, ROLES } from './english'

/** Somebody the page can show; without an account nobody can write as them. */
export interface DemoPerson {
  id: number
  userid: string | null
  name: string
  en: string
  role: Role
  title: string
  titleEn: string
  titleShort: string
  township: string | null
  villageId: number | null
}

/** Everybody on the roster on that day, in its order. */
export async function peopleOf(db: Db, day: string): Promise<DemoPerson[]> {
  const everyone = await holders(db, ALL_ROLES, day)
  return everyone.map(({ person, posting }) => ({
    id: person.id,
    userid: person.userid,
    name: person.name,
    en: english(person.name),
    role: posting.role,
    title: ROLES[posting.role].zh,
    titleEn: ROLES[posting.role].en,
    titleShort: ROLES[posting.role].short,
    township: posting.township,
    villageId: posting.villageId,
  }))
}
