import { Notice, NoticeRecipient, type Role, TEAM_ROLES } from '../../../entities'
import { resolveName } from '../../decide/names'
import { inChunks } from '../../record/chunks'
import { type Outgoing, queue } from '../../record/outbox'
import { findPeople, type Holder, holders } from '../../record/people'
import type { OrderFact } from '../../understand/facts'
import { inert } from '../../wording/inert'
import { confirmNotice, NO_NOTICE_TEXT, NO_SUCH_PLACE, noticeText, sentNotice } from '../../wording/orders'
import { NOBODY_THERE } from '../../wording/rollCall'
import { ask } from '../asking'
import type { Telling } from '../telling'
import { orderPlace } from './place'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

export interface NoticePayload {
  does: 'notice'
  messageId: number
  label: string
  text: string
  wantsAnswer: boolean
  /** A letter: it says so, and wants no answer. */
  letter?: boolean
  people: number[]
  villageIds: number[]
}

const ROLE_WORDS: readonly [RegExp, readonly Role[]][] = [
  [/第一书记/, ['first_secretary']],
  [/队长/, ['team_leader', 'first_secretary']],
  [/村支书|村党支部书记|支书/, ['village_secretary']],
  [/村干部/, ['village_secretary', 'village_cadre']],
]

/** Whom the words behind the place mean: a role of each team, one person, or everybody of the team. */
async function receivers(telling: Telling, villageIds: readonly number[], rest: string): Promise<Holder[]> {
  const { db, moment } = telling
  const roles = ROLE_WORDS.find(([pattern]) => pattern.test(rest))?.[1] ?? TEAM_ROLES
  const found = await inChunks(villageIds, (ids) => holders(db, roles, moment.day, { villageIds: ids }))
  return [...new Map(found.map((holder) => [holder.person.id, holder])).values()]
}

async function onePerson(
  telling: Telling,
  name: string,
): Promise<{ label: string; people: Holder[]; villageIds: number[] } | null> {
  const place = await orderPlace(telling, undefined)
  if (place === null) return null
  const villageIds = place.villages.map(({ id }) => id)
  const all = await receivers(telling, villageIds, '')
  const ids = resolveName(
    name,
    all.map(({ person: p, posting }) => ({
      id: p.id,
      name: p.name,
      role: posting.role,
      villageId: posting.villageId,
    })),
  )
  const people = all.filter(({ person: p }) => ids.includes(p.id))
  const [first] = people
  return first === undefined || people.length > 1
    ? null
    : { label: first.person.name, people, villageIds: [] }
}

export async function orderNotice(telling: Telling, fact: OrderFact, text: string): Promise<string> {
  const { rt, messageId } = telling
  const words = fact.text?.trim() ?? ''
  if (words === '') return NO_NOTICE_TEXT
  const place = await orderPlace(telling, fact.scope)
  const one = place === null ? await onePerson(telling, fact.scope ?? '') : null
  if (place === null && one === null) return NO_SUCH_PLACE(fact.scope ?? '')
  const villageIds = place?.villages.map(({ id }) => id) ?? []
  const people = one?.people ?? (await receivers(telling, villageIds, place?.rest ?? ''))
  if (people.length === 0) return NOBODY_THERE
  const payload: NoticePayload = {
    does: 'notice',
    messageId,
    label: one?.label ?? `${place?.label ?? ''}${place?.rest ?? ''}`,
    text: words,
    wantsAnswer: /通知\s*[((【[]\s*要回/.test(text),
    letter: text === '信',
    people: people.map(({ person: p }) => p.id),
    villageIds,
  }
  await ask(telling, 'confirm_order', payload, rt.policy.rollCall.confirmWithin * MINUTE)
  return confirmNotice(payload, people.length)
}

/** Sends a confirmed notice, once to each; who cannot be reached by a message is named in the reply. */
export async function sendNotice(telling: Telling, payload: NoticePayload): Promise<string> {
  const { db, moment, speaker } = telling
  const { messageId, label, text, wantsAnswer } = payload
  const key = `notice:${messageId}`
  const row = {
    key,
    label,
    text,
    wantsAnswer,
    senderId: speaker.person.id,
    at: moment.now,
    repeatAt: wantsAnswer ? moment.now + DAY : null,
  }
  const noticeId = ((await db.insert(Notice, row)).identifiers[0] as { id: number }).id
  const everyone = await findPeople(db, payload.people)
  const rows = everyone.map(({ id }) => ({ noticeId, personId: id }))
  for (let from = 0; from < rows.length; from += 200)
    await db.insert(NoticeRecipient, rows.slice(from, from + 200))
  const body = noticeText(speaker.person.name, inert(text), payload, moment)
  const outgoing = everyone.flatMap(({ id, userid }): Outgoing[] =>
    userid === null
      ? []
      : [{ key: `${key}:${id}`, groupKey: key, personId: id, userid, purpose: 'notice', text: body }],
  )
  await queue(db, moment, outgoing)
  return sentNotice(
    outgoing.length,
    everyone.filter(({ userid }) => userid === null),
  )
}
