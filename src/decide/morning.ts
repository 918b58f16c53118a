import type { Rung } from '../../entities'
import type { Policy } from '../policy'
import { addDays, instantOf } from '../time'

const MINUTE = 60_000

/** When a team is due on a day: later when someone of it spoke late the evening before. */
export function morningDue(day: string, spokeLate: boolean, policy: Policy, zone: string): number {
  const { due, dueAfterLateEvening } = policy.mornings
  return instantOf(day, spokeLate ? dueAfterLateEvening : due, zone)
}

/** The stretch of the evening before `day` in which a word moves the next morning: `[from, until)`. */
export const lateEvening = (day: string, policy: Policy, zone: string) => ({
  from: instantOf(addDays(day, -1), policy.mornings.lateEvening, zone),
  until: instantOf(day, 0, zone),
})

/** A reminder is due from its time until the due time, one message to the lead. */
export const isReminderTime = (due: number, now: number, policy: Policy) =>
  now >= due - policy.mornings.reminderBefore * MINUTE && now < due

/** A morning case rests at this time and goes on the next working day. */
export const restsAt = (day: string, policy: Policy, zone: string) =>
  instantOf(day, policy.mornings.restsAt, zone)

/** Minutes after due, in the order of the article: the mates, the first secretary, the village, then the township. */
export function morningLadder({ mornings: m }: Policy): Rung[] {
  const rungs: Rung[] = [
    { after: m.mates, to: 'mates' },
    { after: m.leadAgain, to: 'lead' },
    { after: m.secretary, to: 'secretary' },
    { after: m.cadres, to: 'cadres' },
    { after: m.township, to: 'township' },
    { after: m.district, to: 'district' },
    { after: m.tellAgain, to: 'top' },
  ]
  return rungs.sort((a, b) => a.after - b.after)
}
