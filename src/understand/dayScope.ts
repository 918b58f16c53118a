/** What holds on from one clause to the next, above all the day spoken of. */
import { type Clause } from './clauses'
import { dayToken, isReturnDay, onlyDays, pastOrAhead } from './days'
import type { Who } from './facts'
import type { Now } from './instants'
import type { DayPart, Days } from './vocabulary/features'
import type { Heading } from './vocabulary/headings'

export interface Running {
  who: Who[] | undefined
  person: Who | undefined
  day: Days | undefined
  /** The line on which the day ends to hold, when it does not hold on. */
  dayLine: number | undefined
  under: Heading | undefined
  /** 3、难处:桥断了: the heading is an item of a numbered list and holds for that item. */
  underItem: number | undefined
  part: DayPart | undefined
  partLine: number
  line: number
  waiting: Who[]
  waitingWith: Who[]
  /** The line of the last request for leave: bare days behind it are its own. */
  leaveLine: number
}

const isWeather = ({ tokens, text }: Clause): boolean =>
  /雨|雪|风|雷|雾|霜|停电|停水|没睡|失眠|路滑|降温/.test(text) &&
  !tokens.some((t) => (t.f.person ?? t.f.pron ?? t.f.cat ?? t.f.status ?? t.f.qty) !== undefined)

/** Take the day a clause names, or let go of the one before. */
export function scopeDay(clause: Clause, run: Running, now: Now, heading: Heading | undefined): void {
  const { tokens } = clause
  const token = dayToken(tokens)
  if (heading !== undefined) {
    run.under = heading
    if (token?.f.day)
      run.day = token.f.day.first === now.day ? undefined : pastOrAhead(token.f.day, tokens, now)
    run.dayLine = undefined
    return
  }
  if (!token?.f.day) {
    // 袁老师明天去开会,小金发烧: who is ill is ill today
    if (run.day && run.day.first > now.day && tokens.some((t) => t.f.symptom !== undefined))
      run.day = undefined
    // 这阵在村公所: now is today again
    if (
      run.day &&
      run.day.last < now.day &&
      /^(?:现在|这阵|这会儿?|目前|此刻)|^[我人]?(?:都|也)?(?:已经|已)[在到回]/.test(clause.text)
    )
      run.day = undefined
    return
  }
  const said = pastOrAhead(token.f.day, tokens, now)
  // 7月13日起到党校学习: begun, and not over
  const begun =
    said.last < now.day && /^(?:起|开始|就|以来)$/.test(tokens[tokens.indexOf(token) + 1]?.text ?? '')
  const day = begun && /起|开始|以来|一直/.test(clause.text) ? { first: said.first, last: now.day } : said
  // 昨天还在外地,今天人回村了
  if (day.first === now.day && run.day !== undefined && run.day.last < now.day) run.day = undefined
  if ((isReturnDay(tokens) && day.first >= now.day) || tokens.some((t) => t.f.left ?? t.f.leave)) return
  // 他昨天摔了一跤: what ails somebody since then is told today
  if (day.last < now.day && tokens.some((t) => t.f.symptom !== undefined)) return
  if (onlyDays(tokens) && run.leaveLine === clause.line) return
  // 昨晚下雨路滑,我去二台坡: the weather of a day that is over
  if (day.last < now.day && isWeather(clause)) return
  run.day = day.first === now.day && day.last === now.day ? undefined : day
  if (onlyDays(tokens) && run.under === 'trouble') run.under = undefined
  if (onlyDays(tokens)) {
    run.dayLine =
      clause.after === 'colon' || clause.after === 'line' || clause.after === 'close'
        ? undefined
        : clause.line
    if (day.first <= now.day) run.dayLine = undefined
    if (run.under === 'plan' && day.first <= now.day) run.under = undefined
  } else run.dayLine = day.first > now.day ? clause.line : undefined
}
