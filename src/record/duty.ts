import { In, LessThanOrEqual, MoreThan } from 'typeorm'
import { Duty, Person, type Posting } from '../../entities'
import type { Db } from './database'
import type { Holder } from './people'

/** What somebody is on duty for: a level, and its township. */
export type DutyScope = Pick<Duty, 'level' | 'township'>

/** The level and place of a supervisor's posting; null for every other role. */
export function dutyScopeOf({ role, township }: Pick<Posting, 'role' | 'township'>): DutyScope | null {
  if (role === 'district_admin') return { level: 'district', township: null }
  return role === 'township_admin' ? { level: 'township', township } : null
}

export const isSameScope = (a: DutyScope, b: DutyScope) => a.level === b.level && a.township === b.township

/** Who is on duty at `now`, whatever the place. */
export const dutiesAt = (db: Db, now: number): Promise<Duty[]> =>
  db.find(Duty, { where: { fromAt: LessThanOrEqual(now), untilAt: MoreThan(now) }, order: { id: 'ASC' } })

/** Who is on duty at `now` or later, the soonest first. */
export const dutiesFrom = (db: Db, now: number): Promise<Duty[]> =>
  db.find(Duty, { where: { untilAt: MoreThan(now) }, order: { fromAt: 'ASC', id: 'ASC' } })

/** The duty each of these supervisors has at `now` in the role that is given, by person. */
export async function dutyOf(
  db: Db,
  people: readonly Holder[],
  now: number,
): Promise<ReadonlyMap<number, Duty>> {
  const all = people.length === 0 ? [] : await dutiesAt(db, now)
  const found = new Map<number, Duty>()
  for (const { person, posting } of people) {
    const scope = dutyScopeOf(posting)
    const duty = all.filter(
      (each) => each.personId === person.id && scope !== null && isSameScope(each, scope),
    )
    const last = duty.at(-1)
    if (last !== undefined) found.set(person.id, last)
  }
  return found
}

/** Puts people on duty; whoever was on duty for the same place meanwhile stays so. */
export async function declareDuty(db: Db, duties: readonly Omit<Duty, 'id'>[]): Promise<void> {
  if (duties.length > 0) await db.insert(Duty, [...duties])
}

/** The person is no longer on duty between two instants: what began before ends, what begins later never does. */
export async function endDuty(
  db: Db,
  personId: number,
  { from, until }: { from: number; until: number },
): Promise<Duty[]> {
  const running = await db.find(Duty, {
    where: { personId, fromAt: LessThanOrEqual(until - 1), untilAt: MoreThan(from) },
    order: { id: 'ASC' },
  })
  const begun = running.filter(({ fromAt }) => fromAt < from).map(({ id }) => id)
  const ahead = running.filter(({ fromAt }) => fromAt >= from).map(({ id }) => id)
  if (begun.length > 0) await db.update(Duty, { id: In(begun) }, { untilAt: from })
  if (ahead.length > 0) await db.delete(Duty, { id: In(ahead) })
  return running
}

/** These people's names, by id. */
export const namesOf = async (db: Db, ids: readonly number[]): Promise<Map<number, string>> =>
  new Map((await db.findBy(Person, { id: In([...ids]) })).map(({ id, name }) => [id, name]))
