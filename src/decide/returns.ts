import type { Case, Rung } from '../../entities'
import type { Policy } from '../policy'
import { dayOf, instantOf } from '../time'
import { isBetweenClocks } from './calendar'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** What was said about a return, as far as it matters here. */
export interface Declaration {
  status: string | null
  noSignal: boolean
  untilAt: number | null
  saidAt: number
  /** The words of the declaration: a day named in them settles which 6点 is meant. */
  words: string
}

/**
 * What a declaration asks of us: `watched` in full, `business` (two rungs, then a line in the digest), `doubtful`
 * (one question first), `past` (it came after its own time: are all back?), or nothing.
 */
export type Watch = 'watched' | 'business' | 'doubtful' | 'past' | 'none'

const DAY_WORD =
  /[今明后]天|今[晚早]|明[晚早]|当天|周[一二三四五六日天末]|星期|礼拜|\d+[日号]|[一二三四五六七八九十]+号/

/** A day's 23:59 names the day, not a time of return. */
const isWholeDay = (at: number, zone: string) => instantOf(dayOf(at, zone), 23 * 60 + 59, zone) === at

export function watchOf(said: Declaration, policy: Policy, zone: string): Watch {
  const { status, noSignal, untilAt, saidAt } = said
  if (untilAt === null || isWholeDay(untilAt, zone)) return 'none'
  if (status === 'leave' || status === 'rest') return 'none'
  if (status === 'in_village' && !noSignal) return 'none'
  if (untilAt <= saidAt) return 'past'
  return isDoubtful(said, untilAt, policy, zone) ? 'doubtful' : sureWatch(said)
}

/** How a return is watched once there is no doubt about its time. */
export const sureWatch = ({ status, noSignal }: Pick<Declaration, 'status' | 'noSignal'>): Watch =>
  status === 'business' && !noSignal ? 'business' : 'watched'

function isDoubtful(said: Declaration, untilAt: number, { returns }: Policy, zone: string): boolean {
  if (isBetweenClocks(untilAt, dayOf(untilAt, zone), returns.nightFrom, returns.nightUntil, zone)) return true
  return untilAt - said.saidAt > returns.doubtfulHours * HOUR && !DAY_WORD.test(said.words)
}

/** Minutes after the declared time; no signal makes every rung later. A business trip has only the first two. */
export function returnLadder({ returns: r }: Policy, noSignal: boolean, watch: Watch): Rung[] {
  const extra = noSignal ? r.noSignalExtra : 0
  const rungs: Rung[] = [
    { after: r.person + extra, to: 'person' },
    { after: r.mates + extra, to: 'mates' },
    { after: r.cadres + extra, to: 'village' },
    { after: r.township + extra, to: 'township' },
    { after: r.district + extra, to: 'district' },
  ]
  return watch === 'business' ? rungs.slice(0, 2) : rungs
}

const GUESSED = ':guess:'

/** A search that goes on because only a guess had ended the one before. */
export const isAfterGuess = ({ key }: Pick<Case, 'key'>) => key.includes(GUESSED)

export const keyAfterGuess = ({ key }: Pick<Case, 'key'>, messageId: number) => `${key}${GUESSED}${messageId}`

/** The ladder of a return that somebody only guessed about at `at`: from its first question on, once the guess is old. */
export function ladderAfterGuess(
  { ladder, dueAt }: Pick<Case, 'ladder' | 'dueAt'>,
  at: number,
  policy: Policy,
): Rung[] {
  const first = ladder[0]?.after ?? 0
  const shift = Math.ceil((at - dueAt) / MINUTE) + policy.returns.guessHolds - first
  return ladder.map((rung) => ({ ...rung, after: rung.after + shift }))
}

/** A business trip: who is late from it is asked about, and searched by nobody. */
export const isBusinessReturn = ({ kind, ladder }: Pick<Case, 'kind' | 'ladder'>) =>
  kind === 'return' && !ladder.some(({ to }) => to === 'township' || to === 'district' || to === 'top')

/** When the first question goes out to somebody who is not back: what the reply promises. */
export const firstAskAt = (untilAt: number, policy: Policy, noSignal: boolean) =>
  untilAt + (policy.returns.person + (noSignal ? policy.returns.noSignalExtra : 0)) * MINUTE

/** Does a message written at `at` count as the return declared for `dueAt`? */
export const countsAsReturn = (at: number, dueAt: number, { returns }: Policy) =>
  at >= dueAt - returns.countsFrom * MINUTE

export type Settling = 'back' | 'named' | 'still_out'

/**
 * What a later whereabouts says about a person somebody waits for: `back` (in the village, at rest, on leave), `still_out`,
 * or `named` in person by a mate or cadre after the time.
 */
export function settling(
  said: { status: string | null; own: boolean; bySupervisor: boolean; at: number },
  dueAt: number,
): Settling {
  if (said.status === 'in_village' || said.status === 'rest' || said.status === 'leave') return 'back'
  if (!said.own && !said.bySupervisor && said.at >= dueAt) return 'named'
  return 'still_out'
}
