import { In } from 'typeorm'
import { Person, Posting, type Role, TEAM_ROLES, Village } from '../../entities'
import type { Scope } from '../decide/scope'
import { inChunks } from './chunks'
import type { Db } from './database'
import { type Holder, holders, holdsOn, type Team, teams } from './people'
import { filled, marks, readRows } from './rows'

/** Finding people and places for a question, never beyond the asker's scope. */

/** These people, each with a role of the day (the last one held when none holds any more), by person id. */
export async function holdersById(db: Db, ids: readonly number[], day: string): Promise<Map<number, Holder>> {
  const wanted = [...new Set(ids)]
  const people = await inChunks(wanted, (piece) => db.findBy(Person, { id: In(piece) }))
  const postings = await inChunks(wanted, (piece) =>
    db.find(Posting, { where: { personId: In(piece) }, order: { id: 'ASC' } }),
  )
  const chosen = new Map<number, Posting>()
  for (const posting of postings) {
    const other = chosen.get(posting.personId)
    if (other === undefined || !holdsOn(other, day)) chosen.set(posting.personId, posting)
  }
  return new Map(
    people.flatMap((person) => {
      const posting = chosen.get(person.id)
      return posting === undefined ? [] : [[person.id, { person, posting }] as const]
    }),
  )
}

interface Condition {
  sql: string
  values: readonly (string | number)[]
}

/** Villages within scope, in the roster's order; those of these names or townships alone when some are given. */
export async function villagesIn(
  db: Db,
  scope: Scope,
  among: { names?: readonly string[]; townships?: readonly string[]; ids?: readonly number[] } = {},
): Promise<Village[]> {
  const { all, townships, villageIds } = scope
  if (!all && townships.length === 0 && villageIds.length === 0) return []
  const within = (column: string, values: readonly (string | number)[] | undefined): Condition[] => {
    if (values === undefined) return []
    const list = filled(values)
    return [{ sql: list.length === 0 ? '1 = 0' : `${column} IN (${marks(list)})`, values: list }]
  }
  // An empty list beside the other would keep SQLite from using an index.
  const own = [
    ...(townships.length > 0 ? within('township', townships) : []),
    ...(villageIds.length > 0 ? within('id', villageIds) : []),
  ]
  const either = { sql: own.map(({ sql }) => sql).join(' OR '), values: own.flatMap(({ values }) => values) }
  const conditions: Condition[] = [
    ...(all ? [] : [either]),
    ...within('name', among.names),
    ...within('township', among.townships),
    ...within('id', among.ids),
  ]
  const where = ['1 = 1', ...conditions.map(({ sql }) => `(${sql})`)].join(' AND ')
  return readRows(
    db,
    Village,
    `${where} ORDER BY id`,
    conditions.flatMap(({ values }) => values),
  )
}

/** Villages within scope whose name, with or without 村, stands in the text. */
export async function villagesNamedIn(db: Db, scope: Scope, text: string): Promise<Village[]> {
  const query = db
    .createQueryBuilder(Village, 'v')
    .where("INSTR(:text, REPLACE(REPLACE(v.name, '社区', ''), '村', '')) > 0", { text })
    .orderBy('v.id', 'ASC')
  if (!scope.all) {
    if (scope.townships.length === 0) return []
    query.andWhere('v.township IN (:...townships)', { townships: scope.townships })
  }
  return query.getMany()
}

/** The teams of these villages on the day, in the roster's order. */
export const teamsAt = (db: Db, villageIds: readonly number[], day: string): Promise<Team[]> =>
  inChunks(villageIds, (piece) => teams(db, day, piece))

/** Roles whose holders are asked after: the bot knows where teams are, nobody else. */
const ASKED_AFTER: readonly Role[] = TEAM_ROLES

/**
 * Team members within scope on the day whose name may be meant. `hint` is a piece of every possible name; it keeps a
 * whole province from being read for one 张书记.
 */
export async function membersIn(
  db: Db,
  scope: Scope,
  day: string,
  among: { villageId?: number; hint: string },
): Promise<Holder[]> {
  if (among.villageId !== undefined) return holders(db, ASKED_AFTER, day, { villageIds: [among.villageId] })
  if (scope.all) return among.hint === '' ? [] : membersNamed(db, day, among.hint)
  const found = await Promise.all([
    ...scope.townships.map((township) => holders(db, ASKED_AFTER, day, { township })),
    holders(db, ASKED_AFTER, day, { villageIds: scope.villageIds }),
  ])
  return distinct(found.flat())
}

/** Team members of a township who are called exactly that. */
export async function neighboursNamed(
  db: Db,
  township: string,
  day: string,
  name: string,
): Promise<Holder[]> {
  const found = await holders(db, ASKED_AFTER, day, { township })
  return found.filter(({ person }) => person.name === name)
}

const distinct = (found: readonly Holder[]) => [
  ...new Map(found.map((holder) => [holder.posting.id, holder])).values(),
]

const MOST_NAMED = 500

/** Whoever has the whole name is meant before all who have it as a part; most questions name people in full. */
async function membersNamed(db: Db, day: string, hint: string): Promise<Holder[]> {
  const full = await db.find(Person, { where: { name: hint }, order: { id: 'ASC' }, take: MOST_NAMED })
  const found = await teamHolders(db, full, day)
  if (found.length > 0) return found
  const people = await db
    .createQueryBuilder(Person, 'p')
    .where('p.name LIKE :like', { like: `%${hint.replace(/[%_\\]/g, '')}%` })
    .orderBy('p.id', 'ASC')
    .limit(MOST_NAMED)
    .getMany()
  return teamHolders(db, people, day)
}

async function teamHolders(db: Db, people: readonly Person[], day: string): Promise<Holder[]> {
  const byId = new Map(people.map((person) => [person.id, person]))
  const postings = await inChunks([...byId.keys()], (piece) =>
    db.find(Posting, {
      where: { personId: In(piece), role: In([...ASKED_AFTER]) },
      order: { id: 'ASC' },
    }),
  )
  return postings.flatMap((posting) => {
    const person = byId.get(posting.personId)
    return person === undefined || !holdsOn(posting, day) ? [] : [{ person, posting }]
  })
}

/** Team members whom these units sent, posted on the day, in the roster's order. */
export async function membersSentBy(db: Db, units: readonly string[], day: string): Promise<Holder[]> {
  if (units.length === 0) return []
  const people = await db.findBy(Person, { sendingUnit: In([...units]) })
  return teamHolders(db, people, day)
}

/** The villages in which these postings are, by id. For labels: the postings were within scope already. */
export async function villagesById(db: Db, holders: readonly Holder[]): Promise<Map<number, Village>> {
  const ids = [...new Set(holders.flatMap(({ posting }) => posting.villageId ?? []))]
  const found = await inChunks(ids, (piece) => db.findBy(Village, { id: In(piece) }))
  return new Map(found.map((village) => [village.id, village]))
}
