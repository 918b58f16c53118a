/** WeCom's limits that bear on a message to very many: receivers of one call, calls a minute and an hour of a corp. */
export const WECOM = { receivers: 1000, callsPerMinute: 10_000, callsPerHour: 150_000 }

/** How long a call to WeCom takes, ms, and how many this program has under way at a time. */
const TAKES = 1_000
const AT_ONCE = 8

export interface RollCallPlan {
  /** One call for each thousand people who get the same words. */
  calls: number
  /** Minutes until the last has it, at a second a call and within WeCom's limits. */
  minutes: number
}

/** What asking so many people the same thing takes. Pure. */
export function rollCallPlan(people: number): RollCallPlan {
  const calls = Math.ceil(people / WECOM.receivers)
  const ours = (Math.ceil(calls / AT_ONCE) * TAKES) / 60_000
  const theirs = Math.max(
    Math.ceil(calls / WECOM.callsPerMinute) - 1,
    (Math.ceil(calls / WECOM.callsPerHour) - 1) * 60,
  )
  return { calls, minutes: Math.max(1, Math.ceil(ours), theirs) }
}
