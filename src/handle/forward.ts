import { Case } from '../../entities'
import { isEmergency } from '../decide/emergencies'
import { queue } from '../record/outbox'
import type { Holder } from '../record/people'
import { type Casefile, casefileOf } from '../search/casefile'
import { isSafety } from '../search/tell'
import { emergenciesOf, nearOf } from '../search/emergency'
import { supervisorsOf } from '../search/recipients'
import { emergencyUpdate, nearUpdate, unreadAnswer } from '../wording/emergency'
import { inert } from '../wording/inert'
import type { Taken } from './tell'
import type { Telling } from './telling'

const DAY = 86_400_000

/** A voice or picture as WeCom knows it. */
export interface Medium {
  kind: 'voice' | 'image'
  mediaId: string
}

/** What somebody in an emergency says or sends next. */
export interface Next {
  text: string
  taken: Taken | null
  /** Where they are, when a place was sent. */
  place?: string
  /** It has to be looked at or listened to. */
  unread?: { medium: Medium | null }
}

/** Who hears how a search goes on: whoever took it; else, of an emergency, township and district, and of any other the one alarmed last. */
async function followers({ db, moment, speaker }: Telling, file: Casefile): Promise<Holder[]> {
  const township = await supervisorsOf(db, file, 'township', moment)
  const district = await supervisorsOf(db, file, 'district', moment)
  const all = [...file.team.members, ...file.team.cadres, ...township, ...district]
  const others = (people: readonly Holder[]) => people.filter(({ person }) => person.id !== speaker.person.id)
  const owner = others(all.filter(({ person }) => person.id === file.case.ownerId)).slice(0, 1)
  if (owner.length > 0) return owner
  const nearest = !isEmergency(file.case) && file.case.level !== 'district' ? others(township) : []
  return nearest.length > 0 ? nearest : others([...township, ...district])
}

/**
 * Whatever somebody in an open emergency says next reaches those who follow it; where they are, also those near. False:
 * there is no such emergency.
 */
export async function passOn(telling: Telling, { text, taken, place, unread }: Next): Promise<boolean> {
  const { db, moment, speaker, messageId } = telling
  const [found] = await emergenciesOf(db, speaker.person.id, moment.now - DAY)
  if (found === undefined || found.messageId === messageId) return false
  const where = place ?? placeIn(taken, moment.now)
  if (where !== null) await tellNear(telling, found, inert(where))
  if (unread === undefined) await passWord(telling, found, text)
  else await passUnread(telling, found, { what: text, ...unread })
  return true
}

/** 在3组后面的路上: a place nobody has a name for. */
const HERE = /在([^,，。;；!！]{2,30})/

/** Where they are now: 「明天去区里」 says nothing of it. */
function placeIn(taken: Taken | null, now: number): string | null {
  const here = (taken?.told ?? []).flatMap(({ fact, words }) =>
    fact.kind === 'whereabouts' && (fact.from === undefined || Date.parse(fact.from) <= now)
      ? [{ place: fact.place, words }]
      : [],
  )
  const placed = here.find(({ place }) => place !== undefined)?.place
  const said = HERE.exec(here[0]?.words ?? '')?.[1]
  // 三号桥往上两百米: how far from the place is what those near need.
  return placed === undefined || said?.startsWith(placed) === true ? (said ?? null) : placed
}

async function tellNear(telling: Telling, found: Case, place: string): Promise<void> {
  const { db, moment, speaker } = telling
  await db.update(Case, { id: found.id }, { place: [...place].slice(0, 120).join('') })
  const file = await casefileOf(db, found, moment)
  const text = nearUpdate(file.case, speaker.person.name, place, moment)
  await send(telling, found, 'near', nearOf(file, speaker.person.id), text)
}

/** What somebody near says about an emergency reaches those who follow it. */
export async function passWord(telling: Telling, found: Case, text: string): Promise<void> {
  const file = await casefileOf(telling.db, found, telling.moment)
  const words = emergencyUpdate(file, telling.speaker.person.name, inert(text), telling.moment)
  await send(telling, found, 'forward', await followers(telling, file), words)
}

/** An answer nobody has read, on its way to whoever looks for the person: it closes nothing. */
export async function passUnread(
  telling: Telling,
  found: Case,
  { what, medium = null }: { what: string; medium?: Medium | null },
): Promise<void> {
  const file = await casefileOf(telling.db, found, telling.moment)
  const words = unreadAnswer(telling.speaker.person.name, what, telling.moment)
  await send(telling, found, 'forward', await followers(telling, file), words, medium)
}

async function send(
  { db, moment, messageId }: Telling,
  found: Case,
  name: 'forward' | 'near',
  to: readonly Holder[],
  text: string,
  medium: Medium | null = null,
): Promise<void> {
  const groupKey = `${found.id}:${name}:${messageId}`
  const media = medium === null ? {} : { mediaId: medium.mediaId, mediaKind: medium.kind }
  const about = { purpose: 'forward' as const, safety: isSafety(found), caseId: found.id, text, ...media }
  const rows = to.flatMap(({ person }) =>
    person.userid === null
      ? []
      : [{ key: `${groupKey}:${person.id}`, groupKey, personId: person.id, userid: person.userid, ...about }],
  )
  await queue(db, moment, rows)
}
