import { countsAsReturn, firstAskAt, returnLadder, sureWatch, type Watch, watchOf } from '../decide/returns'
import { casesOf, openReturn } from '../record/cases'
import type { Db } from '../record/database'
import { lastTripOf, setsOutAfter } from '../record/endings'
import type { Moment } from '../record/known'
import { writtenSince } from '../record/messages'
import { answerQuestions, keepQuestion } from '../record/questions'
import type { Runtime } from '../runtime'
import { when } from '../wording/when'
import { MOVED, settle } from './close'

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
  status: string | null
  /** When they set out, if that was said. */
  fromAt: number | null
  watch: Watch
}

export interface Declared {
  watch: Watch
  /** When the first question would go out. */
  firstAskAt: number
  noSignal: boolean
}

/** 「6点前回」 alone is about the trip spoken of last that day: its place, its lack of signal, its business. */
async function amended(db: Db, said: Omit<Return, 'watch'>, day: string): Promise<Omit<Return, 'watch'>> {
  const last = await lastTripOf(db, said.people, day, said.messageId)
  return {
    ...said,
    noSignal: said.noSignal || (last?.noSignal ?? false),
    place: said.place ?? last?.place ?? null,
    status: last?.status === 'business' ? 'business' : said.status,
  }
}

/** Takes up a declared return: watched at once, or after one question, or not at all. A new time replaces the old. */
export async function declareReturn(
  rt: Runtime,
  db: Db,
  moment: Moment,
  said: Omit<Return, 'watch'>,
): Promise<Declared> {
  const full = said.status === null ? await amended(db, said, moment.day) : said
  const watch = watchOf({ ...full, saidAt: moment.now }, rt.policy, rt.timezone)
  const ready = { ...full, watch: sureWatch(full) }
  // A question about an earlier time is answered by a new one.
  await answerQuestions(db, said.speakerId, ['confirm_return', 'all_back'], moment.now)
  if (watch === 'doubtful' || watch === 'past') {
    await keepQuestion(db, {
      personId: said.speakerId,
      kind: watch === 'doubtful' ? 'confirm_return' : 'all_back',
      messageId: said.messageId,
      payload: ready,
      askedAt: moment.now,
      expiresAt: moment.now + 12 * 60 * MINUTE,
    })
  }
  if (watch === 'watched' || watch === 'business') await watchReturn(rt, db, moment, ready)
  return { watch, firstAskAt: firstAskAt(full.untilAt, rt.policy, full.noSignal), noSignal: full.noSignal }
}

/** Words written later may arrive earlier: who has written since as if back is not expected any more. */
const wroteSince = async (rt: Runtime, db: Db, { people, untilAt }: Return, now: number) =>
  (await writtenSince(db, people, now)).some((at) => countsAsReturn(at, untilAt, rt.policy))

/** Expects a party back by a time; whatever was expected of these people before is replaced. */
export async function watchReturn(rt: Runtime, db: Db, moment: Moment, said: Return): Promise<void> {
  await replaceReturns(rt, db, said, moment)
  if (await wroteSince(rt, db, said, moment.now)) return
  const ladder = returnLadder(rt.policy, said.noSignal, said.watch)
  const first = ladder[0]
  if (first === undefined || said.people.length === 0) return
  await openReturn(db, {
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

/**
 * The old expectation no longer holds for these people; whoever was asked about it hears of the new time. A trip that ends
 * before the other begins (today's and tomorrow's) is another trip.
 */
async function replaceReturns(rt: Runtime, db: Db, said: Return, moment: Moment): Promise<void> {
  const time = when(said.untilAt, moment.now, rt.timezone)
  const news = said.untilAt > moment.now ? `说改到${time}回,到时再看。` : '说还没回来,过一会儿我再问。'
  const ending = { outcome: MOVED, news, messageId: said.messageId, personId: said.speakerId }
  for (const old of await casesOf(db, said.people, ['return'])) {
    if (said.fromAt !== null && said.fromAt > old.dueAt) continue
    if (old.messageId !== null && (await setsOutAfter(db, old.messageId, said.untilAt))) continue
    await settle(db, old, said.people, moment, ending)
  }
}
