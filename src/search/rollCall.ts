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

/**
 * Opens a roll call of everybody posted to these villages: words of the last half hour count as answers, who is on leave
 * or business gets a line that needs none, all others are asked at once.
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
    drill,
    reason,
    openedBy: callerId,
    openedAt: moment.now,
    state: 'open' as const,
    step: 0,
    nextAt: moment.now + rt.policy.rollCall.again * MINUTE,
  }
  const id = ((await db.insert(RollCall, row)).identifiers[0] as { id: number }).id
  const call = await db.findOneByOrFail(RollCall, { id })
  await db.insert(RollCallCaller, { rollCallId: id, personId: callerId, joinedAt: moment.now })
  const members = (await inChunks(villageIds, (ids) => teams(db, moment.day, ids))).flatMap(
    (team) => team.members,
  )
  const ids = members.map(({ person }) => person.id)
  const away = awayOf(await coverages(db, ids, moment))
  const heard = await heardLately(rt, db, ids, moment)
  const inNeed = await awaited(db, ids, EMERGENCIES)
  const stateOf = ({ person }: Holder): RollCallEntry['state'] => {
    if (inNeed.has(person.id)) return 'help'
    return heard.has(person.id) ? 'safe' : away.has(person.id) ? 'elsewhere' : 'asked'
  }
  const entries = members.map((member) => {
    const words = heard.get(member.person.id) ?? null
    const answered = words === null ? {} : { words, answeredAt: moment.now, answeredBy: member.person.id }
    return {
      rollCallId: id,
      personId: member.person.id,
      villageId: member.posting.villageId ?? 0,
      state: stateOf(member),
      ...answered,
    }
  })
  for (let from = 0; from < entries.length; from += 200)
    await db.insert(RollCallEntry, entries.slice(from, from + 200))
  const of = (state: RollCallEntry['state']) =>
    members.filter((m) => stateOf(m) === state).map(({ person }) => person)
  await queue(db, moment, [
    ...firstAsks(
      call,
      members.filter((m) => stateOf(m) === 'asked'),
      moment,
    ),
    ...messages(call, 'elsewhere', of('elsewhere'), elsewhereText(call, moment)),
  ])
  if (rt.hasSms === true) await textMute(db, call, of('asked'), moment)
  return { call, asked: of('asked').length, known: members.length - of('asked').length }
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

/** Who said something in the last half hour, or was put somewhere by others, and what. */
async function heardLately(
  rt: Runtime,
  db: Db,
  ids: readonly number[],
  { now }: Moment,
): Promise<Map<number, string>> {
  const since = MoreThanOrEqual(now - rt.policy.rollCall.countsBefore * MINUTE)
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
