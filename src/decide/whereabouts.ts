import type { CheckIn, LeaveRequest, LocationNote, NotSeenNote, SafetyReport } from '../../entities'
import type { Policy } from '../policy'
import { addDays, dayOf, instantOf } from '../time'
import { countsAsReturn } from './returns'

/**
 * Where somebody is, as far as anybody said. Evidence has an age: an answer carries who said it and when, the newest
 * word about a position wins whoever said it, and what is old is called old.
 */

type Origin = Pick<CheckIn, 'id' | 'saidAt' | 'speakerId' | 'source'>

/** Whose word it is, when the speaker rang and asked. */
interface PassedOn {
  heardFromId?: number | null
}

export type SaidCheckIn = Origin &
  PassedOn &
  Pick<
    CheckIn,
    'day' | 'status' | 'place' | 'activity' | 'companions' | 'fromAt' | 'untilAt' | 'noSignal' | 'words'
  >
export type SaidLeave = Origin & Pick<LeaveRequest, 'fromDay' | 'toDay' | 'endedDay' | 'state' | 'words'>
export type SaidSafe = Pick<SafetyReport, keyof Origin> & PassedOn
export type SaidNotSeen = Origin & Pick<NotSeenNote, 'days'>
export type SaidLocation = Origin & Pick<LocationNote, 'label' | 'distanceKm'>

/** Everything said about one person that may bear on the moment asked for; nothing superseded. */
export interface SaidAbout {
  checkIns: readonly SaidCheckIn[]
  leaves: readonly SaidLeave[]
  safe: readonly SaidSafe[]
  notSeen: readonly SaidNotSeen[]
  locations: readonly SaidLocation[]
  /** The person's own last message of any kind. */
  heardAt: number | null
}

/** A position as said, with the instants between which it holds. */
export interface Position extends Origin, PassedOn {
  status: string | null
  place: string | null
  activity: string | null
  companions: string | null
  startAt: number
  endAt: number
  /** Expected back or reachable again, when a time was said. */
  untilAt: number | null
  /** `untilAt` is the end of a day: it names the day, not a time of return. */
  wholeDays: boolean
  noSignal: boolean
  words: string
}

export interface Whereabouts {
  /** What holds at the moment asked for. */
  position: Position | null
  /** The last position before, when none holds any more. */
  last: Position | null
  /** What was said about later the same day. */
  next: Position | null
  /** Should be back or reachable again, and no word since. */
  overdue: boolean
  heardAt: number | null
  /** Newer than the position. */
  safe: (Origin & PassedOn) | null
  /** Newer than every word by or about the person. */
  notSeen: SaidNotSeen | null
  location: SaidLocation | null
}

const startOf = (day: string, zone: string) => instantOf(day, 0, zone)
const endOf = (day: string, zone: string) => instantOf(addDays(day, 1), 0, zone) - 1

const later = (a: Origin, b: Origin) => a.saidAt - b.saidAt || a.id - b.id
const newest = <T extends Origin>(rows: readonly T[]): T | null =>
  rows.reduce<T | null>((best, row) => (best === null || later(row, best) >= 0 ? row : best), null)

/** A time of return does not end what is known of the day; the end of a leave or rest does. */
function endAt(c: SaidCheckIn, zone: string): number {
  if (c.untilAt === null) {
    const from = c.fromAt === null ? c.day : dayOf(c.fromAt, zone)
    return endOf(from > c.day ? from : c.day, zone)
  }
  return c.status === 'leave' || c.status === 'rest' ? c.untilAt : endOf(dayOf(c.untilAt, zone), zone)
}

const isWholeDay = (at: number, zone: string) => instantOf(dayOf(at, zone), 23 * 60 + 59, zone) === at

function positionOf(c: SaidCheckIn, zone: string): Position {
  const { id, saidAt, speakerId, source, status, place, activity, companions, untilAt, noSignal, words } = c
  const { heardFromId = null } = c
  return {
    ...{ id, saidAt, speakerId, source, status, place, activity, companions, untilAt, noSignal, words },
    heardFromId,
    startAt: c.fromAt ?? (dayOf(saidAt, zone) === c.day ? saidAt : startOf(c.day, zone)),
    endAt: endAt(c, zone),
    wholeDays: untilAt !== null && isWholeDay(untilAt, zone),
  }
}

/** A leave covers its days from the moment it is said, until refused; ended early, until the day it ended. */
function leavePosition(leave: SaidLeave, zone: string): Position {
  const { id, saidAt, speakerId, source, words } = leave
  const end = endOf(leave.endedDay ?? leave.toDay, zone)
  return {
    ...{ id, saidAt, speakerId, source, words },
    ...{ status: 'leave', place: null, activity: null, companions: null, noSignal: false },
    startAt: Math.max(saidAt, startOf(leave.fromDay, zone)),
    endAt: end,
    untilAt: end,
    wholeDays: true,
  }
}

/** Somebody knows where the person is, and says no more: a word of its own, which changes none said before it. */
const isKnownOnly = ({ status, untilAt, companions, noSignal }: SaidCheckIn) =>
  status === null && untilAt === null && companions === null && !noSignal

/** 「6点前回」 alone is no position: it changes the one said before it. */
function amended(position: Position, checkIns: readonly SaidCheckIn[], zone: string): Position {
  const { saidAt } = position
  const amendment = newest(
    checkIns.filter((c) => c.status === null && !isKnownOnly(c) && later(c, position) > 0),
  )
  if (
    amendment === null ||
    dayOf(amendment.saidAt, zone) !== dayOf(Math.max(saidAt, position.startAt), zone)
  ) {
    return position
  }
  const untilAt = amendment.untilAt ?? position.untilAt
  const said = positionOf(amendment, zone)
  return {
    ...position,
    untilAt,
    wholeDays: untilAt !== null && isWholeDay(untilAt, zone),
    endAt: Math.max(position.endAt, said.endAt),
    noSignal: position.noSignal || amendment.noSignal,
    saidAt: said.saidAt,
    speakerId: said.speakerId,
    source: said.source,
    heardFromId: said.heardFromId ?? null,
  }
}

/** Every position said, in the order in which it was said. */
function positionsOf(said: SaidAbout, zone: string): Position[] {
  const full = said.checkIns.filter((c) => c.status !== null)
  // Without anything to amend, 「6点前回」 is all that is known.
  const bare = said.checkIns.filter(
    (c) => c.status === null && (isKnownOnly(c) || !full.some((f) => later(f, c) < 0)),
  )
  const leaves = said.leaves.filter(({ state }) => state !== 'refused')
  const all = [
    ...full.map((c) => positionOf(c, zone)),
    ...bare.map((c) => positionOf(c, zone)),
    ...leaves.map((leave) => leavePosition(leave, zone)),
  ]
  return all.sort(later)
}

const WATCHED = new Set<string | null>(['field', 'travelling', null])

function isOverdue(position: Position, said: SaidAbout, at: number, policy: Policy): boolean {
  const { untilAt } = position
  if (untilAt === null || position.wholeDays || at < untilAt) return false
  if (!WATCHED.has(position.status) && !position.noSignal) return false
  const heard = said.heardAt !== null && said.heardAt > position.saidAt ? said.heardAt : null
  const since = [heard, ...said.safe.map(({ saidAt }) => saidAt)]
  return !since.some((word) => word !== null && countsAsReturn(word, untilAt, policy))
}

/**
 * Where the person is at `at`, from what was said about him. Pure. For a day gone by ask at its last instant: nothing is
 * overdue then that was answered later the same day.
 */
export function whereaboutsAt(said: SaidAbout, at: number, zone: string, policy: Policy): Whereabouts {
  const positions = positionsOf(said, zone)
  const holding = newest(positions.filter((p) => p.startAt <= at && at <= p.endAt))
  const position = holding === null ? null : amended(holding, said.checkIns, zone)
  const past = newest(positions.filter((p) => p.endAt < at))
  const last = position === null && past !== null ? amended(past, said.checkIns, zone) : null
  const endOfDay = endOf(dayOf(at, zone), zone)
  const coming = positions.filter((p) => p.startAt > at && p.startAt <= endOfDay)
  const next = coming.sort((a, b) => a.startAt - b.startAt)[0] ?? null
  const known = position ?? last
  const since = known?.saidAt ?? 0
  const safe = newest(said.safe)
  const location = newest(said.locations)
  const notSeen = newest(said.notSeen)
  const lastWord = Math.max(since, said.heardAt ?? 0, safe?.saidAt ?? 0, location?.saidAt ?? 0)
  return {
    position,
    last,
    next,
    overdue: known !== null && isOverdue(known, said, at, policy),
    heardAt: said.heardAt,
    safe: safe !== null && safe.saidAt > since ? safe : null,
    notSeen: notSeen !== null && notSeen.saidAt > lastWord ? notSeen : null,
    location: location !== null && dayOf(location.saidAt, zone) === dayOf(at, zone) ? location : null,
  }
}
