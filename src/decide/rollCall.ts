import type { Policy } from '../policy'
import { dayOf } from '../time'
import { plainly } from '../understand'
import { isBetweenClocks } from './calendar'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

export type RollCallStep =
  | { do: 'ask_again' | 'ask_others' | 'list' | 'expire'; index: number }
  | { do: 'wait'; until: number }

type Kind = Exclude<RollCallStep['do'], 'wait'>

/** Minutes after the opening: asked again, the others asked, the list to the callers; then asked at 60, 120, hourly. */
function timetable({ rollCall: r }: Policy, steps: number): { after: number; do: Kind }[] {
  const fixed: { after: number; do: Kind }[] = [
    { after: r.again, do: 'ask_again' },
    { after: r.others, do: 'ask_others' },
    { after: r.list, do: 'list' },
    ...r.reAsk.map((after) => ({ after, do: 'ask_again' as const })),
  ]
  const last = Math.max(...fixed.map(({ after }) => after))
  const hourly = Array.from({ length: Math.max(0, steps - fixed.length) }, (_, i) => ({
    after: last + (i + 1) * r.every,
    do: 'ask_again' as const,
  }))
  return [...fixed, ...hourly]
}

/** The step of an open roll call that is due at `now`, or until when there is none. One step at a time. */
export function rollCallStep(
  call: { openedAt: number; step: number },
  now: number,
  policy: Policy,
): RollCallStep {
  const end = call.openedAt + policy.rollCall.endsAfterHours * HOUR
  if (now >= end) return { do: 'expire', index: call.step }
  const next = timetable(policy, call.step + 1)[call.step]
  const at = next === undefined ? end : Math.min(end, call.openedAt + next.after * MINUTE)
  return now >= at && next !== undefined ? { do: next.do, index: call.step } : { do: 'wait', until: at }
}

/** Drills only by day; a real one at any hour. */
export const mayDrill = (now: number, { rollCall }: Policy, zone: string) =>
  isBetweenClocks(now, dayOf(now, zone), rollCall.drillFrom, rollCall.drillUntil, zone)

/** People first, the injured and trapped before all. */
export const FIGURE_ORDER = [
  'injured',
  'trapped',
  'missing',
  'dead',
  'evacuated',
  'houses',
  'no_road',
  'no_power',
  'no_water',
  'no_signal',
] as const

export interface Figure {
  label: (typeof FIGURE_ORDER)[number]
  count: number | null
}

/** How a roll call stands: who is safe, known elsewhere, in need, and not heard yet; and the numbers said. */
export interface Standing {
  total: number
  safe: number
  elsewhere: number
  help: readonly { name: string; phone: string | null; place: string; words: string | null }[]
  silent: {
    people: number
    villages: number
    /** More than a text can name. */
    first: readonly { name: string; phone: string | null; place: string }[]
  }
  figures: readonly { label: Figure['label']; count: number | null; places: number }[]
}

const DIGITS = '零一二三四五六七八九'
const NUMBER = String.raw`(\d{1,5}|[一二两三四五六七八九十百]{1,5})`

function valueOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text)
  const plain = text.replace(/两/g, '二')
  const ten = plain.indexOf('十')
  const digit = (c: string | undefined) => Math.max(0, DIGITS.indexOf(c ?? ''))
  if (ten < 0) return digit(plain[0])
  return (ten === 0 ? 1 : digit(plain[ten - 1])) * 10 + digit(plain[ten + 1])
}

const PEOPLE: readonly [Figure['label'], string][] = [
  ['injured', '(?:受伤|轻伤|重伤|伤了?|有伤)'],
  ['trapped', '(?:被困|困住|被埋)'],
  ['missing', '(?:失踪|失联)'],
  ['dead', '(?:死亡|遇难)'],
  ['evacuated', '(?:转移|安置|疏散)(?:群众|村民)?'],
]

const THINGS: readonly [Figure['label'], RegExp][] = [
  ['no_power', /停电|断电|没电了|电断了/],
  ['no_water', /停水|断水/],
  ['no_road', /路断|断路|道路中断|塌方堵路|路不通/],
  ['no_signal', /断网|通讯中断|通信中断|没网了/],
]

/** Numbers and damage said during a roll call: 伤2人, 3人被困, 转移40人, 断电, 倒了5间房. Each label once. */
export function figuresIn(text: string): Figure[] {
  const figures: Figure[] = []
  for (const [label, word] of PEOPLE) {
    const found =
      new RegExp(`${word}[了有约共]?${NUMBER}[人名个]`).exec(text) ??
      new RegExp(`${NUMBER}[人名个](?:群众|村民)?${word}`).exec(text)
    if (found?.[1] !== undefined) figures.push({ label, count: valueOf(found[1]) })
  }
  const houses = new RegExp(`(?:倒塌?|垮|塌|受损|开裂)了?${NUMBER}[间户栋座](?:房|屋)?`).exec(text)
  if (houses?.[1] !== undefined) figures.push({ label: 'houses', count: valueOf(houses[1]) })
  for (const [label, pattern] of THINGS) if (pattern.test(text)) figures.push({ label, count: null })
  return figures
}

/** Words of a quake, flood or landslide: three people of one township within minutes are a reason to ask for a roll call. */
export const isDisaster = (text: string) => {
  const said = plainly(text)
  return (
    /地震|震感|余震|泥石流|山体滑坡|滑坡|山洪|洪水|发大水|决堤/.test(said) &&
    !/演练|宣传|培训|预案|巡查|隐患|保险|5[.·]02|灾后/.test(said)
  )
}
