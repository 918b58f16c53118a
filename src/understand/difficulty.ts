/** Problems that need someone else's help. */
import { type Frame } from './frames'
import { add, denied, pieceOf, type Scene, some } from './scene'
import { isDanger } from './danger'

const MENDED = /修好|通了|恢复|解决了|已解决|处理好|好了|已修|抢通|已通/
/** Whoever can be asked, and what they can send. */
const HELPERS =
  /水务站|公路段|段来|站来|所来|镇上|镇里|乡上|乡里|区里|县里|局|部门|上级|上面|领导|单位|站上|站里|专家|技术员|水务|民政|住建|交通|农技|供电|电力|组织部|专班|公司|医生|派出所|法院|司法|无人机|挖机|资金|请求|恳请|帮忙|帮看|帮一下|帮下|帮帮|能否派|能不能派|派两|派几|派个|协调|解决|支持|帮催|反映|派人|补给|[找喊叫]人来|能不能帮我(?:问|催|说)/
/** 没人管, 一直办不下来: nobody here can mend it. */
const UNSOLVED =
  /没人(?:管|修|来修|收)|解决不了|办不下来|协调不下来|没着落|办不成|修不起|谁来管|没人要|没有资金|没钱修|不知找谁|找(?:谁|哪[家个些]|什么)(?:单位|部门|人|局)?(?:来|能|才|可以)?(?:修|管|办|解决|处理)|归(?:谁|哪[家个])|该找谁|哪个部门管/
const NEGATIVE =
  /遭|冰雹|冻死|受灾|不|没|坏|断|塌|堵|漏|缺|爆|裂|倒|淹|困难|破损|损坏|老化|难|垮|死|滞|欠|闹|卡/

const hasProblem = (frame: Frame): boolean =>
  frame.tokens.some(
    (t, i) =>
      t.f.problem === true &&
      !denied(frame.tokens, i) &&
      !(frame.tokens[i + 1]?.f.qty !== undefined && /问题|困难|难题|难处/.test(t.text)),
  ) && !MENDED.test(frame.text)

/** 乡上快拉台发电机来: asked of those above without a word of asking. */
const URGES =
  /(?:[镇乡区县]上|[镇乡区县]里|上面|上级)(?:能不能|能否|赶紧|赶快|尽快|快点?|马上|给|帮|来)+(?:派|拉|送|运|调|拨|修|解决|协调)/

/** 请镇上派挖机, 哪个部门能帮一下. */
const hasRequest = (frame: Frame): boolean =>
  (some(frame, (t) => t.f.request === true) || URGES.test(frame.text)) &&
  HELPERS.test(frame.text) &&
  !/放心|(?:会|将|正在|已经?|负责)(?:尽快|马上|及时|抓紧)?(?:协调|派|对接|解决|处理)/.test(frame.text) &&
  !some(
    frame,
    (t) =>
      t.f.leave !== undefined ||
      (t.f.done === true && /^(?:已|已经|了|完)$/.test(t.text)) ||
      (t.f.qty !== undefined && t.f.cat !== undefined && t.f.verb === true),
  ) &&
  !isDone(frame)

/** 协调修复水管200米: what was done with a number, not what is asked for. */
const isDone = (frame: Frame): boolean =>
  /^(?:已|今天)?(?:协调|对接|帮助|联系)/.test(frame.text) && some(frame, (t) => t.f.qty?.count !== undefined)

const isClosed = (frame: Frame): boolean => frame.taken || frame.unreal

/** Does a clause tell of what is wrong, and of nothing else? */
function complains(frame: Frame): boolean {
  if (isClosed(frame) || frame.heading !== undefined || isDanger(frame)) return false
  if (
    frame.tokens.some(
      (t, i) =>
        t.f.symptom !== undefined ||
        t.f.leave !== undefined ||
        t.f.safe === true ||
        (t.f.feedback === true && i === 0),
    )
  )
    return false
  if (some(frame, (t) => t.f.status !== undefined) && !hasProblem(frame)) return false
  if (frame.explicit && frame.tokens.some((t) => t.f.at === true || t.f.go === true)) return false
  return hasProblem(frame) || (NEGATIVE.test(frame.text) && !some(frame, (t) => t.f.silent === true))
}

interface Block {
  from: number
  to: number
}

/** Under 存在问题 a whole line is one difficulty. */
function headedBlock(scene: Scene, i: number): Block {
  const { frames } = scene
  let to = i
  for (let next = frames[i + 1]; next; next = frames[to + 1]) {
    if (next.line !== frames[i]?.line || next.heading || next.taken) break
    const apart = next.before === 'hard' && next.sentence !== frames[to]?.sentence
    if (apart && !complains(next) && !hasRequest(next)) break
    to++
  }
  return { from: i, to }
}

/** May this clause go on with a request before it? */
function goesOn(next: Frame): boolean {
  if (isClosed(next) || (next.explicit && !hasRequest(next))) return false
  if (some(next, (t) => t.f.status !== undefined || t.f.at === true)) return false
  return hasRequest(next) || some(next, (t) => t.f.request === true) || complains(next)
}

/** A request and the complaints around it in its line. */
function requestBlock(scene: Scene, i: number): Block {
  const { frames } = scene
  const line = frames[i]?.line
  let from = i
  for (
    let before = frames[i - 1];
    before?.line === line && before && complains(before);
    before = frames[from - 1]
  )
    from--
  let to = i
  for (let next = frames[i + 1]; next?.line === line && next && goesOn(next); next = frames[to + 1]) to++
  return { from, to }
}

function blockAt(scene: Scene, i: number): Block | undefined {
  const frame = scene.frames[i]
  if (!frame || isClosed(frame) || frame.heading || isDanger(frame)) return undefined
  const called = scene.drafts.some(
    (x) => x.fact.kind === 'help' && x.start < frame.end && x.end > frame.start,
  )
  if (called) return undefined
  if (frame.under === 'trouble') return headedBlock(scene, i)
  if (some(frame, (t) => t.f.symptom !== undefined || t.f.status === 'leave' || t.f.feedback === true))
    return undefined
  if (
    some(frame, (t) => t.f.relative === true) &&
    !some(frame, (t) => t.f.outsider === true) &&
    !hasRequest(frame)
  )
    return undefined
  const unsolved =
    UNSOLVED.test(frame.text) && !some(frame, (t) => t.f.unseen === true && t.f.person === true)
  if (hasRequest(frame) || unsolved) return requestBlock(scene, i)
  return undefined
}

const NONE = /^(?:无|没有|暂无|没得|无困难|暂时没有|没|没有困难|暂无问题)$/

/** Read all difficulties; takes their clauses. */
export function readDifficulties(scene: Scene): void {
  const { frames } = scene
  for (let i = 0; i < frames.length; i++) {
    const block = blockAt(scene, i)
    if (!block) continue
    const [first, last] = [frames[block.from], frames[block.to]]
    if (!first || !last) continue
    if (!(first === last && NONE.test(first.text))) {
      add(
        scene,
        'difficulty',
        { kind: 'difficulty', text: pieceOf(scene, first.start, last.end) },
        first.start,
        last.end,
      )
    }
    for (const frame of frames.slice(block.from, block.to + 1)) frame.taken = true
    i = block.to
  }
}
