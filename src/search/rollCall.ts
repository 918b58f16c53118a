import { In, IsNull, MoreThanOrEqual } from 'typeorm'
import { CheckIn, Message, Person, RollCall, RollCallCaller, RollCallEntry } from '../../entities'
import { awayOf } from '../decide/accounted'
import { rollCallStep } from '../decide/rollCall'
import { inChunks } from '../record/chunks'
import type { Db } from '../record/database'
import { coverages } from '../record/coverages'
import type { Moment } from '../record/known'
import { type Outgoing, queue } from '../record/outbox'
import { type Holder, type Team, teams } from '../record/people'
import { callersOf, entriesOf, openRollCalls, standingOf } from '../record/rollCalls'
import { queueSms } from '../record/sms'
import type { Runtime } from '../runtime'
import { callBySms, callText, elsewhereText, ENDED, othersText, standingText } from '../wording/rollCall'

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
function messages(
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
  const stateOf = ({ person }: Holder): RollCallEntry['state'] =>
    heard.has(person.id) ? 'safe' : away.has(person.id) ? 'elsewhere' : 'asked'
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
    ...messages(call, 'ask1', of('asked'), callText(call, 1, moment)),
    ...messages(call, 'elsewhere', of('elsewhere'), elsewhereText(call, moment)),
  ])
  if (rt.hasSms === true) await textMute(db, call, of('asked'), moment)
  return { call, asked: of('asked').length, known: members.length - of('asked').length }
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

export interface RollCallMove {
  rollCall: string
  did: string
  told: number
}

/** Takes the step of each open roll call that is due. */
export async function stepRollCalls(rt: Runtime, db: Db, moment: Moment): Promise<RollCallMove[]> {
  const moves: RollCallMove[] = []
  for (const call of await openRollCalls(db)) {
    const step = rollCallStep(call, moment.now, rt.policy)
    if (step.do === 'wait') continue
    const claimed = await db.update(
      RollCall,
      { id: call.id, state: 'open', step: call.step },
      { step: call.step + 1 },
    )
    if (claimed.affected !== 1) continue
    const told = await take(db, call, step.do, step.index, moment)
    moves.push({ rollCall: call.key, did: step.do, told })
  }
  return moves
}

async function take(db: Db, call: RollCall, step: string, index: number, moment: Moment): Promise<number> {
  switch (step) {
    case 'ask_again':
      return queue(
        db,
        moment,
        messages(call, `ask:${index}`, await silentPeople(db, call), callText(call, index + 2, moment)),
      )
    case 'ask_others':
      return queue(db, moment, await othersAsked(db, call, moment))
    case 'list':
      return report(db, call, '点名名单', moment)
    default:
      await endRollCall(db, call, { by: null, outcome: 'expired' }, moment)
      return 0
  }
}

async function silentPeople(db: Db, call: RollCall): Promise<Person[]> {
  const silent = (await entriesOf(db, call.id)).filter(({ state }) => state === 'asked')
  return inChunks(
    silent.map((e) => e.personId),
    (ids) => db.findBy(Person, { id: In(ids) }),
  )
}

/** Mates who are accounted for, and village cadres: one message each with all their silent. */
async function othersAsked(db: Db, call: RollCall, moment: Moment): Promise<Outgoing[]> {
  const silent = new Set((await silentPeople(db, call)).map(({ id }) => id))
  const found: Team[] = await inChunks(call.villageIds, (ids) => teams(db, moment.day, ids))
  return found.flatMap((team) => {
    const missing = team.members.filter(({ person }) => silent.has(person.id))
    if (missing.length === 0) return []
    const others = [...team.members, ...team.cadres]
      .filter(({ person }) => !silent.has(person.id))
      .map(({ person }) => person)
    const text = othersText(
      call,
      missing.map(({ person }) => person.name),
      moment,
    )
    return messages(call, `others:${team.village.id}`, others, text)
  })
}

async function report(db: Db, call: RollCall, opening: string, moment: Moment): Promise<number> {
  const text = standingText(call, await standingOf(db, call, call.villageIds), opening, moment)
  return queue(db, moment, messages(call, opening, await callersOf(db, call.id), text))
}

/** Ends a roll call once, with a closing report to everybody who called. */
export async function endRollCall(
  db: Db,
  call: RollCall,
  { by, outcome }: { by: number | null; outcome: string },
  moment: Moment,
): Promise<boolean> {
  const closed = { state: 'closed' as const, closedAt: moment.now, closedBy: by, outcome, nextAt: null }
  const ended = await db.update(RollCall, { id: call.id, state: 'open' }, closed)
  if (ended.affected !== 1) return false
  await report(db, call, ENDED, moment)
  return true
}

/** Ends a roll call when nobody is silent or in need any more. */
export async function endIfComplete(db: Db, call: RollCall, moment: Moment): Promise<void> {
  const open = (await entriesOf(db, call.id)).some(({ state }) => state === 'asked' || state === 'help')
  if (!open) await endRollCall(db, call, { by: null, outcome: 'all_accounted' }, moment)
}
