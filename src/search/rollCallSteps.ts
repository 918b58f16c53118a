import { In } from 'typeorm'
import { Person, RollCall } from '../../entities'
import { mayDrill, rollCallStep } from '../decide/rollCall'
import { inChunks } from '../record/chunks'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import { type Outgoing, queue } from '../record/outbox'
import { type Team, teams } from '../record/people'
import {
  callersOf,
  entriesIn,
  entriesOf,
  isWaiting,
  openRollCalls,
  rescued,
  standingOf,
} from '../record/rollCalls'
import type { Runtime } from '../runtime'
import { callText, ENDED, endedText, othersText, standingText } from '../wording/rollCall'
import { enterNext, messages } from './rollCall'

export interface RollCallMove {
  rollCall: string
  did: string
  told: number
}

/**
 * Takes the step of each open roll call that is due. Who was in need and has been taken care of is accounted for; a drill
 * ends with the day.
 */
export async function stepRollCalls(rt: Runtime, db: Db, moment: Moment): Promise<RollCallMove[]> {
  const moves: RollCallMove[] = []
  for (const call of await openRollCalls(db)) {
    // First everybody is asked.
    if (call.entered !== null) continue
    await rescued(db, call.id)
    if (await endIfComplete(db, call, moment)) {
      moves.push({ rollCall: call.key, did: 'all_accounted', told: 0 })
      continue
    }
    if (call.drill && !mayDrill(moment.now, rt.policy, moment.zone)) {
      await endRollCall(db, call, { by: null, outcome: 'expired' }, moment)
      moves.push({ rollCall: call.key, did: 'expire', told: 0 })
      continue
    }
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

/** Enters a piece of a roll call that is still being opened. False when there is none. */
export async function enterMore(rt: Runtime, db: Db, moment: Moment): Promise<boolean> {
  const call = (await openRollCalls(db)).find(({ entered }) => entered !== null)
  if (call === undefined) return false
  await enterNext(rt, db, call, moment)
  return true
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

/** Mates who are accounted for, and village cadres: one message each with all their silent; nobody who needs help. */
async function othersAsked(db: Db, call: RollCall, moment: Moment): Promise<Outgoing[]> {
  const entries = await entriesIn(db, call.id, 'asked')
  const silent = new Set(entries.map(({ personId }) => personId))
  const inNeed = new Set((await entriesIn(db, call.id, 'help')).map(({ personId }) => personId))
  const villages = [...new Set(entries.map(({ villageId }) => villageId))].sort((x, y) => x - y)
  const found: Team[] = await inChunks(villages, (ids) => teams(db, moment.day, ids))
  return found.flatMap((team) => {
    const missing = team.members.filter(({ person }) => silent.has(person.id))
    if (missing.length === 0) return []
    const others = [...team.members, ...team.cadres]
      .filter(({ person }) => !silent.has(person.id) && !inNeed.has(person.id))
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
  const standing = await standingOf(db, call, call.villageIds)
  const text = standingText(call, standing, opening, moment)
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
  const opener = await db.findOneBy(Person, { id: call.openedBy })
  const standing = await standingOf(db, call, call.villageIds)
  const text = endedText({ ...call, ...closed, by: opener?.name ?? '' }, standing, moment)
  await queue(db, moment, messages(call, ENDED, await callersOf(db, call.id), text))
  return true
}

/** Ends a roll call when nobody is silent or in need any more. True when it ended. */
export async function endIfComplete(db: Db, call: RollCall, moment: Moment): Promise<boolean> {
  if (call.entered !== null || (await isWaiting(db, call.id))) return false
  return endRollCall(db, call, { by: null, outcome: 'all_accounted' }, moment)
}
