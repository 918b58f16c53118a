import { when } from './when'

const MINUTE = 60_000

export interface Downtime {
  from: number
  to: number
  why: 'stopped' | 'spooled'
  /** ms by which mornings due in that time are due later. */
  movedBy: number
}

function length(ms: number): string {
  const minutes = Math.round(ms / MINUTE)
  if (minutes < 90) return `${minutes}分钟`
  return `${Math.round(minutes / 60)}小时`
}

/** To supervisors, once: we were deaf, so silence meant nothing. */
export function wasDown(
  { from, to, why, movedBy }: Downtime,
  { now, zone }: { now: number; zone: string },
): string {
  const what =
    why === 'stopped'
      ? '我停了,没能收消息;这段时间没消息不怪大家,企业微信里发给我的可能要再说一遍'
      : '数据库不通,来话都先存着,现在已经补上'
  const mornings = movedBy > 0 ? `那时到点的早上顺延${length(movedBy)}。` : ''
  return `${when(from, now, zone)}到${when(to, now, zone)}(${length(to - from)})${what}。${mornings}到点未回、求助这些安全的事照常,不顺延。`
}
