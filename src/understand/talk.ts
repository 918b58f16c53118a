/** Said to the bot about saying: 收到, 更正, 撤回; and what must not be read at all. */
import { isDanger, isStuck } from './danger'
import { contrastsDays, isContrast, lineOf } from './contrast'
import { isNews } from './news'
import { type Frame } from './frames'
import { add, type Scene, some } from './scene'
import { isPlain, type Token } from './token'

/** 如果 … 就 …, 本来要 …, 镇上说 …: what did not, may not or need not happen. */
export function markUnreal(scene: Scene): void {
  const { frames } = scene
  frames.forEach((frame, i) => {
    const text = frame.text
    const later = frames[i + 1]
    // 刚才在箐沟里没信号 现在到李家坳组了: what was is replaced by what is
    if (
      /^刚才/.test(text) &&
      (/^(?:现在|这会|目前)/.test(later?.text ?? '') || /没[看听接注]/.test(text)) &&
      !some(frame, (t) => t.f.correct === true || t.f.withdraw === true)
    ) {
      frame.unreal = true
      return
    }
    // 去年这时候我们还在抢险: long over
    if (
      /(?:去年|前年|那年|当年|往年|小时候|上一轮|上一批)(?!的)/.test(text) &&
      !isDanger(frame) &&
      !some(frame, (t) => (t.f.ask ?? t.f.problem ?? t.f.topic) !== undefined)
    ) {
      frame.unreal = true
      return
    }
    if (WISHED.test(text) && !isDanger(frame)) {
      frame.unreal = true
      return
    }
    const condition = some(frame, (t) => t.f.cond === true)
    if (/^(?:到时候)?再说/.test(text)) {
      const before = frames[i - 1]
      if (before?.line === frame.line) before.unreal = true
    }
    if (condition && !/^(?:如果|要是)可以/.test(text)) {
      frame.unreal = true
      const next = frames[i + 1]
      const closed =
        /就|再|的话就/.test(text.slice(text.search(/如果|要是|万一|假如|若|倘若|只要|一旦|如/) + 1)) &&
        !/的话$/.test(text)
      if (
        next?.sentence === frame.sentence &&
        (!closed || next.before === 'run' || /^(?:就|那|再|我们就|我就|也|不)/.test(next.text))
      )
        next.unreal = true
      return
    }
    const next = frames[i + 1]
    // 计划核20块,实际完成14块; 走访户数不变,还是9户
    if (
      next?.line === frame.line &&
      isMeant(frame) &&
      (REALLY.test(next.text) || CAME_TO.test(next.text)) &&
      hasNumber(next)
    )
      frame.unreal = true
    if (next?.line === frame.line && UNCHANGED.test(text) && /^(?:还是|仍|依旧|都是|是)/.test(next.text))
      next.unreal = true
    if (next?.line === frame.line && /做梦|梦见|梦到|开玩笑/.test(text)) next.unreal = true
    // 今天去四组|改去六组了: only the second place holds
    if (
      next?.line === frame.line &&
      /^(?:又|临时)?改(?:去|成|为|到|在)/.test(next.text) &&
      isTurned(frame, next)
    )
      frame.unreal = true
    // 走不动 is no 不动: nothing that tells of danger is ever left unread for its wording
    if (isSaidUnreal(frame) || (UNCHANGED.test(text) && !isDanger(frame))) frame.unreal = true
    else if (
      next?.line === frame.line &&
      (next.tokens[0]?.f.failed === true || (isPlain(next.tokens[0]) && next.tokens[1]?.f.failed === true)) &&
      !frame.explicit &&
      !some(frame, (t) => t.f.withdraw === true) &&
      !isStuck(next, scene)
    )
      frame.unreal = true
    else if (isStuck(frame, scene) || isLame(frame)) return
    else if (some(frame, (t) => t.f.failed === true && t.text !== '没法' && t.text !== '没能'))
      frame.unreal = !doneBefore(frame)
    else if (isNews(frame, frames[i - 1])) {
      frame.unreal = true
      if (next?.before === 'run') next.unreal = true
    }
  })
}

/** 一组4块、二组6块、三组没去成: what stands before it did come about. */
const doneBefore = (frame: Frame): boolean => {
  const failed = frame.tokens.findIndex((t) => t.f.failed === true)
  const list = frame.tokens.findLastIndex((t, k) => k < failed && t.f.punct === 'list')
  // 还有2个没弄成
  if (frame.tokens.some((t, k) => k < failed && t.f.left) && hasNumber(frame)) return true
  return list > 0 && frame.tokens.slice(0, list).some((t) => t.f.qty?.count !== undefined)
}

/** 崴了脚走不了路: he cannot walk because of what ails him. */
const isLame = ({ tokens }: Frame): boolean => {
  const failed = tokens.findIndex((t) => t.f.failed === true)
  return (
    /^走不/.test(tokens[failed]?.text ?? '') && tokens.slice(0, failed).some((t) => t.f.symptom !== undefined)
  )
}

/** Both clauses name a place, and the second no hour. */
const isTurned = (frame: Frame, next: Frame): boolean =>
  some(frame, (t) => t.f.place !== undefined) &&
  some(next, (t) => t.f.place !== undefined) &&
  !some(next, (t) => t.f.clock !== undefined)

/** 本来, 劝; but not 请乡上派干部来劝. */
const isSaidUnreal = ({ tokens }: Frame): boolean =>
  tokens.some(
    (t, k) =>
      t.f.unreal === true && !(t.text === '劝' && tokens.slice(0, k).some((x) => x.f.request === true)),
  )

const UNCHANGED = /(?:不变|没变|照旧|不动)$/
/** 早点休息, 好好养着: a wish. */
const WISHED =
  /^(?:(?:大家|你们?|同志们?|辛苦了?|都|也|那|就)[,]?)*(?:早点|好好|早些|安心|先好好|注意)(?:地|的)?(?:休息|歇|睡|回家|养|过年|过节)/
const REALLY = /^(?:实际|实|只|才|最后|最终|结果)/
/** 计划走访10户,走了7户: what came of it. */
const CAME_TO =
  /^(?:今天|到现在|目前|最后)?(?:走|核|办|去|跑|开|查|干|做|看)了|^(?:今天)?(?:完成|做完|搞完)(?!后)/
const hasNumber = (frame: Frame): boolean => some(frame, (t) => t.f.qty?.count !== undefined)
const isMeant = (frame: Frame): boolean =>
  hasNumber(frame) && some(frame, (t) => t.f.plan === true || /^(?:任务|目标)/.test(t.text))

/** 收到, 好的: nothing but the word, at the beginning. */
export function readAck(i: number, scene: Scene): boolean {
  const frame = scene.frames[i]
  if (!frame || scene.frames.slice(0, i).some((f) => !f.taken && !isGreeting(f))) return false
  if (frame.tokens.some((t) => t.f.person === true)) return false
  const words = frame.tokens.filter(
    (t) =>
      t.f.filler !== true &&
      !(t.f.done === true && t.text === '了') &&
      !(t.f.person && frame.tokens.some((x) => x.f.ack)),
  )
  if (words.length === 0 || !words.every((t) => t.f.ack === true)) return false
  if (frame.tokens.some((t) => t.f.person) && frame.tokens.length > 2) return false
  frame.taken = true
  if (!scene.drafts.some((d) => d.fact.kind === 'ack'))
    add(scene, 'talk', { kind: 'ack' }, frame.start, frame.end)
  return true
}

const isGreeting = (frame: Frame): boolean => frame.tokens.every((t) => t.f.filler === true)

const RECENT = /刚才|前面|上一条|上条|那条|那句|这句|前面|上面|这条|前一条|刚发|上个|我发的/
const WEAK_WITHDRAW =
  /^(?:不算|作废|删掉|撤了|撤掉|撤了吧|收回|忽略|别管|别当真|删了|撤销|取消刚才|别算|不作数|当没看见)$/
const WEAK_CORRECT =
  /^(?:不对|写成|报成|说成|记成|填成|打成|错了|打错|写错|应该是|应为|改成|改为|看错了|漏报了|少报了|多报了|改一下|搞错了)$/

export interface Amends {
  corrects: Frame | undefined
  withdraws: Frame | undefined
}

/** Words that take back or mend what was said. What they mean depends on whether a new value stands beside them. */
export function findAmends(scene: Scene): Amends {
  let corrects: Frame | undefined
  let withdraws: Frame | undefined
  scene.frames.forEach((frame, i) => {
    if (frame.taken || frame.unreal) return
    const text = frame.text
    const mends = frame.tokens.find((t) => t.f.correct === true)
    const takes = frame.tokens.find((t) => t.f.withdraw === true)
    const [head] = frame.tokens
    // 少报了2户, 户长会人数更正为45户
    const outright =
      /更正为|应改为/.test(mends?.text ?? '') || (i === 0 && /^[少多漏]报/.test(head?.text ?? ''))
    const early =
      frame.tokens.findIndex((t) => t.f.correct === true) <= 2 &&
      !frame.tokens.slice(0, 2).some((t) => t.f.qty !== undefined)
    if (
      mends &&
      (early || outright || RECENT.test(text)) &&
      (outright ||
        !WEAK_CORRECT.test(mends.text) ||
        RECENT.test(text) ||
        (i === 0 && frame.tokens.length <= 3) ||
        /不是/.test(scene.source.text))
    )
      corrects ??= frame
    else if (
      !mends &&
      frame.text.includes('是') &&
      isContrast(lineOf(scene, frame)) &&
      (some(frame, (t) => (t.f.qty ?? t.f.place) !== undefined) || contrastsDays(scene, frame))
    )
      corrects ??= frame
    if (
      takes &&
      (!WEAK_WITHDRAW.test(takes.text) ||
        RECENT.test(text) ||
        /^[^,]{0,6}(?:那|这)[条句个].*(?:发给|打给|写给|发到)/.test(lineOf(scene, frame)) ||
        frame.tokens.length === 1 ||
        /^请?(?:作废|忽略|删掉|撤销|撤了)$/.test(text))
    )
      withdraws ??= frame
  })
  // 刚才说错了,撤回: with no new value beside it nothing is put right
  const others = scene.frames.filter((frame) => frame !== corrects && frame !== withdraws)
  if (withdraws && !others.some((frame) => frame.tokens.some(isValue)) && !corrects?.tokens.some(isValue))
    corrects = undefined
  return { corrects, withdraws }
}

/** Something a correction could put in place of what was said. */
const isValue = ({ f }: Token): boolean =>
  (f.qty ?? f.day ?? f.clock ?? f.cat ?? f.status ?? f.place ?? f.person ?? f.leave ?? f.symptom) !==
  undefined
