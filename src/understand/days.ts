/** The day a clause is about. */
import { isPredicate } from './openings'
import type { Token } from './token'
import type { Days } from './vocabulary/features'
import type { Now } from './instants'

/** 周一早上回来: the day of a return is not the day of what follows. */
export const isReturnDay = (tokens: readonly Token[]): boolean =>
  tokens.some((t) => t.f.back ?? t.f.arrive) && !tokens.some((t) => t.f.cat ?? t.f.meeting)

/** 学习到7号, 休到月底: the day something ends. */
export function endDayOf(tokens: readonly Token[]): Days | undefined {
  const i = tokens.findIndex(
    (t, k) => t.f.day !== undefined && k > 0 && /[到至]$/.test(tokens[k - 1]?.text ?? ''),
  )
  const day = i < 0 ? undefined : tokens[i]?.f.day
  return day && i + 1 < tokens.length && tokens[i + 1]?.f.place !== undefined ? undefined : day
}

/** 昨天没核完的两块: the day of a thing, not of what is done with it. */
export function isOfThing(tokens: readonly Token[], k: number): boolean {
  const behind = tokens.slice(k + 1, k + 5)
  const of = behind.findIndex((t) => t.text === '的')
  return of > 0 && behind.slice(0, of).some((t) => (t.f.left ?? t.f.neg) !== undefined)
}

/** The day a clause is about, the end of something left out. */
export const dayToken = (tokens: readonly Token[]): Token | undefined => {
  const moved = tokens.find(
    (t, k) =>
      (t.f.day !== undefined &&
        /^(?:改到|改在|改成|推到|推迟到|延到|延期到|挪到)$/.test(
          (tokens[k - 2]?.text ?? '') + (tokens[k - 1]?.text ?? ''),
        )) ||
      (t.f.day !== undefined && /(?:改到|改在|推到|延到|挪到)$/.test(tokens[k - 1]?.text ?? '')),
  )
  if (moved) return moved
  const end = endDayOf(tokens)
  const days = tokens.filter((t, k) => t.f.day !== undefined && t.f.day !== end && !isOfThing(tokens, k))
  // 开会不是今天是明天
  return days.find((t) => tokens[tokens.indexOf(t) - 1]?.text !== '不是') ?? days[0]
}

export const onlyDays = (tokens: readonly Token[]): boolean => !tokens.some(isPredicate)

/** A bare weekday or day of the month is the one before when it is told (补, 了, 过). */
export function pastOrAhead(day: Days, tokens: readonly Token[], now: Now): Days {
  if (day.before === undefined || day.first <= now.day) return day
  // 开会了周五才回来
  const at = tokens.findIndex((t) => t.f.day === day)
  if (/^(?:才|再|就?要)/.test(tokens[at + 1]?.text ?? '')) return day
  const told = tokens.some((t) => t.f.done === true || /[补了过]$/.test(t.text) || t.text.startsWith('补'))
  return told && !tokens.some((t) => t.f.plan) ? { first: day.before, last: day.before } : day
}
