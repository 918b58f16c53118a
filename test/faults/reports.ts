import { workingDayBefore } from '../../src/decide/calendar'
import { dayOf, instantOf } from '../../src/time'
import { ZONE } from '../world'
import type { Said } from './load'
import { TEAM } from './processes'

/** Words may not be dated after the machine's now: the last working day that is over. */
const day = workingDayBefore(dayOf(Date.now(), ZONE), { workingDays: [], daysOff: [] })

/** An instant of that day. */
export const at = (clock: string) => instantOf(day, clock, ZONE)

export const CALL = '求助,塌方了,我被困住了'

/** Reports of work, each with a count of its own from 1000 on, and one call for help in the middle. */
export const reports = (count: number, first = 1000): Said[] =>
  Array.from({ length: count }, (_, i) => ({
    userid: TEAM[i % TEAM.length] ?? '',
    text: i === Math.floor(count / 2) ? CALL : `走访${first + i}户`,
    at: at('10:00') + i * 20_000,
  }))
