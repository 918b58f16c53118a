import { Between, In, IsNull, LessThanOrEqual, MoreThanOrEqual } from 'typeorm'
import { LeaveRequest, Person, Posting, TEAM_ROLES } from '../../entities'
import { inChunks } from './chunks'
import type { Db } from './database'
import type { Holder } from './people'

/** Valid requests of these people that reach into the days from `from` to `to`, refused ones too, by their first day. */
export async function leavesOf(
  db: Db,
  people: readonly number[],
  from: string,
  to: string,
): Promise<LeaveRequest[]> {
  return inChunks(people, (piece) =>
    db.find(LeaveRequest, {
      where: {
        subjectId: In(piece),
        toDay: MoreThanOrEqual(from),
        fromDay: LessThanOrEqual(to),
        supersededAt: IsNull(),
      },
      order: { fromDay: 'ASC', id: 'ASC' },
    }),
  )
}

/** Requests of these people said between two instants, refused and withdrawn ones left out. */
export const leavesSaid = (
  db: Db,
  people: readonly number[],
  from: number,
  to: number,
): Promise<LeaveRequest[]> =>
  inChunks(people, (piece) =>
    db.find(LeaveRequest, {
      where: { subjectId: In(piece), saidAt: Between(from, to), supersededAt: IsNull() },
      order: { fromDay: 'ASC', id: 'ASC' },
    }),
  )

/** Team postings of a unit's people that begin or end from one day to another, both included. */
export async function rotationsOf(
  db: Db,
  units: readonly string[],
  from: string,
  to: string,
): Promise<Holder[]> {
  if (units.length === 0) return []
  const people = await db.findBy(Person, { sendingUnit: In([...units]) })
  const byId = new Map(people.map((person) => [person.id, person]))
  const postings = await inChunks([...byId.keys()], (piece) => {
    const theirs = { personId: In(piece), role: In([...TEAM_ROLES]) }
    return db.find(Posting, {
      where: [
        { ...theirs, fromDay: Between(from, to) },
        { ...theirs, toDay: Between(from, to) },
      ],
      order: { id: 'ASC' },
    })
  })
  return postings.flatMap((posting) => {
    const person = byId.get(posting.personId)
    return person === undefined ? [] : [{ person, posting }]
  })
}
