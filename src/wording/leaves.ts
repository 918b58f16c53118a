import type { LeaveRequest } from '../../entities'
import type { Holder } from '../record/people'
import { daysBetween } from '../time'
import { leaveName } from './categories'
import { inert } from './inert'
import { ROLE_NAMES } from './people'
import { dayWord, dayWords } from './when'

type Leave = Pick<
  LeaveRequest,
  'fromDay' | 'toDay' | 'endedDay' | 'days' | 'leaveKind' | 'reason' | 'state' | 'extension'
>

/** 请假7月9日到10日,2天; kind and reason for the person and the approver alone. */
export function leaveText(leave: Leave, today: string, mayReadReason: boolean): string {
  const { fromDay, toDay, endedDay, days, leaveKind, reason, state } = leave
  const span = `请假${dayWords(fromDay, toDay, today)}${fromDay === toDay && days === 1 ? '' : `,${days}天`}`
  const known = mayReadReason ? [leaveName(leaveKind), reason === null ? '' : inert(reason)] : []
  const why = known.some((word) => word !== '') ? `(${known.filter((word) => word !== '').join(',')})` : ''
  if (state === 'refused') return `${span}${why},没有批`
  const ended = endedDay === null ? '' : `,${dayWord(endedDay, today)}已销假`
  return `${span}${why}${ended}`
}

export const nobodyOnLeave = (label: string, word: string) => `${label}${word}没有人请假。`

export const noLeave = (who: string) => `${who}现在没有记下请假。`

export const leaveKept = () => '已经记下,没有退回;批假按镇里的规定办。有变化随时说,像『续假2天』『销假』。'

/** 张建国:松坡村第一书记,6月1日起; 5月31日到期 once the end is near or gone. */
export function rotationLine({ person, posting }: Holder, village: string, today: string): string {
  const { fromDay, toDay, role } = posting
  const begins = fromDay === null ? '' : `${dayWord(fromDay, today)}起`
  const when =
    toDay !== null && daysBetween(today, toDay) <= ENDS_SOON ? `到${dayWord(toDay, today)}` : begins
  return `${person.name}:${village}${ROLE_NAMES[role]},${when}`
}

const ENDS_SOON = 31
