import { CADRE_ROLES, type Person, TEAM_ROLES } from '../../entities'
import type { Batch } from './batch'
import type { Db } from './database'
import { holdsOn, isCadrePosting, type Speaker, speakerFrom, teamsFrom } from './people'
import { peopleWhere, postingsWhere, villagesWhere } from './rosterRows'

/** Reads at once who writes, on which day, and the teams they belong to or live with: whom the batch does not know yet. */
export async function readSenders(
  db: Db,
  batch: Batch,
  senders: readonly { from: string; day: string }[],
): Promise<void> {
  const unknown = senders.filter(({ from, day }) => !batch.speakers.has(`${from} ${day}`))
  const people = await readSpeakers(db, batch, unknown)
  const wanted = senders.flatMap(({ from, day }) => {
    const villageId = homeOf(batch.speakers.get(`${from} ${day}`) ?? null)
    return villageId === null || batch.teams.has(`${villageId} ${day}`) ? [] : [{ villageId, day }]
  })
  if (wanted.length > 0) await readTeams(db, batch, wanted, people)
}

/** The village whose team a speaker belongs to or lives with. */
export const homeOf = (speaker: Speaker | null): number | null =>
  speaker?.teamId ?? speaker?.postings.find(isCadrePosting)?.villageId ?? null

async function readSpeakers(
  db: Db,
  batch: Batch,
  senders: readonly { from: string; day: string }[],
): Promise<Person[]> {
  const people = await peopleWhere(db, 'userid', [...new Set(senders.map(({ from }) => from))])
  const postings = await postingsWhere(
    db,
    'personId',
    people.map(({ id }) => id),
  )
  const byUserid = new Map(people.map((person) => [person.userid, person]))
  for (const { from, day } of senders) {
    const person = byUserid.get(from)
    const mine = postings.filter(({ personId }) => personId === person?.id)
    batch.speakers.set(`${from} ${day}`, person === undefined ? null : speakerFrom(person, mine, day))
  }
  return people
}

async function readTeams(
  db: Db,
  batch: Batch,
  wanted: readonly { villageId: number; day: string }[],
  known: readonly Person[],
): Promise<void> {
  const ids = [...new Set(wanted.map(({ villageId }) => villageId))]
  const all = await postingsWhere(db, 'villageId', ids)
  const ofSenders = new Set(known.map(({ id }) => id))
  const others = [...new Set(all.map(({ personId }) => personId))].filter((id) => !ofSenders.has(id))
  const people = new Map([...known, ...(await peopleWhere(db, 'id', others))].map((p) => [p.id, p]))
  const villages = await villagesWhere(db, ids)
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
