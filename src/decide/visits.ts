/** What a supervisor's words say of a visit (domain section 8); `empty` is 扑空: nobody there, which is no absence. */
export type Outcome = 'at_office' | 'in_field' | 'leave' | 'business' | 'unreachable' | 'empty' | 'noted'

const OUTCOMES: readonly [Outcome, RegExp][] = [
  ['in_field', /上山|下组|入户|下地|田间|地里|核图斑|在.{0,6}组/],
  ['leave', /请假|病假|事假|休假|年假/],
  ['business', /开会|培训|公务|出差|镇上|区里/],
  ['unreachable', /联系不上|打不通|关机|没人接|无人接听/],
  ['at_office', /在村委会|在办公室|在岗|都在|人在|在村/],
  ['empty', /没人|没有人|无人|锁门|门锁|扑空|不在/],
]

/** The first reason found for where they were wins over the empty office: 「办公室没人 张书记在山上核图斑」. */
export const outcomeOf = (words: string): Outcome =>
  OUTCOMES.find(([, pattern]) => pattern.test(words.replace(/不在岗|没在岗/g, '不在')))?.[0] ?? 'noted'

/**
 * A fair draw: the least visited first; among equals each is as likely as the next. `random` gives [0, 1).
 */
export function draw<T extends { visits: number }>(
  all: readonly T[],
  count: number,
  random: () => number,
): T[] {
  return all
    .map((each) => ({ each, lot: random() }))
    .sort((a, b) => a.each.visits - b.each.visits || a.lot - b.lot)
    .slice(0, count)
    .map(({ each }) => each)
}
