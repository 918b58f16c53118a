import type { Case } from '../../entities'
import type { Moment } from '../record/known'
import { queue } from '../record/outbox'
import type { Holder } from '../record/people'
import { casefileOf } from '../search/casefile'
import { emergenciesOf, raise } from '../search/emergency'
import { supervisorsOf } from '../search/recipients'
import type { FactOf } from '../understand/facts'
import { emergencyUpdate, helpReply, unreadAnswer } from '../wording/emergency'
import { inert } from '../wording/inert'
import type { Taken } from './tell'
import { everyoneOf, type Telling } from './telling'

const DAY = 86_400_000

/** Raises what a message says of help or grave illness; the reply, or null when it says nothing of the kind. */
export async function raiseFrom(telling: Telling, taken: Taken, text: string): Promise<string | null> {
  const { rt, db, moment, messageId, speaker, team } = telling
  const grave = taken.told.filter(
    ({ fact }) => fact.kind === 'help' || (fact.kind === 'health' && fact.urgent === true),
  )
  if (grave.length === 0) return null
  const kind = grave.some(({ fact }) => fact.kind === 'help') ? 'help' : 'illness'
  const subjects = grave.flatMap((told) => told.subjects)
  const people = new Set(subjects.flatMap(({ id }) => (id === null ? [] : [id])))
  const nameOf = new Map(everyoneOf(team).map(({ person }) => [person.id, person.name]))
  const names = subjects.map(({ id, name }) =>
    id === speaker.person.id ? speaker.person.name : ((id === null ? undefined : nameOf.get(id)) ?? name),
  )
  const place = taken.told
    .map(({ fact }) => fact)
    .find(
      (fact): fact is FactOf<'whereabouts'> => fact.kind === 'whereabouts' && fact.place !== undefined,
    )?.place
  const what = grave.map(({ fact }) =>
    fact.kind === 'help' ? fact.text : fact.kind === 'health' ? fact.symptom : '',
  )
  const reached = await raise(rt, db, moment, {
    kind,
    messageId,
    villageId: team?.village.id ?? null,
    speaker: speaker.person,
    names: [...new Set(names)],
    people: [...people],
    place: place === undefined ? null : inert(place),
    what: inert([...new Set(what)].join(',')),
    text: inert(text),
  })
  return helpReply(reached, rt.policy.help.dutyPhone, kind)
}

/** Supervisors who hear how a case goes on: its owner alone once somebody took it. */
async function followers({ db, moment }: Telling, found: Case): Promise<Holder[]> {
  const file = await casefileOf(db, found, moment)
  const all = [
    ...(await supervisorsOf(db, file, 'township', moment.day)),
    ...(await supervisorsOf(db, file, 'district', moment.day)),
  ]
  const owner = all.filter(({ person }) => person.id === found.ownerId)
  return owner.length > 0 ? owner : all
}

/** Whatever somebody in an open emergency says next reaches those who were told of it: where they are, how it goes. */
export async function passOn(telling: Telling, text: string, mediaId: string | null): Promise<boolean> {
  const { db, moment, speaker, messageId } = telling
  const [found] = await emergenciesOf(db, speaker.person.id, moment.now - DAY)
  if (found === undefined || found.messageId === messageId) return false
  if (mediaId === null) await passWord(telling, found, text)
  else await passUnread(telling, found, text, mediaId)
  return true
}

/** What somebody near says about an emergency reaches those who follow it. */
export async function passWord(telling: Telling, found: Case, text: string): Promise<void> {
  const words = emergencyUpdate({ case: found }, telling.speaker.person.name, inert(text), telling.moment)
  await forward(telling, found, await followers(telling, found), words, null)
}

/** An answer nobody has read, on its way to whoever looks for the person: it closes nothing. */
export async function passUnread(
  telling: Telling,
  found: Case,
  what: string,
  mediaId: string | null,
): Promise<void> {
  const words = unreadAnswer(telling.speaker.person.name, what, telling.moment)
  await forward(telling, found, await followers(telling, found), words, mediaId)
}

async function forward(
  { db, moment, messageId }: Telling,
  found: Case,
  to: readonly Holder[],
  text: string,
  mediaId: string | null,
): Promise<void> {
  const key = `${found.id}:forward:${messageId}`
  await queue(db, moment satisfies Moment, rowsFor(to, { key, text, caseId: found.id, mediaId }))
}

const rowsFor = (
  to: readonly Holder[],
  { key, text, caseId, mediaId }: { key: string; text: string; caseId: number; mediaId: string | null },
) =>
  to.flatMap(({ person }) =>
    person.userid === null
      ? []
      : [
          {
            key: `${key}:${person.id}`,
            groupKey: key,
            personId: person.id,
            userid: person.userid,
            purpose: 'forward' as const,
            safety: true,
            caseId,
            text,
            ...(mediaId === null ? {} : { mediaId }),
          },
        ],
  )
