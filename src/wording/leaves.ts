import type { LeaveRequest } from '../../entities'
import type { FactOf, LeaveKind } from '../understand/facts'
import type { Holder } from '../record/people'
import { daysBetween } from '../time'
import { leaveName } from './categories'
import { inert } from './inert'
import { ROLE_NAMES } from './people'
import { clock, dayWord, dayWords } from './when'

type Leave = Pick<
  LeaveRequest,
  'fromDay' | 'toDay' | 'endedDay' | 'days' | 'leaveKind' | 'reason' | 'state' | 'extension'
>

/** 请假7月9日到10日,2天; kind and reason for the person and the approver alone. */
export function leaveText(leave: Leave, today: string, mayReadReason: boolean): string {
  const { fromDay, toDay, endedDay, days, leaveKind, reason, state } = leave
  const span = `请假${dayWords(fromDay, toDay, today)}${fromDay === toDay && days === 1 ? '' : `,${dayCount(days)}`}`
  const known = mayReadReason ? [leaveName(leaveKind), reason === null ? '' : inert(reason)] : []
  const why = known.some((word) => word !== '') ? `(${known.filter((word) => word !== '').join(',')})` : ''
  if (state === 'refused') return `${span}${why},没有批`
  const ended = endedDay === null ? '' : `,${dayWord(endedDay, today)}已销假`
  return `${span}${why}${ended}`
}

const ASKED: Record<LeaveKind, string> = {
  sick: '请病假',
  personal: '请事假',
  annual: '休年假',
  family: '请假(家里有事)',
  other: '请假',
}

/** 半天, 3天, 2.5天 */
const dayCount = (days: number) => (days === 0.5 ? '半天' : `${Number(days.toFixed(2))}天`)

/** 请病假今天下午,半天; 续假明天到周五,3天 */
export function leaveAsked(leave: FactOf<'leave'>, words: string, today: string): string {
  const { from, to, days, leaveKind } = leave
  const half = days === 0.5 ? (/上午|下午/.exec(words)?.[0] ?? '') : ''
  const span = from === to ? dayWord(from, today) + half : `${dayWord(from, today)}到${dayWord(to, today)}`
  return `${leave.extends === true ? '续假' : ASKED[leaveKind]}${span},${dayCount(days)}`
}

/** When the bot leaves somebody on leave in peace: 这半天, 明天, 这几天. */
export function leaveTime({ from, to, days }: FactOf<'leave'>, today: string): string {
  if (days === 0.5) return '这半天'
  return from === to ? dayWord(from, today) : '这几天'
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

/** To the person: what was said of the leave, by whom. */
export const verdictFor = (
  { fromDay, toDay }: Pick<Leave, 'fromDay' | 'toDay'>,
  { by, refused, remark }: { by: string; refused: boolean; remark: string },
  { day, now, zone }: { day: string; now: number; zone: string },
) =>
  `${by}${refused ? '没有同意' : '同意'}您${dayWords(fromDay, toDay, day)}的请假(${clock(now, zone)})。${remark === '' ? '' : `「${remark}」`}${refused ? '要紧的话直接打电话商量。' : ''}`

/** To whoever said so. */
export const verdictKept = (
  name: string,
  { fromDay, toDay }: Pick<Leave, 'fromDay' | 'toDay'>,
  { refused, isTold }: { refused: boolean; isTold: boolean },
  today: string,
) =>
  `好,${name}${dayWords(fromDay, toDay, today)}的请假${refused ? '不算了' : '记下您同意了'},${isTold ? '已经告诉本人' : '本人没有账号,请您打电话说一声'}。`
