/** Where the reading of numbers stands, and how a number becomes a fact or a part of one. */
import type { Part, WorkCategory, WorkFact } from './facts'
import { type Frame } from './frames'
import { add, type Draft, type Scene, some } from './scene'
import type { Token } from './token'
import { datesOf } from './workDates'

/** What a heading names for the numbers under it: 务工就业:登记23人. */
export interface Topic {
  cat: WorkCategory
  start: number
  line: number
  /** It stands alone on its line: all lines under it are of its kind. */
  whole: boolean
}

/** The last item, which later numbers may belong to. */
export interface Counting {
  item: Draft<WorkFact> | undefined
  /** The item a monitored-household count was taken out of: other numbers go on belonging to it. */
  parent: Draft<WorkFact> | undefined
  line: number
  sentence: number
  topic: Topic | undefined
  /** The item's number stood behind a place or a part of the day. */
  placed: boolean
  /** The line on which the topic last had a number. */
  topicLine: number
  /** 代办A3户、B2户: where the doing that governs a whole list was said. */
  lead: { cat: WorkCategory; sentence: number } | undefined
}

export const newCounting = (): Counting => ({
  item: undefined,
  parent: undefined,
  line: -1,
  sentence: -1,
  topic: undefined,
  placed: false,
  topicLine: -1,
  lead: undefined,
})

/** The work named since the last number. */
export interface Mention {
  cat: WorkCategory
  weight: number
  start: number
  end: number
  index: number
  /** A doing was named, not only what it is done with. */
  doing: boolean
}

const unitOf = (scene: Scene, { unit, unitStart }: { unit: string; unitStart: number }): string =>
  scene.source.raw.slice(scene.source.from[unitStart], scene.source.to[unitStart + unit.length - 1])

/** A new item; with `token` its number. */
export function push(
  frame: Frame,
  scene: Scene,
  counting: Counting,
  cat: WorkCategory | undefined,
  token: Token | undefined,
  span: [number, number],
): void {
  const fact: WorkFact = { kind: 'work' }
  if (cat) fact.category = cat
  const qty = token?.f.qty
  if (qty?.count !== undefined) {
    fact.count = qty.count
    if (qty.unit !== '') fact.unit = unitOf(scene, qty)
  }
  Object.assign(fact, datesOf(frame, scene, token))
  const { item } = counting
  const within =
    fact.category === 'monitored_household' &&
    item !== undefined &&
    item.fact.category !== fact.category &&
    (fact.count ?? 0) <= (item.fact.count ?? 0) &&
    item.fact.unit === fact.unit &&
    counting.line === frame.line
  if (within && item.fact.done === false && some(frame, (t) => t.f.among === true)) {
    fact.done = false
    if (item.fact.date !== undefined) fact.date = item.fact.date
  }
  counting.parent = within ? item : undefined
  counting.item = add(scene, 'work', fact, ...span)
  const before = token && frame.tokens[frame.tokens.indexOf(token) - 1]
  counting.placed = (before?.f.place ?? before?.f.part) !== undefined
  counting.line = frame.line
  counting.sentence = frame.sentence
  if (cat === 'public_service') counting.lead = { cat, sentence: frame.sentence }
  else if (counting.lead?.sentence !== frame.sentence) counting.lead = undefined
}

export function addPart(scene: Scene, item: Draft<WorkFact>, label: string, token: Token): void {
  const { qty } = token.f
  if (qty?.count === undefined) return
  const part: Part = {
    label,
    count: qty.count,
    unit: qty.unit === '' ? (item.fact.unit ?? '') : unitOf(scene, qty),
  }
  item.fact.parts = [...(item.fact.parts ?? []), part]
  item.end = Math.max(item.end, token.end)
}

const NUMBERED = /(?:^|[^\d.])\d{1,2}[.、)]\s*$|[①-⑳⑴-⑽]\s*$/

/** 2.入户7户;3.更新公示栏1块: an item of its own within the line. */
const isNextItem = (counting: Counting, frame: Frame, scene: Scene): boolean =>
  counting.line === frame.line &&
  counting.sentence !== frame.sentence &&
  NUMBERED.test(scene.source.text.slice(Math.max(0, frame.start - 4), frame.start))

/** May a number of this clause belong to the item before it? */
export function reaches(counting: Counting, frame: Frame, scene: Scene): boolean {
  const { item } = counting
  if (!item || isNextItem(counting, frame, scene)) return false
  // A line about somebody else tells of his own work
  if (frame.line !== counting.line && frame.explicit && frame.tokens[0]?.f.person === true) return false
  // 3、参加镇上视频会1次
  if (
    some(frame, (t) => t.f.meeting === true && t.text !== '参会') &&
    !some(frame, (t) => t.f.cat !== undefined)
  )
    return false
  // 党员大会一次,应到35人,请假6人
  const absent = counting.sentence === frame.sentence && item.fact.category?.endsWith('_meeting') === true
  if (
    !absent &&
    some(frame, (t) => t.f.status !== undefined || t.f.leave !== undefined || t.f.symptom !== undefined) &&
    !some(frame, (t) => t.f.cat !== undefined)
  )
    return false
  const apart = counting.line === frame.line && frame.sentence !== counting.sentence
  if (
    apart &&
    !some(frame, (t) => t.f.among === true || /^(?:到会|参加|参会|共|发现|已)/.test(t.text)) &&
    some(frame, (t) => t.f.verb === true)
  )
    return false
  return counting.line === frame.line || (frame.line === counting.line + 1 && frame.before === 'line')
}
