import { IsNull, Not } from 'typeorm'
import { BotQuestion, type Case, CasePerson, CheckIn } from '../../entities'
import { type Declaration, firstAskAt, returnLadder, type Watch, watchOf } from '../decide/returns'
import { casesOf, openCase } from '../record/cases'
import type { Db } from '../record/database'
import type { Moment } from '../record/known'
import type { Runtime } from '../runtime'
import { when } from '../wording/when'
import { settle } from './close'

const MINUTE = 60_000

/** A return somebody declared, ready to be watched: the payload of a `confirm_return` question too. */
export interface Return {
  messageId: number
  speakerId: number
  factNo: number
  villageId: number
  /** Everyone named in the sentence: one party, one case. */
  people: number[]
  untilAt: number
  noSignal: boolean
  place: string | null
  words: string
  watch: Watch
}

export interface Declared {
  watch: Watch
  /** When the first question would go out. */
  firstAskAt: number
  noSignal: boolean
}

/** 「6点前回」 alone is about the trip the speaker spoke of last: its party, its place, its lack of signal. */
async function amended(db: Db, said: Return): Promise<Return> {
  const [running] = (await casesOf(db, [said.speakerId], ['return'])).slice(-1)
  const last = await db.findOne(CheckIn, {
    where: { subjectId: said.speakerId, supersededAt: IsNull(), status: Not(IsNull()) },
    order: { saidAt: 'DESC', id: 'DESC' },
  })
  const party =
    running === undefined ? [] : await db.findBy(CasePerson, { caseId: running.id, settledAt: IsNull() })
  return {
    ...said,
    people: [...new Set([...said.people, ...party.map((p) => p.personId)])],
    noSignal: said.noSignal || (last?.noSignal ?? false),
    place: said.place ?? last?.place ?? null,
  }
}

/** Takes up a declared return: watched at once, or after one question, or not at all. A new time replaces the old. */
export async function declareReturn(
  rt: Runtime,
  db: Db,
  moment: Moment,
  said: Omit<Return, 'watch'>,
  declaration: Pick<Declaration, 'status' | 'fromAt' | 'saidAt'>,
): Promise<Declared> {
  const plain: Return = { ...said, watch: 'none' }
  const full = declaration.status === null ? await amended(db, plain) : plain
  const watch = watchOf({ ...declaration, ...full }, rt.policy, rt.timezone)
  const ready = { ...full, watch }
  if (watch === 'doubtful' || watch === 'past') {
    await db.insert(BotQuestion, {
      personId: said.speakerId,
      kind: watch === 'doubtful' ? ('confirm_return' as const) : ('all_back' as const),
      messageId: said.messageId,
      payload: ready as object,
      askedAt: moment.now,
      expiresAt: moment.now + 12 * 60 * MINUTE,
    })
  }
  if (watch === 'watched' || watch === 'business') await watchReturn(rt, db, moment, ready)
  return { watch, firstAskAt: firstAskAt(full.untilAt, rt.policy, full.noSignal), noSignal: full.noSignal }
}

/** Expects a party back by a time; whatever was expected of these people before is replaced. */
export async function watchReturn(rt: Runtime, db: Db, moment: Moment, said: Return): Promise<Case | null> {
  await replaceReturns(rt, db, said, moment)
  const ladder = returnLadder(rt.policy, said.noSignal, said.watch)
  const first = ladder[0]
  if (first === undefined || said.people.length === 0) return null
  return openCase(db, {
    key: `return:${said.messageId}:${said.factNo}`,
    kind: 'return',
    villageId: said.villageId,
    day: moment.day,
    dueAt: said.untilAt,
    state: 'waiting',
    ladder,
    nextAt: said.untilAt + first.after * MINUTE,
    noSignal: said.noSignal,
    messageId: said.messageId,
    words: said.words,
    place: said.place,
    people: said.people,
    now: moment.now,
  })
}

/** The old expectation no longer holds for these people; whoever was asked about it hears of the new time. */
async function replaceReturns(rt: Runtime, db: Db, said: Return, moment: Moment): Promise<void> {
  const news = `说改到${when(said.untilAt, moment.now, rt.timezone)}回。`
  const ending = { outcome: 'moved', news, messageId: said.messageId, personId: said.speakerId }
  for (const old of await casesOf(db, said.people, ['return']))
    await settle(db, old, said.people, moment, ending)
}
