import type { Person, Posting } from '../../entities'

/** What choosing a lead needs to know of a team member. */
export interface Candidate {
  person: Pick<Person, 'id' | 'userid'>
  posting: Pick<Posting, 'role' | 'fromDay'>
}

const RANK = { first_secretary: 0, team_leader: 1, team_member: 2 } as const
const rankOf = ({ posting }: Candidate) => RANK[posting.role as keyof typeof RANK]

/** The first secretary whose posting began last comes first; of the others, the one posted longest. */
function byRank(a: Candidate, b: Candidate): number {
  const rank = rankOf(a) - rankOf(b)
  if (rank !== 0) return rank
  const [from, other] = [a.posting.fromDay ?? '', b.posting.fromDay ?? '']
  const order = from < other ? -1 : from > other ? 1 : a.person.id - b.person.id
  return rankOf(a) === RANK.first_secretary ? -order : order
}

/**
 * Team members in the order in which one speaks for the team: first secretary, leader, longest posted; leaving out who
 * is away (leave, rest, business) and who has no account to be written to.
 */
export const leadsOf = <T extends Candidate>(members: readonly T[], away: ReadonlySet<number>): T[] =>
  members.filter(({ person }) => person.userid !== null && !away.has(person.id)).sort(byRank)
