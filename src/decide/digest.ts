import type { Posting, WorkItem } from '../../entities'
import type { Policy } from '../policy'
import type { Outgoing } from '../record/outbox'
import { dayOf, daysBetween, instantOf } from '../time'
import { isWorkingDay } from './calendar'
import { grouped } from './grouped'

const MINUTE = 60_000

export type DigestKind = 'morning' | 'evening'

/** A digest of the day: due from its time for a while, later skipped. */
export interface DigestTime {
  kind: DigestKind
  day: string
  dueAt: number
  expiresAt: number
  state: 'early' | 'due' | 'late'
}

/** Both digests of the day of `now`; none on a day off. */
export function digestTimes(now: number, zone: string, policy: Policy): DigestTime[] {
  const day = dayOf(now, zone)
  if (!isWorkingDay(day, policy.calendar)) return []
  return (['morning', 'evening'] as const).map((kind) => {
    const dueAt = instantOf(day, policy.digests[kind], zone)
    const expiresAt = dueAt + policy.digests.dueFor * MINUTE
    const state = now < dueAt ? 'early' : now < expiresAt ? 'due' : 'late'
    return { kind, day, dueAt, expiresAt, state }
  })
}

/** What a supervisor's digest covers; everybody with the same scope reads the same. */
export interface Reader {
  personId: number
  userid: string
  /** Null: all townships. */
  townships: readonly string[] | null
}

export const scopeKey = ({ townships }: Pick<Reader, 'townships'>) =>
  townships === null ? 'district' : `township:${townships.join('+')}`

/** One message of a digest; readers of one group and one text share a call. */
export const messageTo = (
  { personId, userid }: Pick<Reader, 'personId' | 'userid'>,
  { kind, day, expiresAt }: DigestTime,
  groupKey: string,
  text: string,
): Outgoing => ({
  key: `digest:${kind}:${day}:${personId}`,
  groupKey: groupKey.slice(0, 190),
  personId,
  userid,
  purpose: 'digest',
  text,
  expiresAt,
})

type Role = Pick<Posting, 'role' | 'township'>

/** The townships somebody supervises; null for the whole district, an empty list for nobody's supervisor. */
export function supervised(roles: readonly Role[]): readonly string[] | null {
  if (roles.some(({ role }) => role === 'district_admin')) return null
  const townships = roles.flatMap(({ role, township }) => (role === 'township_admin' ? (township ?? []) : []))
  return [...new Set(townships)]
}

/** Work that is about people; the order is the order of preference within one village. */
export const HUMAN_WORK: readonly string[] = [
  'monitored_household',
  'household_visit',
  'household_meeting',
  'dispute',
  'relief_application',
  'evacuation',
  'house_inspection',
  'farmland_patch',
  'policy_talk',
]

export const MOST_HUMAN = 3

type Counted = Pick<WorkItem, 'villageId' | 'category' | 'day'>

/** Items of a list from `start` on and around: over the days everybody comes to be told of, whoever did how much. */
export const around = <T>(items: readonly T[], start: number): T[] => [
  ...items.slice(start % Math.max(items.length, 1)),
  ...items.slice(0, start % Math.max(items.length, 1)),
]

/** A number that moves by one from day to day. */
export const dayNumber = (day: string) => daysBetween('2000-01-01', day)

/** One counted item each of a few villages: another village begins every day, and no count decides. */
export function humanItems<T extends Counted>(items: readonly T[], day: string): T[] {
  const villages = [...grouped(items, ({ villageId }) => villageId).values()]
  const one = villages.flatMap((own) => {
    const inOrder = HUMAN_WORK.flatMap((category) => own.filter((item) => item.category === category))
    return inOrder[0] ?? []
  })
  return around(one, dayNumber(day)).slice(0, MOST_HUMAN)
}
