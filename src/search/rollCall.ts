import { In, IsNull, MoreThanOrEqual } from 'typeorm'
import type { Person } from '../../entities'
import { CheckIn, Message, RollCall, RollCallCaller, RollCallEntry } from '../../entities'
import { awayOf } from '../decide/accounted'
import { awaited } from '../record/cases'
import { inChunks } from '../record/chunks'
import type { Db } from '../record/database'
import { coverages } from '../record/coverages'
import type { Moment } from '../record/known'
import { type Outgoing, queue } from '../record/outbox'
import { type Holder, teams } from '../record/people'
import { insertRows } from '../record/rows'
import { membershipsIn } from '../record/silent'
import { queueSms } from '../record/sms'
import type { Runtime } from '../runtime'
import { EMERGENCIES } from '../decide/emergencies'
import { callBySms, callText, elsewhereText, FOR_MUTE } from '../wording/rollCall'

const MINUTE = 60_000

export interface NewRollCall {
  messageId: number
  label: string
  villageIds: number[]
  drill: boolean
  reason: string | null
  callerId: number
}

export interface Opened {
  call: RollCall
  asked: number
  /** Known by words of the last half hour, or elsewhere. */
  known: number
}

/** One message of a roll call to people; what all get alike goes out in as few calls as WeCom allows. */
export function messages(
  call: RollCall,
  name: string,
  people: readonly Pick<Person, 'id' | 'userid'>[],
  text: string,
): Outgoing[] {
  const groupKey = `roll_call:${call.id}:${name}`
  return people.flatMap(({ id, userid }) =>
    userid === null
      ? []
      : [
          {
            key: `${groupKey}:${id}`,
            groupKey,
            personId: id,
            userid,
            purpose: 'roll_call' as const,
            safety: true,
            text,
          },
        ],
  )
}

/** So many villages are entered in one transaction. */
const AT_A_TIME = 500

/**
 * Opens a roll call of everybody posted to these villages: words of the last half hour count as answers, who is on leave
 * or business gets a line that needs none, all others are asked at once. Of very many villages the first are asked here,
 * the others by `enterNext`.
 */
export async function openRollCall(
  rt: Runtime,
  db: Db,
  moment: Moment,
  wanted: NewRollCall,
): Promise<Opened> {
  const { messageId, callerId, label, villageIds, drill, reason } = wanted
  const row = {
    key: `roll_call:${messageId}`,
    label,
    villageIds,
    entered: 0,
    drill,
    reason,
    openedBy: callerId,
    openedAt: moment.now,
    state: 'open' as const,
    step: 0,
    nextAt: moment.now + rt.policy.rollCall.again * MINUTE,
  }
  const id = ((await db.insert(RollCall, row)).identifiers[0] as { id: number }).id
  await db.insert(RollCallCaller, { rollCallId: id, personId: callerId, joinedAt: moment.now })
  const { asked, known } = await enterNext(rt, db, await db.findOneByOrFail(RollCall, { id }), moment)
  const call = await db.findOneByOrFail(RollCall, { id })
  if (call.entered === null) return { call, asked, known }
  const all = await membershipsIn(db, villageIds, moment.day)
  return { call, known, asked: new Set(all.map(({ personId }) => personId)).size - known }
}

/**
 * Enters the people of the next villages and asks them, once: the step is claimed, so that another process or a run after
 * a crash goes on where this one ended.
 */
export async function enterNext(
  rt: Runtime,
  db: Db,
  call: RollCall,
  moment: Moment,
): Promise<{ asked: number; known: number }> {
  const { id, entered, villageIds, openedAt } = call
  if (entered === null) return { asked: 0, known: 0 }
  const end = entered + AT_A_TIME
  const next = end < villageIds.length ? end : null
  const claimed = await db.update(RollCall, { id, state: 'open', entered }, { entered: next })
  if (claimed.affected !== 1) return { asked: 0, known: 0 }
  const members = (await teams(db, moment.day, villageIds.slice(entered, end))).flatMap(
    (team) => team.members,
  )
  const states = await enter(rt, db, call, members, moment)
  const of = (state: RollCallEntry['state']) =>
    members.filter((m) => states.get(m.person.id) === state).map(({ person }) => person)
  // Said as at the opening: one text is one call for a thousand people.
  const opening = { ...moment, now: openedAt }
  await queue(db, moment, [
    ...firstAsks(
      call,
      members.filter((m) => states.get(m.person.id) === 'asked'),
      opening,
    ),
    ...messages(call, 'elsewhere', of('elsewhere'), elsewhereText(call, opening)),
  ])
  if (rt.hasSms === true) await textMute(db, call, of('asked'), opening)
  const asked = of('asked').length
  return { asked, known: members.length - asked }
}

/** Writes a row for each of these people; gives what is known of each. */
async function enter(
  rt: Runtime,
  db: Db,
  { id, openedAt }: RollCall,
  members: readonly Holder[],
  moment: Moment,
): Promise<Map<number, RollCallEntry['state']>> {
  const ids = members.map(({ person }) => person.id)
  const away = awayOf(await coverages(db, ids, moment))
  const heard = await heardLately(rt, db, ids, openedAt)
  const inNeed = await awaited(db, ids, EMERGENCIES)
  const stateOf = (personId: number): RollCallEntry['state'] => {
    if (inNeed.has(personId)) return 'help'
    return heard.has(personId) ? 'safe' : away.has(personId) ? 'elsewhere' : 'asked'
  }
  const rows = members.map(({ person: { id: personId }, posting }) => {
    const words = heard.get(personId) ?? null
    return {
      ...{ rollCallId: id, personId, villageId: posting.villageId ?? 0, state: stateOf(personId), words },
      ...{ answeredAt: words === null ? null : moment.now, answeredBy: words === null ? null : personId },
    }
  })
  await insertRows(db, RollCallEntry, rows)
  return new Map(ids.map((personId) => [personId, stateOf(personId)]))
}

/** All in one call, but mates of somebody without an account: they are asked to answer for that one too. */
function firstAsks(call: RollCall, asked: readonly Holder[], moment: Moment): Outgoing[] {
  const mute = asked.filter(({ person }) => person.userid === null)
  const villages = new Set(mute.map(({ posting }) => posting.villageId))
  const others = asked.filter(({ posting }) => !villages.has(posting.villageId))
  const text = callText(call, 1, moment)
  const of = (holders: readonly Holder[]) => holders.map(({ person }) => person)
  return [
    ...messages(call, 'ask1', of(others), text),
    ...[...villages].flatMap((id) => {
      const here = ({ posting }: Holder) => posting.villageId === id
      const names = of(mute.filter(here)).map(({ name }) => name)
      return messages(call, `ask1:${id ?? 0}`, of(asked.filter(here)), `${text}${FOR_MUTE(names)}`)
    }),
  ]
}

/** People without an account are asked once by short message: they cannot answer it, but somebody beside them can. */
async function textMute(db: Db, call: RollCall, people: readonly Person[], moment: Moment): Promise<void> {
  const mute = people.filter(({ userid }) => userid === null)
  const text = callBySms(call, moment)
  const key = `roll_call:${call.id}:ask1`
  await queueSms(
    db,
    moment.now,
    mute.map((person) => ({ key: `${key}:${person.id}`, person, caseId: null, text })),
  )
}

/** Who said something since half an hour before the opening, or was put somewhere by others, and what. */
async function heardLately(
  rt: Runtime,
  db: Db,
  ids: readonly number[],
  openedAt: number,
): Promise<Map<number, string>> {
  const since = MoreThanOrEqual(openedAt - rt.policy.rollCall.countsBefore * MINUTE)
  const own = await inChunks(ids, (some) =>
    db.find(Message, { where: { personId: In(some), at: since, voice: true, kind: 'text' } }),
  )
  const about = await inChunks(ids, (some) =>
    db.find(CheckIn, { where: { subjectId: In(some), saidAt: since, supersededAt: IsNull() } }),
  )
  const heard = new Map<number, string>()
  for (const { subjectId, words } of about) if (subjectId !== null) heard.set(subjectId, words)
  for (const { personId, text } of own) if (personId !== null && text !== null) heard.set(personId, text)
  return heard
}
