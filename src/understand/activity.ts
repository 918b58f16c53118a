/** The work a whereabouts is for. */
import { latest, sameWho } from './amend'
import { INDOORS } from './present'
import type { WorkCategory } from './facts'
import { ownDoing } from './ownWords'
import type { Frame } from './frames'
import { type Scene, denied, isWitness, some } from './scene'
import type { Token } from './token'

const CROP = /^(?:烤?烟|菜|茶|蔗|甘蔗|咖啡|苞谷|玉米|秧|稻|果|药材|党参|魔芋)[地田林园]/

/** Work named in the clause that does not come with its own denial. */
export function activityOf(frame: Frame): WorkCategory | undefined {
  let best: Token | undefined
  const first = frame.tokens.findIndex(
    (t, k) => t.f.qty !== undefined && frame.tokens.slice(0, k).some((x) => x.f.cat !== undefined),
  )
  const reach = first < 0 ? frame.tokens.length : first + 3
  frame.tokens.forEach((token, i) => {
    if (i >= reach || (i > first && first >= 0 && token.f.noun !== true)) return
    if (token.f.cat === undefined || denied(frame.tokens, i)) return
    // 在甘蔗地: where, not what for
    if (
      token.f.cat === 'industry' &&
      token.f.place !== undefined &&
      (frame.tokens[i - 1]?.f.at ?? frame.tokens[i - 1]?.f.go)
    )
      return
    if (!best || (token.f.weight ?? 0) >= (best.f.weight ?? 0)) best = token
  })
  if (
    best === undefined &&
    some(frame, (t) => t.f.place !== undefined && /卡点|卡口|瞭望|检查站$/.test(t.text))
  )
    return 'patrol'
  // 看烟地: what is looked at is work
  const looksAt = (t: Token, i: number): boolean => CROP.test(t.text) && frame.tokens[i - 1]?.text === '看'
  if (best === undefined && frame.tokens.some(looksAt)) return 'industry'
  return best?.f.cat === 'other' ? undefined : best?.f.cat
}

/** 在三组,核图斑: the work stands in the clause behind the place. */
export function continueActivity(frame: Frame, scene: Scene, last: Frame | undefined): boolean {
  const draft = latest(scene)
  if (!draft || last?.line !== frame.line || last.sentence !== frame.sentence || draft.end < last.start)
    return false
  if (frame.explicit && !sameWho(frame.who, draft.fact.who)) return false
  if (some(frame, (t) => t.f.all === true && t.text !== '一起') && activityOf(frame) !== undefined) {
    for (const d of scene.drafts)
      if (d.fact.kind === 'whereabouts' && d.fact.status === 'field')
        d.fact.activity ??= activityOf(frame) ?? 'other'
    return true
  }
  if (frame.dayHere || (frame.day && frame.day.first > scene.now.day)) return false
  const { status } = draft.fact
  // 今天在村,补台账26份: what is told with its number is not what somebody stays in the village for
  const counted = some(frame, (t) => t.f.qty !== undefined) && !isWitness(scene)
  if (counted && status === 'in_village' && !(draft.fact.place && INDOORS.has(activityOf(frame) ?? 'other')))
    return false
  if (counted && /^(?:顺道|顺便|顺路|另外|另|还)/.test(frame.text)) return false
  if (status !== 'field' && status !== 'in_village') return false
  const activity = activityOf(frame)
  if (activity && draft.fact.activity === undefined) {
    draft.fact.activity = activity
    const doing = ownDoing(frame, activity, scene)
    draft.said =
      doing === undefined || draft.said === undefined ? undefined : draft.said.replace(/了$/, '') + doing
    if (isWitness(scene)) draft.end = Math.max(draft.end, frame.end)
  }
  if (frame.with.length > 0 && activity)
    draft.fact.with = [...new Set([...(draft.fact.with ?? []), ...frame.with])]
  return activity !== undefined
}
