/** 张家沟12户老林寨7户一共19户: a sum told behind its pieces. */
import type { Part, WorkFact } from './facts'
import type { Frame } from './frames'
import { labelOf } from './labels'
import type { Draft, Scene } from './scene'

const SUM = /^(?:一共|共|总共|合计|总计|共计|加起来|拢共)$/

/** Is the number at `i` the sum of those told before it? The item then takes it, and its own number becomes a part. */
export function totalled(scene: Scene, frame: Frame, item: Draft<WorkFact>, i: number): boolean {
  const { tokens } = frame
  const qty = tokens[i]?.f.qty
  const lead = tokens[i - 1]
  if (qty?.count === undefined || !(SUM.test(lead?.text ?? '') || SUM.test(tokens[i - 2]?.text ?? '')))
    return false
  const { fact } = item
  const sentence = scene.frames.find((f) => f.sentence === frame.sentence)?.start ?? 0
  const apart = scene.drafts.filter(
    (d): d is Draft<WorkFact> =>
      d.fact.kind === 'work' &&
      d.start >= sentence &&
      d.fact.category === fact.category &&
      d.fact.unit === qty.unit,
  )
  // 上午6户,下午4户,一共10户
  if (apart.length > 1 && apart.reduce((n, d) => n + (d.fact.count ?? 0), 0) === qty.count) return true
  const parts = (fact.parts ?? []).filter((part) => part.unit === fact.unit)
  const first = tokens.findIndex((t) => t.f.qty?.count === fact.count)
  if (fact.unit !== qty.unit || fact.count === undefined || parts.length === 0 || first < 0) return false
  if (fact.count + parts.reduce((n, part) => n + part.count, 0) !== qty.count) return false
  const own: Part = { label: labelOf(scene, frame, first, -1).text, count: fact.count, unit: qty.unit }
  fact.parts = [own, ...(fact.parts ?? [])]
  fact.count = qty.count
  item.end = tokens[i]?.end ?? item.end
  return true
}
