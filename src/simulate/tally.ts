import { isRight, type Verdict } from './judge'
import type { PlainTally } from './plainRules'
import type { Emergency } from './truth'

const MINUTE = 60_000

/** An alarm as it was raised: the first telling of one level of one search. */
export interface AlarmRaised {
  at: number
  kind: string
  level: string
  village: number | null
  verdict: Verdict
  /** Names of those who could have been asked and knew. */
  knew: string[]
  /** Those of them the bot had not asked: a better rule could have spared the alarm. */
  unasked: string[]
}

/** Something that should not have happened. */
export interface Oddity {
  at: number
  village: number | null
  why: string
}

export interface Figures {
  days: number
  members: number
  supervisors: number
  messages: number
  lost: number
  /** `unasked`: of the wrong ones those of which somebody knew whom the bot had not asked. */
  alarms: { raised: number; right: number; wrong: number; unasked: number; rightShare: number | null }
  byKind: Record<string, { raised: number; wrong: number }>
  repeated: number
  emergencies: {
    happened: number
    missed: number
    minutesToAlarm: Spread | null
    minutesToFound: Spread | null
  }
  falseAllClears: number
  errors: number
  unpromptedPerMemberDay: number
  unpromptedPerCadreDay: number
  unpromptedPerSupervisorDay: number
  digestsPerSupervisorDay: number
  plain: { atNine: PlainTally; heartbeat: PlainTally }
}

export interface Spread {
  median: number
  p95: number
}

/** Everything counted while a district is played. */
export interface Counts {
  days: number
  members: number
  cadres: number
  supervisors: number
  messages: number
  lostToDowntime: number
  alarms: AlarmRaised[]
  repeated: Oddity[]
  falseAllClears: Oddity[]
  /** What the handlers and jobs logged as errors. */
  errors: string[]
  pushes: { member: number; cadre: number; supervisor: number; digest: number }
  emergencies: readonly Emergency[]
  /** When an alarm first reached a supervisor while the emergency ran, by its number. */
  alarmedAt: Map<number, number>
  plain: { atNine: PlainTally; heartbeat: PlainTally }
}

export function spreadOf(values: readonly number[]): Spread | null {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]
  const [median, p95] = [at(0.5), at(0.95)]
  return median === undefined || p95 === undefined ? null : { median: round(median), p95: round(p95) }
}

const round = (value: number) => Math.round(value * 100) / 100

export function figuresOf(counts: Counts): Figures {
  const { alarms, emergencies, days, pushes } = counts
  const wrong = alarms.filter(({ verdict }) => !isRight(verdict))
  const first = counts.alarmedAt
  const byKind: Figures['byKind'] = {}
  for (const { kind, verdict } of alarms) {
    const own = (byKind[kind] ??= { raised: 0, wrong: 0 })
    own.raised++
    if (!isRight(verdict)) own.wrong++
  }
  const perDay = (count: number, people: number) => (people === 0 ? 0 : round(count / people / days))
  return {
    ...{ days, members: counts.members, supervisors: counts.supervisors },
    ...{ messages: counts.messages, lost: counts.lostToDowntime, byKind },
    alarms: {
      raised: alarms.length,
      right: alarms.length - wrong.length,
      wrong: wrong.length,
      unasked: wrong.filter(({ unasked }) => unasked.length > 0).length,
      rightShare: alarms.length === 0 ? null : round(1 - wrong.length / alarms.length),
    },
    repeated: counts.repeated.length,
    emergencies: {
      happened: emergencies.length,
      missed: emergencies.filter(({ no }) => !first.has(no)).length,
      minutesToAlarm: spreadOf(
        emergencies.flatMap(({ no, at }) => {
          const alarmAt = first.get(no)
          return alarmAt === undefined ? [] : [Math.max(0, alarmAt - at) / MINUTE]
        }),
      ),
      minutesToFound: spreadOf(
        emergencies.flatMap(({ at, endedAt }) => (endedAt === null ? [] : [(endedAt - at) / MINUTE])),
      ),
    },
    falseAllClears: counts.falseAllClears.length,
    errors: counts.errors.length,
    unpromptedPerMemberDay: perDay(pushes.member, counts.members),
    unpromptedPerCadreDay: perDay(pushes.cadre, counts.cadres),
    unpromptedPerSupervisorDay: perDay(pushes.supervisor, counts.supervisors),
    digestsPerSupervisorDay: perDay(pushes.digest, counts.supervisors),
    plain: { atNine: counts.plain.atNine, heartbeat: counts.plain.heartbeat },
  }
}
