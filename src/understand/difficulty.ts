/** Problems that need someone else's help. */
import { type Frame } from './frames'
import { add, denied, pieceOf, type Scene, some } from './scene'
import { isDanger } from './wellbeing'

const textOf = (frame: Frame): string => frame.tokens.map((t) => t.text).join('')
const MENDED = /修好|通了|恢复|解决了|已解决|处理好|好了|已修|抢通|已通/

const hasProblem = (frame: Frame): boolean =>
  frame.tokens.some(
    (t, i) =>
      t.f.problem === true &&
      !denied(frame.tokens, i) &&
      !(frame.tokens[i + 1]?.f.qty !== undefined && /问题|困难|难题|难处/.test(t.text)),
  ) && !MENDED.test(textOf(frame))

const AUTHORITY =
  /镇上|镇里|乡上|区里|局|部门|上级|领导|单位|站上|站里|专家|技术员|水务|民政|住建|交通|农技|供电|组织部|工作专班|公司|公路|医生|派出所|无人机|挖机|资金|请求|恳请|帮忙|协调/

const hasRequest = (frame: Frame): boolean =>
  some(frame, (t) => t.f.request === true) &&
  AUTHORITY.test(textOf(frame)) &&
  !some(frame, (t) => t.f.leave !== undefined || (t.f.done === true && /已|了/.test(t.text)))

const isCovered = (frame: Frame): boolean => frame.taken || frame.unreal

/** Does a clause go on with a trouble already begun? */
const goesOn = (frame: Frame): boolean =>
  hasProblem(frame) ||
  some(frame, (t) => t.f.request === true) ||
  frame.tokens.every(
    (t) => Object.keys(t.f).length === 0 || t.f.neg === true || t.f.outsider === true || t.f.failed === true,
  )

/** Read all difficulties; takes their clauses. */
export function readDifficulties(scene: Scene): void {
  const { frames } = scene
  for (let i = 0; i < frames.length; i++) {
    const frame = frames[i]
    if (!frame || isCovered(frame) || frame.heading) continue
    const headed = frame.under === 'trouble'
    if (!headed && !begins(frame, frames, i)) continue
    if (headed && /^(?:无|没有|暂无|没得|无困难|暂时没有|没|没有困难)$/.test(textOf(frame))) {
      frame.taken = true
      continue
    }
    let last = i
    while (frames[last + 1] && sameBlock(frame, frames[last + 1], headed)) last++
    const end = frames[last]?.end ?? frame.end
    add(scene, 'difficulty', { kind: 'difficulty', text: pieceOf(scene, frame.start, end) }, frame.start, end)
    for (let k = i; k <= last; k++) {
      const covered = frames[k]
      if (covered) covered.taken = true
    }
    i = last
  }
}

function sameBlock(first: Frame, next: Frame | undefined, headed: boolean): boolean {
  if (!next || isCovered(next) || next.line !== first.line || next.heading) return false
  if (headed) return next.before !== 'hard' || !/^\d|[①-⑳]/.test(textOf(next))
  return goesOn(next) && !isDanger(next)
}

function begins(frame: Frame, frames: readonly Frame[], i: number): boolean {
  if (
    isDanger(frame) ||
    some(
      frame,
      (t) =>
        t.f.leave !== undefined ||
        t.f.symptom !== undefined ||
        t.f.status === 'leave' ||
        t.f.feedback === true,
    )
  )
    return false
  if (some(frame, (t) => t.f.relative === true) && !some(frame, (t) => t.f.outsider === true)) return false
  const next = frames[i + 1]?.line === frame.line ? frames[i + 1] : undefined
  const counted =
    frame.tokens.some((t) => t.f.qty !== undefined && t.f.qty.unit !== '天') &&
    some(frame, (t) => t.f.cat !== undefined && t.f.verb === true)
  if (hasProblem(frame)) {
    const asks = hasRequest(frame) || (next !== undefined && hasRequest(next))
    return asks || !counted
  }
  if (counted || frame.tokens.some((t) => t.f.silent === true)) return false
  if (hasRequest(frame)) return true
  // 老赵家的残疾证一直办不下来,哪个部门能帮一下
  return (
    next !== undefined &&
    hasRequest(next) &&
    some(frame, (t) => t.f.neg === true || t.f.failed === true) &&
    !some(frame, (t) => t.f.status !== undefined)
  )
}
