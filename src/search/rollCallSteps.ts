import { Person, RollCall } from '../../entities'
import { mayDrill, rollCallStep } from '../decide/rollCall'
import { piecesOf } from '../record/chunks'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import { type Outgoing, queue } from '../record/outbox'
import { type Team, teams } from '../record/people'
import {
  callersOf,
  isWaiting,
  openRollCalls,
  rescued,
  silentAfter,
  unaccounted,
  villagesSilent,
} from '../record/rollCalls'
import { standingOf } from '../record/rollCallStanding'
import type { Runtime } from '../runtime'
import { callText, ENDED, endedText, othersText, standingText } from '../wording/rollCall'
import { enterNext, messages } from './rollCall'

export interface RollCallMove {
  rollCall: string
  did: string
  told: number
}

/** Runs a piece of work in a transaction of its own; null when it failed. */
export type Attempt = <T>(what: string, work: (db: Db) => Promise<T>) => Promise<T | null>

/**
 * Opens what is still being opened to its end, then takes the step of each open roll call that is due. Who was in need and
 * has been taken care of is accounted for; a drill ends with the day.
 */
export async function stepRollCalls(rt: Runtime, attempt: Attempt, moment: Moment): Promise<RollCallMove[]> {
  while ((await attempt('opening roll calls', (db) => enterMore(rt, db, moment))) === true);
  const moves: RollCallMove[] = []
  for (const call of (await attempt('open roll calls', openRollCalls)) ?? []) {
    // First everybody is asked.
    if (call.entered !== null) continue
    const begun = await attempt('roll calls', (db) => begin(rt, db, call, moment))
    const move = begun !== null && 'whom' in begun ? await ask(attempt, call, begun, moment) : begun
    if (move !== null) moves.push({ rollCall: call.key, ...move })
  }
  return moves
}

type Move = Pick<RollCallMove, 'did' | 'told'>
interface Asking {
  whom: 'ask_again' | 'ask_others'
  index: number
}

/** What needs few rows is done at once; whom to ask goes in pieces. */
async function begin(rt: Runtime, db: Db, call: RollCall, moment: Moment): Promise<Asking | Move | null> {
  await rescued(db, call.id)
  if (await endIfComplete(db, call, moment)) return { did: 'all_accounted', told: 0 }
  if (call.drill && !mayDrill(moment.now, rt.policy, moment.zone)) {
    const ended = await endRollCall(db, call, { by: null, outcome: 'expired' }, moment)
    return ended ? { did: 'expire', told: 0 } : null
  }
  const step = rollCallStep(call, moment.now, rt.policy)
  if (step.do === 'wait') return null
  if (step.do === 'ask_again' || step.do === 'ask_others') return { whom: step.do, index: step.index }
  if (!(await claimStep(db, call))) return null
  if (step.do === 'list') return { did: 'list', told: await report(db, call, '点名名单', moment) }
  await endRollCall(db, call, { by: null, outcome: 'expired' }, moment)
  return { did: 'expire', told: 0 }
}

/** Of any number of processes one takes the step. */
async function claimStep(db: Db, { id, step }: RollCall): Promise<boolean> {
  const { affected } = await db.update(RollCall, { id, state: 'open', step }, { step: step + 1 })
  return affected === 1
}

/** Opens a piece of a roll call that is still being opened. False when there is none. */
async function enterMore(rt: Runtime, db: Db, moment: Moment): Promise<boolean> {
  const call = (await openRollCalls(db)).find(({ entered }) => entered !== null)
  if (call === undefined) return false
  await enterNext(rt, db, call, moment)
  return true
}

/**
 * Asks a few at a time, so that no message waits for a nation; the step is taken at the end. Keys see to it that a run
 * broken off, or another process beside it, asks nobody twice.
 */
async function ask(
  attempt: Attempt,
  call: RollCall,
  { whom, index }: Asking,
  moment: Moment,
): Promise<Move | null> {
  const pieces =
    whom === 'ask_again' ? askSilent(attempt, call, index, moment) : askOthers(attempt, call, moment)
  let told = 0
  for await (const queued of pieces) {
    // The next minute begins anew.
    if (queued === null) return null
    told += queued
  }
  return (await attempt('roll calls', (db) => claimStep(db, call))) === true ? { did: whom, told } : null
}

const AT_A_TIME = 1_000

/** How many were asked in each piece; null: it failed. */
type Pieces = AsyncGenerator<number | null>

async function* askSilent(attempt: Attempt, call: RollCall, index: number, moment: Moment): Pieces {
  const text = callText(call, index + 2, moment)
  for (let after: number | undefined = 0; after !== undefined; ) {
    const from: number = after
    const piece = await attempt('asking again in a roll call', async (db) => {
      const silent = await silentAfter(db, call.id, from, AT_A_TIME)
      const told = await queue(db, moment, messages(call, `ask:${index}`, silent, text))
      return { told, last: silent.at(-1)?.id }
    })
    yield piece?.told ?? null
    after = piece?.last
  }
}

async function* askOthers(attempt: Attempt, call: RollCall, moment: Moment): Pieces {
  const villages = await attempt('the silent of a roll call', (db) => villagesSilent(db, call.id))
  if (villages === null) yield null
  for (const piece of piecesOf(villages ?? [])) {
    yield attempt('asking others in a roll call', async (db) =>
      queue(db, moment, await othersAsked(db, call, piece, moment)),
    )
  }
}

/** Mates who are accounted for, and village cadres: one message each with all their silent; nobody who needs help. */
async function othersAsked(
  db: Db,
  call: RollCall,
  villageIds: readonly number[],
  moment: Moment,
): Promise<Outgoing[]> {
  const found: Team[] = await teams(db, moment.day, villageIds)
  const all = found.flatMap(({ members, cadres }) => [...members, ...cadres].map(({ person }) => person.id))
  const { silent, inNeed } = await unaccounted(db, call.id, [...new Set(all)])
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
