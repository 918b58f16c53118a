/** Why leave is asked for: the clauses beside a request, or what stands in it beyond the asking. */
import { type Frame } from './frames'
import { isPartOfRequest } from './leaveDays'
import { pieceOf, type Scene, some } from './scene'
import type { Token } from './token'

export interface Reason {
  text: string
  start: number
  end: number
}

/** Said about the request, not about its ground. */
export const isCourtesy = (frame: Frame): boolean =>
  /跟.{1,4}说过|已经?(?:跟|向|和)|同意|交接|移交|交给|安排好|(?:电话|手机).{0,4}(?:畅通|开机|联系|开着)|(?:急|有)事.{0,3}(?:打|联系|找)|假条|审批|流程|已报|报过|提交|备案|上报|报备|请假条|^(?:请|望|恳请|特请|盼)?(?:各位)?(?:领导|组织|书记|队长)?(?:批准|批示|批一下|准假|予以批准|知悉)|^(?:请批准|望批准|请领导批准|谢谢|请批示|麻烦|可以吗|可不可以|行不行|行吗|好吗|请组织批准|特此|书记好|领导好|您好|不好意思|抱歉|打扰|.{0,2}好$|批准|妥否|当否|可否)/.test(
    frame.text,
  )

/** 书记, 报告: whom it is said to. */
const isAddress = (frame: Frame): boolean =>
  frame.tokens.every((t) => (t.f.person ?? t.f.filler ?? t.f.ack) === true || t.f.punct !== undefined)

const HEADING = /^(?:请假)?(?:事由|原因|理由|缘由)$/

/** Who stays, and where the speaker himself is, are no reason. */
const isElse = (frame: Frame): boolean =>
  some(frame, (t) => /in_village|field|travelling|business/.test(t.f.status ?? '')) ||
  some(frame, (t) => t.f.status === 'rest' && t.f.go === undefined) ||
  (some(frame, (t) => t.f.at === true) &&
    some(frame, (t) => t.f.place !== undefined && t.f.place !== 'hospital' && t.f.place !== 'home')) ||
  some(frame, (t) => t.f.cat !== undefined && t.f.qty?.count !== undefined)

const isGround = (f: Frame): boolean =>
  !some(f, (t) => t.f.leave !== undefined || t.f.correct === true) &&
  !isAddress(f) &&
  !isPartOfRequest(f) &&
  !isCourtesy(f)

function headed(around: readonly Frame[], scene: Scene): Reason | undefined {
  const heading = around.find((f) => f.after === 'colon' && HEADING.test(f.text))
  const next = heading && scene.frames[heading.index + 1]
  return next && { text: pieceOf(scene, next.start, next.end), start: next.start, end: next.end }
}

const spanning = (scene: Scene, frames: readonly Frame[]): Reason | undefined => {
  const [a, b] = [frames[0], frames.at(-1)]
  return a && b ? { text: pieceOf(scene, a.start, b.end), start: a.start, end: b.end } : undefined
}

/** The clauses right before the request. */
function ahead(frame: Frame, around: readonly Frame[], scene: Scene): Reason | undefined {
  const before = around.filter((f) => isGround(f) && f.start < frame.start)
  while (before.length > 1 && before[0] && isElse(before[0]) && before[0].explicit) before.shift()
  return spanning(scene, before)
}

/** The clause right behind it. */
function behind(frame: Frame, around: readonly Frame[], scene: Scene): Reason | undefined {
  const after = around.filter((f) => isGround(f) && f.start > frame.start)
  const stop = after.findIndex(
    (f, k) =>
      k > 0 ||
      (f.dayHere && some(f, (t) => t.f.status !== undefined)) ||
      isElse(f) ||
      isReturn(f) ||
      (f.explicit && f.who[0] !== 'self' && !some(f, (t) => t.f.relative === true)),
  )
  const near = stop < 0 ? after : after.slice(0, stop)
  // 老家修路要|我回去签字: one breath
  const breath = stop > 0 ? after.slice(stop) : []
  const end = breath.findIndex((f) => f.before !== 'run' || isElse(f))
  return spanning(scene, [...near, ...(end < 0 ? breath : breath.slice(0, end))])
}

/** 当晚返回, 4点走: when one comes and goes. */
const isReturn = (frame: Frame): boolean =>
  frame.tokens.length <= 4 &&
  !some(frame, (t) => t.f.symptom !== undefined) &&
  some(frame, (t) => t.f.back === true || t.f.go === true) &&
  some(frame, (t) => t.f.part !== undefined || t.f.clock !== undefined)

const EMPTY =
  /^(?:不是|是|请|休|续|申请|想请|要请|再请|想|要|我|的|了|个|因|因为|由于|跟|向|领导|书记|再|需要|需|从|开始|起|天|准备|打算|,|一下|假|到|至|后|就|因此|特|拟|于|调|连|连着|批|短|长|先|多|上|有|还|于是|所以|故|特此|和|把|们|可以|吗|能|能不能|可否|是否)$/

const isDull = ({ text, f }: Token): boolean =>
  EMPTY.test(text) ||
  (f.length ?? f.day ?? f.part ?? f.clock ?? f.filler ?? f.pron ?? f.leave ?? f.extend ?? f.plan) !==
    undefined ||
  f.neg === true

function trim(tokens: readonly Token[]): Token[] {
  let [from, to] = [0, tokens.length]
  const dull = (k: number): boolean => {
    const token = tokens[k]
    return !token || isDull(token)
  }
  while (from < to && dull(from)) from++
  while (to > from && dull(to - 1)) to--
  return tokens.slice(from, to)
}

const tells = ({ f }: Token): boolean =>
  (f.verb ?? f.go ?? f.relative ?? f.symptom ?? f.cat ?? f.meeting ?? f.status ?? f.place) !== undefined

const runOf = (scene: Scene, tokens: readonly Token[]): Reason | undefined => {
  const [from, to] = [tokens[0], tokens.at(-1)]
  return from && to && to.end - from.start > 1
    ? { text: pieceOf(scene, from.start, to.end), start: from.start, end: to.end }
    : undefined
}

/** The reason of the request in `frame`, if one was given. */
export function reasonOf(frame: Frame, around: readonly Frame[], scene: Scene): Reason | undefined {
  const { tokens } = frame
  const at = tokens.findIndex((t) => t.f.leave !== undefined)
  const tail = trim(tokens.slice(at + 1))
  const head = trim(tokens.slice(0, at))
  const reason =
    headed(around, scene) ??
    (/因|由于/.test(frame.text) ? runOf(scene, head) : undefined) ??
    ahead(frame, around, scene) ??
    (tail.some(tells) ? runOf(scene, tail) : undefined) ??
    behind(frame, around, scene) ??
    runOf(scene, tail) ??
    runOf(scene, head)
  return reason?.text === '' ? undefined : reason
}
