/** Where the reading of numbers stands, and how a number becomes a fact or a part of one. */
import type { Part, WorkCategory, WorkFact } from './facts'
import { type Frame } from './frames'
import { add, type Draft, type Scene, some } from './scene'
import type { Token } from './token'
import { datesOf } from './workDates'

/** Where the reading of numbers stands: the last item, which later numbers may belong to. */
export interface Counting {
  item: Draft<WorkFact> | undefined
  /** The item a monitored-household count was taken out of: other numbers go on belonging to it. */
  parent: Draft<WorkFact> | undefined
  line: number
  sentence: number
  /** What a heading before a colon names: 务工就业:登记23人. */
  topic: { cat: WorkCategory; start: number; line: number; whole: boolean } | undefined
}

export const newCounting = (): Counting => ({
  item: undefined,
  parent: undefined,
  line: -1,
  sentence: -1,
  topic: undefined,
})

export interface Mention {
  cat: WorkCategory
  weight: number
  start: number
  end: number
  index: number
}

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
    if (qty.unit !== '')
      fact.unit = scene.source.raw.slice(
        scene.source.from[qty.unitStart],
        scene.source.to[qty.unitStart + qty.unit.length - 1],
      )
  }
  Object.assign(fact, datesOf(frame, scene))
  const { item } = counting
  const within =
    fact.category === 'monitored_household' &&
    item !== undefined &&
    item.fact.category !== fact.category &&
    (fact.count ?? 0) <= (item.fact.count ?? 0) &&
    item.fact.unit === fact.unit &&
    counting.line === frame.line
  counting.parent = within ? item : undefined
  counting.item = add(scene, 'work', fact, ...span)
  counting.line = frame.line
  counting.sentence = frame.sentence
}

export function addPart(scene: Scene, item: Draft<WorkFact>, label: string, token: Token): void {
  const { qty } = token.f
  if (qty?.count === undefined) return
  const unit = scene.source.raw.slice(
    scene.source.from[qty.unitStart],
    scene.source.to[qty.unitStart + qty.unit.length - 1],
  )
  const part: Part = { label, count: qty.count, unit }
  item.fact.parts = [...(item.fact.parts ?? []), part]
  item.end = Math.max(item.end, token.end)
}

/** May a number of this clause belong to the item before it? */
export function reaches(counting: Counting, frame: Frame): boolean {
  if (!counting.item) return false
  if (
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
