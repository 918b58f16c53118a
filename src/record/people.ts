import { In } from 'typeorm'
import { CADRE_ROLES, Person, Posting, type Role, ROLES, TEAM_ROLES, type Village } from '../../entities'
import { grouped } from '../decide/grouped'
import { batchOf } from './batch'
import { inChunks } from './chunks'
import type { Db } from './database'
import { peopleWhere, villagesWhere } from './rosterRows'
import { filled, marks, readRows } from './rows'

/** Somebody in a role that holds on a certain day. */
export interface Holder {
  person: Person
  posting: Posting
}

/** A village with whoever is posted there on a certain day: the team, and the cadres who can attest where it is. */
export interface Team {
  village: Village
  members: Holder[]
  cadres: Holder[]
}

/** Somebody on the roster with every role that holds on a certain day (at least one). */
export interface Speaker {
  person: Person
  postings: Posting[]
  /** The village whose team the speaker belongs to. */
  teamId: number | null
}

const isRole = (roles: readonly Role[]) => (posting: Posting) => roles.includes(posting.role)
export const isTeamPosting = isRole(TEAM_ROLES)
export const isCadrePosting = isRole(CADRE_ROLES)

/** Both ends are included; an empty end is open. */
export const holdsOn = (posting: Pick<Posting, 'fromDay' | 'toDay'>, day: string) =>
  (posting.fromDay === null || posting.fromDay <= day) && (posting.toDay === null || day <= posting.toDay)

/** The person behind a UserID with the roles of that day; null for a stranger. */
export async function findSpeaker(db: Db, userid: string, day: string): Promise<Speaker | null> {
  const read = batchOf(db)?.speakers.get(`${userid} ${day}`)
  if (read !== undefined) return read
  const person = await db.findOneBy(Person, { userid: userid.toLowerCase() })
  return person === null ? null : speakerOf(db, person, day)
}

/** The person with the roles of that day; null when none holds. */
export async function speakerOf(db: Db, person: Person, day: string): Promise<Speaker | null> {
  const all = await db.find(Posting, { where: { personId: person.id }, order: { id: 'ASC' } })
  return speakerFrom(person, all, day)
}

/** The person with those of all its roles that hold on the day; null when none does. */
export function speakerFrom(person: Person, all: readonly Posting[], day: string): Speaker | null {
  const postings = all.filter((posting) => holdsOn(posting, day))
  if (postings.length === 0) return null
  return { person, postings, teamId: postings.find(isTeamPosting)?.villageId ?? null }
}

/** Who holds one of these roles on that day, in the roster's order, within the given villages if any are named. */
export async function holders(
  db: Db,
  roles: readonly Role[],
  day: string,
  within: { villageIds?: readonly number[]; township?: string } = {},
): Promise<Holder[]> {
  const { villageIds, township } = within
  if (villageIds?.length === 0) return []
  const at = villageIds === undefined ? [] : filled(villageIds)
  const all = await readRows(
    db,
    Posting,
    [
      `role IN (${marks(roles)})`,
      ...(villageIds === undefined ? [] : [`villageId IN (${marks(at)})`]),
      ...(township === undefined ? [] : ['township = ?']),
    ].join(' AND ') + ' ORDER BY id',
    [...roles, ...at, ...(township === undefined ? [] : [township])],
  )
  const postings = all.filter((posting) => holdsOn(posting, day))
  const ids = [...new Set(postings.map((p) => p.personId))]
  const people = await inChunks(ids, (piece) => peopleWhere(db, 'id', piece))
  const byId = new Map(people.map((person) => [person.id, person]))
  return postings.flatMap((posting) => {
    const person = byId.get(posting.personId)
    return person === undefined ? [] : [{ person, posting }]
  })
}

/** Somebody in two roles of one village (first secretary and team leader) is one person, in the higher role. */
function oncePerPerson(list: readonly Holder[]): Holder[] {
  const byId = new Map<number, Holder>()
  for (const holder of list) {
    const other = byId.get(holder.person.id)
    if (other === undefined || ROLES.indexOf(holder.posting.role) < ROLES.indexOf(other.posting.role)) {
      byId.set(holder.person.id, holder)
    }
  }
  return [...byId.values()]
}

/** Teams of that day in the roster's order. A village with no team member that day is left out. */
export async function teams(db: Db, day: string, villageIds?: readonly number[]): Promise<Team[]> {
  const within = villageIds === undefined ? {} : { villageIds }
  const [members, cadres] = await Promise.all([
    holders(db, TEAM_ROLES, day, within),
    holders(db, CADRE_ROLES, day, within),
  ])
  const wanted = [...new Set(members.flatMap(({ posting }) => posting.villageId ?? []))].sort((a, b) => a - b)
  const villages = await inChunks(wanted, (piece) => villagesWhere(db, piece))
  return teamsFrom(villages, members, cadres)
}

/** The teams of these villages, of whoever holds a role there; a village with no team member is left out. */
export function teamsFrom(
  villages: readonly Village[],
  members: readonly Holder[],
  cadres: readonly Holder[],
): Team[] {
  const membersAt = grouped(members, ({ posting }) => posting.villageId)
  const cadresAt = grouped(cadres, ({ posting }) => posting.villageId)
  return villages.flatMap((village) => {
    const team = oncePerPerson(membersAt.get(village.id) ?? [])
    if (team.length === 0) return []
    return [{ village, members: team, cadres: oncePerPerson(cadresAt.get(village.id) ?? []) }]
  })
}

/** The team of one village on that day, null when nobody is posted there. */
export async function teamOf(db: Db, villageId: number, day: string): Promise<Team | null> {
  const read = batchOf(db)?.teams.get(`${villageId} ${day}`)
  if (read !== undefined) return read
  return (await teams(db, day, [villageId]))[0] ?? null
}

/** These people by the village of their team that day. */
export async function postedIn(db: Db, ids: readonly number[], day: string): Promise<Map<number, Person[]>> {
  const byVillage = new Map<number, Person[]>()
  if (ids.length === 0) return byVillage
  const postings = await db.find(Posting, { where: { personId: In([...ids]), role: In([...TEAM_ROLES]) } })
  const people = await db.findBy(Person, { id: In([...ids]) })
  for (const { personId, villageId } of postings.filter((posting) => holdsOn(posting, day))) {
    const person = people.find(({ id }) => id === personId)
    if (person === undefined || villageId === null) continue
    byVillage.set(villageId, [...(byVillage.get(villageId) ?? []), person])
  }
  return byVillage
}

/** These people, in no particular order. */
export const findPeople = (db: Db, ids: readonly number[]): Promise<Person[]> =>
  inChunks(ids, (piece) => peopleWhere(db, 'id', piece))
