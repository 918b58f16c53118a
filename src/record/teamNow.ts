import type { Known } from '../decide/accounted'
import type { Whereabouts } from '../decide/whereabouts'
import { dayOf } from '../time'
import type { Db } from './database'
import { knownTeams } from './known'
import { holdersById, teamsAt } from './lookups'
import type { Holder, Team } from './people'
import { openSearches, type Search } from './searches'
import { type Asked, whereaboutsOf } from './whereabouts'

/** A team on a day: who is where, whether it is known, what is being searched. */
export interface TeamNow {
  team: Team
  known: Known | null
  where: Map<number, Whereabouts>
  searches: Search[]
}

/** What the teams of these villages show at `asked.at`, in the roster's order. Searches are those of now, for today alone. */
export async function teamsNow(db: Db, villageIds: readonly number[], asked: Asked): Promise<TeamNow[]> {
  const { at, now, zone } = asked
  const day = dayOf(at, zone)
  const found = await teamsAt(db, villageIds, day)
  const people = found.flatMap(({ members }) => members.map(({ person }) => person.id))
  const known = await knownTeams(db, found, { day, now: Math.min(now, at), zone })
  const where = await whereaboutsOf(db, people, asked)
  const searches = day === dayOf(now, zone) ? await openSearches(db, villageIds) : []
  return found.map((team) => ({
    team,
    known: known.get(team.village.id) ?? null,
    where: ofMembers(team, where),
    searches: searches.filter((search) => search.case.villageId === team.village.id),
  }))
}

const ofMembers = ({ members }: Team, where: ReadonlyMap<number, Whereabouts>) =>
  new Map(
    members.flatMap(({ person: { id } }) => {
      const at = where.get(id)
      return at === undefined ? [] : [[id, at] as const]
    }),
  )

/** Whoever has to be named when these are told of: who spoke, who was asked, who searches. */
export async function namedIn(
  db: Db,
  day: string,
  told: {
    teams?: readonly TeamNow[]
    people?: readonly Whereabouts[]
    searches?: readonly Search[]
    others?: readonly number[]
  },
): Promise<Map<number, Holder>> {
  const { teams = [], people = [], searches = [], others = [] } = told
  return holdersById(
    db,
    [
      ...others,
      ...teams.flatMap(({ known }) => (known?.by === 'found' ? (known.personId ?? []) : [])),
      ...teams.flatMap(({ team }) => team.members.map(({ person }) => person.id)),
      ...[...people, ...teams.flatMap(({ where }) => [...where.values()])].flatMap(speakersOf),
      ...[...searches, ...teams.flatMap((team) => team.searches)].flatMap(peopleOf),
    ],
    day,
  )
}

const speakersOf = ({ position, last, next, safe, notSeen }: Whereabouts) => [
  ...[position, last, next, safe].flatMap((said) => said?.heardFromId ?? []),
  ...[position, last, next, safe, notSeen].flatMap((said) => said?.speakerId ?? []),
]

const peopleOf = ({ people, asked, witness, case: { ownerId } }: Search) => [
  ...(witness === null ? [] : [witness.speakerId]),
  ...people,
  ...asked.map(({ personId }) => personId),
  ...(ownerId === null ? [] : [ownerId]),
]
