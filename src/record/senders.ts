import { CADRE_ROLES, Person, Posting, TEAM_ROLES, Village } from '../../entities'
import type { Batch } from './batch'
import type { Db } from './database'
import { holdsOn, isCadrePosting, speakerFrom, teamsFrom } from './people'
import { filled, marks } from './rows'

/** Reads at once who writes, on which day, and the teams they belong to or live with. */
export async function readSenders(
  db: Db,
  batch: Batch,
  senders: readonly { from: string; day: string }[],
): Promise<void> {
  const people = await peopleWhere(db, 'userid', [...new Set(senders.map(({ from }) => from))])
  const postings = await postingsWhere(
    db,
    'personId',
    [...people.values()].map(({ id }) => id),
  )
  const byUserid = new Map([...people.values()].map((person) => [person.userid, person]))
  const wanted: { villageId: number; day: string }[] = []
  for (const { from, day } of senders) {
    const person = byUserid.get(from)
    const mine = postings.filter(({ personId }) => personId === person?.id)
    const speaker = person === undefined ? null : speakerFrom(person, mine, day)
    batch.speakers.set(`${from} ${day}`, speaker)
    const villageId = speaker?.teamId ?? speaker?.postings.find(isCadrePosting)?.villageId ?? null
    if (villageId !== null) wanted.push({ villageId, day })
  }
  await readTeams(db, batch, wanted, people)
}

async function readTeams(
  db: Db,
  batch: Batch,
  wanted: readonly { villageId: number; day: string }[],
  known: Map<number, Person>,
): Promise<void> {
  const ids = [...new Set(wanted.map(({ villageId }) => villageId))]
  const all = await postingsWhere(db, 'villageId', ids)
  const others = [...new Set(all.map(({ personId }) => personId))].filter((id) => !known.has(id))
  const people = new Map([...known, ...(await peopleWhere(db, 'id', others))])
  const villages = await villagesOf(db, ids)
  const holding = (roles: readonly string[], day: string) =>
    all
      .filter((posting) => roles.includes(posting.role) && holdsOn(posting, day))
      .flatMap((posting) => {
        const person = people.get(posting.personId)
        return person === undefined ? [] : [{ person, posting }]
      })
  for (const day of new Set(wanted.map((each) => each.day))) {
    const found = teamsFrom(villages, holding(TEAM_ROLES, day), holding(CADRE_ROLES, day))
    const byId = new Map(found.map((team) => [team.village.id, team]))
    for (const id of ids) batch.teams.set(`${id} ${day}`, byId.get(id) ?? null)
  }
}

type Raw<T> = Record<keyof T, never>

async function rowsWhere<T>(db: Db, table: string, column: string, values: readonly (string | number)[]) {
  if (values.length === 0) return []
  const list = filled(values)
  const sql = `SELECT * FROM ${table} WHERE ${column} IN (${marks(list)}) ORDER BY id`
  return await db.query<Raw<T>[]>(sql, list)
}

const instant = (value: number | string | null) => (value === null ? null : Number(value))

async function peopleWhere(
  db: Db,
  column: 'id' | 'userid',
  values: readonly (string | number)[],
): Promise<Map<number, Person>> {
  const rows = await rowsWhere<Person>(db, 'person', column, values)
  const people = rows.map((row) =>
    Object.assign(new Person(), row, {
      lastHeardAt: instant(row.lastHeardAt),
      askNoMore: Boolean(row.askNoMore),
      wecomSeenAt: instant(row.wecomSeenAt),
      createdAt: Number(row.createdAt),
    }),
  )
  return new Map(people.map((person) => [person.id, person]))
}

async function postingsWhere(
  db: Db,
  column: 'personId' | 'villageId',
  ids: readonly number[],
): Promise<Posting[]> {
  const rows = await rowsWhere<Posting>(db, 'posting', column, ids)
  return rows.map((row) =>
    Object.assign(new Posting(), row, {
      welcomedAt: instant(row.welcomedAt),
      createdAt: Number(row.createdAt),
    }),
  )
}

const villagesOf = async (db: Db, ids: readonly number[]): Promise<Village[]> =>
  (await rowsWhere<Village>(db, 'village', 'id', ids)).map((row) => Object.assign(new Village(), row))
