import type { Rung } from '../../entities'
import { newestOf, offOf } from '../decide/accounted'
import type { Policy } from '../policy'
import { unpromptedToday } from '../record/burden'
import { coverages } from '../record/coverages'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import { dutyOf } from '../record/duty'
import { type Holder, holders } from '../record/people'
import type { Casefile } from './casefile'

const hasAccount = ({ person }: Holder) => person.userid !== null

const isSecretary = ({ posting }: Holder) => posting.role === 'village_secretary'

/** Whoever stands on several rungs is asked once; only the lead is asked again. */
const notAskedYet = (file: Casefile) => {
  const round = file.case.round
  const asked = new Set(
    file.told.filter((row) => row.purpose === 'ask' && row.round === round).map((row) => row.personId),
  )
  return ({ person }: Holder) => !asked.has(person.id)
}

/** At most so many unprompted messages a day; safety asks are not counted and not held back. */
async function underCap(db: Db, people: Holder[], day: string, most: number): Promise<Holder[]> {
  const counts = await unpromptedToday(
    db,
    people.map(({ person }) => person.id),
    day,
  )
  return people.filter(({ person }) => (counts.get(person.id) ?? 0) < most)
}

async function morningAsked(
  db: Db,
  file: Casefile,
  to: Rung['to'],
  day: string,
  policy: Policy,
): Promise<Holder[]> {
  const { teamPerDay, cadreMorningsPerDay } = policy.burden
  const fresh = notAskedYet(file)
  const lead = file.leads[0]
  switch (to) {
    case 'mates': {
      const mates = file.team.members.filter(
        (m) => hasAccount(m) && !file.off.has(m.person.id) && m.person.id !== lead?.person.id,
      )
      const alone = file.team.members.length === 1 && lead !== undefined
      return underCap(db, alone ? [lead] : mates.filter(fresh), day, teamPerDay)
    }
    case 'lead': {
      // Over the cap it goes to the next who may be asked, else to nobody.
      const allowed = await underCap(db, file.leads, day, teamPerDay)
      return allowed.filter((m) => m.person.id === lead?.person.id || fresh(m)).slice(0, 1)
    }
    default: {
      const wanted = file.team.cadres.filter(
        (c) => hasAccount(c) && !c.person.askNoMore && isSecretary(c) === (to === 'secretary'),
      )
      return underCap(db, wanted.filter(fresh), day, cadreMorningsPerDay)
    }
  }
}

function returnAsked(file: Casefile, to: Rung['to']): Holder[] {
  const fresh = notAskedYet(file)
  const knowsNot = ({ person: { id } }: Holder) =>
    id === file.reporter?.id || file.missing.some(({ person }) => person.id === id)
  switch (to) {
    case 'person':
      return file.missing.filter(hasAccount)
    case 'mates':
      return file.team.members.filter((m) => hasAccount(m) && !knowsNot(m)).filter(fresh)
    default:
      return file.team.cadres.filter((m) => hasAccount(m) && !knowsNot(m)).filter(fresh)
  }
}

const distinct = (people: Holder[]) => [
  ...new Map(people.map((holder) => [holder.person.id, holder])).values(),
]

/** Whom an asking rung asks; people are looked up when it fires. */
export async function askedBy(
  db: Db,
  file: Casefile,
  to: Rung['to'],
  day: string,
  policy: Policy,
): Promise<Holder[]> {
  const people =
    file.case.kind === 'return' ? returnAsked(file, to) : await morningAsked(db, file, to, day, policy)
  return distinct(people)
}

export type Level = 'township' | 'district'

/**
 * Supervisors of a level with an account. Who is on leave or at rest is left out, unless nobody else remains or they
 * have put themselves on duty since; `evenOff`: nobody is left out.
 */
export async function supervisorsOf(
  db: Db,
  file: Pick<Casefile, 'team'>,
  level: Level,
  moment: Moment,
  { evenOff = false }: { evenOff?: boolean } = {},
): Promise<Holder[]> {
  const { township } = file.team.village
  const { day, now } = moment
  const found =
    level === 'township'
      ? await holders(db, ['township_admin'], day, { township })
      : await holders(db, ['district_admin'], day)
  const all = distinct(found.filter(hasAccount))
  if (evenOff) return all
  const ids = all.map(({ person }) => person.id)
  const covered = await coverages(db, ids, moment)
  const off = offOf(covered)
  if (off.size === 0) return all
  const newest = newestOf(covered)
  const duties = await dutyOf(db, all, now)
  const present = all.filter(
    ({ person: { id } }) =>
      !off.has(id) || (duties.get(id)?.saidAt ?? -Infinity) >= (newest.get(id)?.saidAt ?? 0),
  )
  return present.length > 0 ? present : all
}
