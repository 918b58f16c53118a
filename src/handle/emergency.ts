import { postedIn } from '../record/people'
import { raise } from '../search/emergency'
import type { FactOf } from '../understand/facts'
import { helpReply } from '../wording/emergency'
import { inert } from '../wording/inert'
import { list } from '../wording/people'
import type { Taken, Told } from './tell'
import { everyoneOf, type Telling } from './telling'

const isGrave = ({ fact }: Told) => fact.kind === 'help' || (fact.kind === 'health' && fact.urgent === true)

const saidOf = ({ fact }: Told) =>
  fact.kind === 'help' ? fact.text : fact.kind === 'health' ? fact.symptom : ''

/** Raises what a message says of help or grave illness; the reply, or null when it says nothing of the kind. */
export async function raiseFrom(telling: Telling, taken: Taken, text: string): Promise<string | null> {
  const { rt, db, moment, messageId, speaker, team } = telling
  const grave = taken.told.filter(isGrave)
  if (grave.length === 0) return null
  const kind = grave.some(({ fact }) => fact.kind === 'help') ? 'help' : 'illness'
  const subjects = grave.flatMap((told) => told.subjects)
  const people = [...new Set(subjects.flatMap(({ id }) => (id === null ? [] : [id])))]
  const nameOf = new Map(everyoneOf(team).map(({ person }) => [person.id, person.name]))
  const names = subjects.map(({ id, name }) =>
    id === speaker.person.id ? speaker.person.name : ((id === null ? undefined : nameOf.get(id)) ?? name),
  )
  const place = taken.told
    .map(({ fact }) => fact)
    .find(
      (fact): fact is FactOf<'whereabouts'> => fact.kind === 'whereabouts' && fact.place !== undefined,
    )?.place
  // What happened: the grave words and, beside a call for help, the injury that explains it.
  const what = taken.told.filter((told) => isGrave(told) || (kind === 'help' && told.fact.kind === 'health'))
  const pieces = [...new Set(what.map(saidOf))]
  const distinct = pieces.filter((piece) => !pieces.some((other) => other !== piece && other.includes(piece)))
  const own = new Set(everyoneOf(team).map(({ person }) => person.id))
  // Of somebody of another team it is that team's village that is nearest.
  const isElsewhere = people.every((id) => !own.has(id))
  const [posted] = isElsewhere ? await postedIn(db, people, moment.day) : []
  const reached = await raise(rt, db, moment, {
    kind,
    messageId,
    villageId: posted?.[0] ?? team?.village.id ?? null,
    speaker: speaker.person,
    names: [...new Set(names)],
    people,
    place: place === undefined ? null : inert(place),
    // A call for help is heard by all in its own words; of an illness those near hear what it is, and nothing more.
    what: inert(kind === 'help' ? text : distinct.join(',')),
    text: inert(text),
  })
  return helpReply(reached, rt.policy.help.dutyPhone, kind)
}

/** Somebody who read an answer of a person searched for says that help is needed: it is raised in that person's name. */
export async function raiseFor(
  telling: Telling,
  person: { id: number; name: string },
  villageId: number | null,
): Promise<string> {
  const { rt, db, moment, messageId, speaker } = telling
  const what = `${speaker.person.name}看了${person.name}发来的消息:要帮助`
  const reached = await raise(rt, db, moment, {
    kind: 'help',
    messageId,
    villageId,
    speaker: speaker.person,
    names: [person.name],
    people: [person.id],
    place: null,
    what,
    text: what,
  })
  return `已经按求助办,${list(reached.map((holder) => holder.person.name))}都告诉了。`
}
