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
  const kind = mayReadReason ? leaveName(leaveKind) : '请假'
  const name = kind === '请假' ? kind : `请${kind}`
  const span = `${name}${dayWords(fromDay, toDay, today)}${fromDay === toDay && days === 1 ? '' : `,${days}天`}`
  const why = mayReadReason && reason !== null ? `(${inert(reason)})` : ''
  if (state === 'refused') return `${span}${why},没有批`
  const ended = endedDay === null ? '' : `,${dayWord(endedDay, today)}已销假`
  return `${span}${why}${ended}`
}

export const nobodyOnLeave = (label: string, word: string) => `${label}${word}没有人请假。`

export const noLeave = (who: string) => `${who}现在没有记下请假。`

export const leaveKept = () => '记下就算数,从说的那刻起到这几天都不问您;要改回『更正』,要收回回『撤回』。'

/** 张建国:松坡村第一书记,6月1日起; 5月31日到期 once the end is near or gone. */
export function rotationLine({ person, posting }: Holder, village: string, today: string): string {
  const { fromDay, toDay, role } = posting
  const begins = fromDay === null ? '' : `${dayWord(fromDay, today)}起`
  const when =
    toDay !== null && daysBetween(today, toDay) <= ENDS_SOON ? `到${dayWord(toDay, today)}` : begins
  return `${person.name}:${village}${ROLE_NAMES[role]},${when}`
}

const ENDS_SOON = 31
