import type { Case, Person, Source } from '../../entities'
import { isFullName, type NameCandidate, nameHint, resolveName } from '../decide/names'
import { type Scope, scopeOf } from '../decide/scope'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import { membersIn, neighboursNamed, teamsAt, villagesNamedIn } from '../record/lookups'
import { type Holder, isCadrePosting, type Speaker, type Team, teamOf } from '../record/people'
import type { Subject } from '../record/statements'
import type { Runtime } from '../runtime'
import type { ReadingContext, SpeakerRole } from '../understand/facts'
import { ROLE_NAMES } from '../wording/people'
import { type HeardFrom, heardByPhone, isOfTeam } from './byPhone'

/** One message of somebody on the roster, while it is being handled. */
export interface Telling {
  rt: Runtime
  db: Db
  moment: Moment
  messageId: number
  speaker: Speaker
  scope: Scope
  role: SpeakerRole
  /** The team it is about: the speaker's own, or the one the village cadre lives with. */
  team: Team | null
  /** The teams a name may belong to: that team; for a supervisor, those of the villages the text names. */
  nearby: Team[]
  /** Whose word a supervisor passes on who rang the village. */
  heardFrom?: HeardFrom
  /** The case of the card that was tapped: what the word is about, whatever else is open. */
  tapped?: { case: Case; askedAt: number }
  /** It was said on the page a link led to. */
  byLink?: boolean
  /** Whom a name means, where the speaker has been asked: name as said → person. */
  meant?: ReadonlyMap<string, number>
}

/** A supervisor speaks for himself, of people he has not heard from. */
export const isFromAfar = ({ speaker, scope, heardFrom }: Telling) =>
  speaker.teamId === null && scope.supervisor && heardFrom === undefined

export async function tellingOf(
  rt: Runtime,
  db: Db,
  moment: Moment,
  messageId: number,
  speaker: Speaker,
  text: string | null = null,
): Promise<Telling> {
  const scope = scopeOf(speaker.postings)
  const villageId = speaker.teamId ?? speaker.postings.find(isCadrePosting)?.villageId ?? null
  const team = villageId === null ? null : await teamOf(db, villageId, moment.day)
  const nearby = team === null ? await teamsIn(db, scope, moment.day, text) : [team]
  const mine = { rt, db, moment, messageId, speaker, scope, role: roleOf(speaker, scope) }
  if (team !== null || !scope.supervisor || text === null) return { ...mine, team, nearby }
  const heardFrom = await heardByPhone(db, { scope, speaker, day: moment.day, text, nearby })
  return heardFrom === null
    ? { ...mine, team, nearby }
    : { ...mine, team: heardFrom.team, nearby: [heardFrom.team], heardFrom }
}

async function teamsIn(db: Db, scope: Scope, day: string, text: string | null): Promise<Team[]> {
  if (!scope.supervisor || text === null) return []
  const villages = await villagesNamedIn(db, scope, text)
  return villages.length === 0
    ? []
    : teamsAt(
        db,
        villages.map(({ id }) => id),
        day,
      )
}

function roleOf(speaker: Speaker, scope: Scope): SpeakerRole {
  if (speaker.teamId !== null) return 'member'
  if (speaker.postings.some((p) => p.role === 'village_secretary')) return 'secretary'
  if (speaker.postings.some(isCadrePosting)) return 'villager'
  return scope.supervisor ? 'supervisor' : 'villager'
}

export const everyoneOf = (team: Team | null): Holder[] =>
  team === null ? [] : [...team.members, ...team.cadres]

/** The speaker, as the one a reply is worded for. */
export const listenerOf = ({ speaker, team, moment }: Telling) => ({
  id: speaker.person.id,
  teamSize: team?.members.length ?? 0,
  now: moment.now,
  zone: moment.zone,
})

/** Whose names the speaker may use: the people of the team and village, or whoever a supervisor may see and name so. */
async function circleOf({ db, moment, scope, team, nearby }: Telling, name: string): Promise<Holder[]> {
  const people = nearby.flatMap(everyoneOf)
  if (team !== null || !scope.supervisor || people.length > 0) return people
  return membersIn(db, scope, moment.day, { hint: nameHint(name) })
}

/** Somebody of another team of the township, who is meant only when called by the full name. */
async function neighbours({ db, moment, speaker, team }: Telling, name: string): Promise<number[]> {
  if (team === null || !isFullName(name) || name === speaker.person.name) return []
  const found = await neighboursNamed(db, team.village.township, moment.day, name)
  const ids = [...new Set(found.map(({ person }) => person.id))]
  return ids.length === 1 ? ids : []
}

const candidate = ({ person, posting }: Holder): NameCandidate => ({
  id: person.id,
  name: person.name,
  role: posting.role,
  villageId: posting.villageId,
})

/** What `understand` should know around this message. */
export const readingContext = ({ rt, role, nearby }: Telling): ReadingContext => ({
  role,
  timezone: rt.timezone,
  people: nearby.flatMap(everyoneOf).map(({ person, posting }) => ({
    name: person.name,
    title: ROLE_NAMES[posting.role],
  })),
  places: [...new Set(nearby.flatMap(({ village }) => [village.name, village.township]))],
  words: rt.policy.words,
})

/** Whoever rang tells where those are he asked about: 「问了村支书,在山上」. */
const whoRang = ({ heardFrom }: Telling) =>
  heardFrom === undefined ? 'self' : isOfTeam(heardFrom) ? heardFrom.person.name : 'team'

export interface Resolved {
  subjects: Subject[]
  /** Names that fit two people: one question back. */
  unclear: { name: string; people: Person[] }[]
}

/**
 * The people a `who` means: 我, 我们, 其余 (the team without whoever else the message names), or names by the roster.
 * A name that fits nobody is kept as said; one that fits two is kept as said and asked about.
 */
export async function resolveWho(
  telling: Telling,
  who: readonly string[],
  namedElsewhere: ReadonlySet<number>,
): Promise<Resolved> {
  const { speaker, team } = telling
  const members = team?.members ?? []
  const subjects: Subject[] = []
  const unclear: Resolved['unclear'] = []
  for (const said of who) {
    const name = said === 'self' ? whoRang(telling) : said
    if (name === 'self') subjects.push({ id: speaker.person.id, name: '我' })
    else if (name === 'team')
      subjects.push(...members.map(({ person }) => ({ id: person.id, name: person.name })))
    else if (name === 'rest') {
      const rest = members.filter(({ person }) => !namedElsewhere.has(person.id))
      subjects.push(...rest.map(({ person }) => ({ id: person.id, name: person.name })))
    } else {
      const circle = await circleOf(telling, name)
      const chosen = telling.meant?.get(name)
      if (chosen !== undefined) {
        subjects.push({ id: chosen, name })
        continue
      }
      const others = circle.filter(({ person }) => person.id !== speaker.person.id)
      const near = resolveName(name, others.map(candidate), { villageId: team?.village.id ?? null })
      const found = near.length > 0 ? near : await neighbours(telling, name)
      // Some call themselves by their name.
      const ids = found.length === 0 && name === speaker.person.name ? [speaker.person.id] : found
      const [only] = ids
      subjects.push({ id: ids.length === 1 && only !== undefined ? only : null, name })
      if (ids.length > 1) {
        const people = others.filter(({ person }) => ids.includes(person.id)).map(({ person }) => person)
        unclear.push({ name, people: [...new Map(people.map((p) => [p.id, p])).values()] })
      }
    }
  }
  const seen = new Set<number>()
  const once = subjects.filter(({ id }) => id === null || (!seen.has(id) && seen.add(id)))
  return { subjects: once, unclear }
}

/** How strong the speaker's word is about a subject. */
export function sourceOf({ speaker, scope, heardFrom }: Telling): (subject: Subject) => Source {
  return ({ id }) => {
    if (heardFrom !== undefined) return 'cadre'
    if (id === speaker.person.id) return 'own'
    if (speaker.teamId !== null) return 'mate'
    return speaker.postings.some(isCadrePosting) || !scope.supervisor ? 'cadre' : 'supervisor'
  }
}
