/** Spot checks: how many villages of which place are drawn. */
import type { Does, OrderFact } from './facts'
import type { Frame } from './frames'
import { type Scene, add, some } from './scene'
import { SCOPE_WORD, isVillage, scopeSpan, scopeText } from './scope'
import type { Token } from './token'

/** 龙竹镇2个村: a place and how many of it. */
const isShare = ({ tokens }: Frame): boolean => {
  const [place, qty, unit] = tokens
  return (
    place !== undefined &&
    isVillage(place) &&
    qty?.f.qty?.count !== undefined &&
    /^(?:个村?|村|支队?|队)$/.test(qty.f.qty.unit) &&
    tokens.length <= 3 &&
    (unit === undefined || /^(?:村|队|支队|工作队)$/.test(unit.text))
  )
}

/** 从沿江片区随机抽2个村 */
const AREA = /[从在]([一-鿿]{2,6}?(?:片区?|一带|沿线|沿江|山区|坝区))/

/** 抽查双河乡2个村、龙潭镇3个村: one order a place. */
export function readSpotCheck(does: Does, frame: Frame, i: number, scene: Scene): boolean {
  // 抽查了8户,都满意: what was looked at, no villages
  if (some(frame, (t) => t.f.qty !== undefined && /^(?:户|家|人|块|份|名|间|亩)/.test(t.f.qty.unit)))
    return false
  const cuts = frame.tokens.flatMap((t, k) =>
    t.f.punct === 'list' && frame.tokens.slice(0, k).some((x) => x.f.qty !== undefined) ? [k] : [],
  )
  const bounds = [0, ...cuts, frame.tokens.length]
  for (let k = 0; k + 1 < bounds.length; k++)
    check(does, frame, frame.tokens.slice(bounds[k], bounds[k + 1]), scene)
  // 抽查大坪乡3个村,龙竹镇2个村
  const total = scene.drafts.at(-1)
  for (let k = i + 1; ; k++) {
    const next = scene.frames[k]
    if (next?.sentence !== frame.sentence || !isShare(next)) break
    // 抽查三个村,清水镇一个,马街镇两个: the shares say it all
    if (total?.fact.kind === 'order' && total.fact.scope === undefined)
      scene.drafts = scene.drafts.filter((d) => d !== total)
    check(does, next, next.tokens, scene)
    next.taken = true
  }
  // 抽查青岗乡,随机两个村: how many, a breath later
  const behind = scene.frames[i + 1]
  const drawn = scene.drafts.at(-1)?.fact
  const many = behind?.tokens.find((t) => t.f.qty?.count !== undefined)?.f.qty
  if (
    behind?.sentence === frame.sentence &&
    /^(?:随机|就|只|任意|抽)?(?:\d{1,2}|[一二两三四五六七八九十])(?:个村|支队|个队|个|支)[吧就行即可]*$/.test(
      behind.text,
    ) &&
    drawn?.kind === 'order' &&
    drawn.count === undefined &&
    many?.count !== undefined
  ) {
    drawn.count = many.count
    behind.taken = true
  }
  // 抽3个村,我明天去看看: what they are drawn for
  const next = scene.frames[i + 1]
  if (
    next?.line === frame.line &&
    /^(?:我|咱们?)?.{0,4}(?:去|看|跑|转)/.test(next.text) &&
    !some(next, (t) => t.f.cat !== undefined || t.f.ask === true)
  )
    next.taken = true
  return true
}

function check(does: Does, frame: Frame, tokens: readonly Token[], scene: Scene): void {
  const first = tokens.findIndex((t) => isVillage(t) || t.f.scope === true || SCOPE_WORD.test(t.text))
  const area = AREA.exec(frame.text)?.[1]
  const scope = area ?? scopeText(scene, first < 0 ? undefined : scopeSpan(tokens, first))
  const qty = tokens.find((t) => t.f.qty?.count !== undefined)?.f.qty
  const fact: OrderFact = { kind: 'order', does }
  if (scope !== undefined) fact.scope = scope
  if (qty?.count !== undefined) fact.count = qty.count
  add(scene, 'order', fact, tokens[0]?.start ?? frame.start, tokens.at(-1)?.end ?? frame.end)
}
