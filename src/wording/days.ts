import type { DayKind } from '../decide/daysHeld'

/** 您:有据在村12天,有据外出3天(公务2,请假1),没有记录5天. */
export function daysLine(who: string, counts: Record<DayKind, number>): string {
  const away = [
    ['公务', counts.business],
    ['请假', counts.leave],
    ['轮休', counts.rest],
  ] as const
  const total = away.reduce((sum, [, count]) => sum + count, 0)
  const parts = away.flatMap(([name, count]) => (count === 0 ? [] : [`${name}${count}`]))
  const detail = parts.length === 0 ? '' : `(${parts.join(',')})`
  return `${who}:有据在村${counts.in_village}天,有据外出${total}天${detail},没有记录${counts.none}天`
}

export const daysNote = () => '没有记录不代表不在村,可由本人随时补。'
