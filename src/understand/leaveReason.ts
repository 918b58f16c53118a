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
  /跟.{1,4}说过|已经?(?:跟|向|和)|同意|交接|移交|交给|安排好|报备|请假条|^(?:请|望|恳请|特请|盼)?(?:各位)?(?:领导|组织|书记|队长)?(?:批准|批示|批一下|准假|予以批准|知悉)|^(?:请批准|望批准|请领导批准|谢谢|请批示|麻烦|可以吗|可不可以|行不行|行吗|好吗|请组织批准|特此|书记好|领导好|您好|不好意思|抱歉|打扰|.{0,2}好$|批准|妥否|当否|可否)/.test(
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

/** The clauses right before the request, else those right behind it. */
function beside(frame: Frame, around: readonly Frame[], scene: Scene): Reason | undefined {
  const grounds = around.filter(isGround)
  const before = grounds.filter((f) => f.start < frame.start)
  while (before.length > 1 && before[0] && isElse(before[0]) && before[0].explicit) before.shift()
  const behind = grounds.filter((f) => f.start > frame.start)
  const stop = behind.findIndex(
    (f, k) =>
      k > 0 ||
      (f.dayHere && some(f, (t) => t.f.status !== undefined)) ||
      isElse(f) ||
      (f.explicit && f.who[0] !== 'self' && !some(f, (t) => t.f.relative === true)),
  )
  const near = stop < 0 ? behind : behind.slice(0, stop)
  const [a, b] = before.length > 0 ? [before[0], before.at(-1)] : [near[0], near.at(-1)]
  return a && b ? { text: pieceOf(scene, a.start, b.end), start: a.start, end: b.end } : undefined
}

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

function within(frame: Frame, scene: Scene): Reason | undefined {
  const { tokens } = frame
  const at = tokens.findIndex((t) => t.f.leave !== undefined)
  const tail = trim(tokens.slice(at + 1))
  const why = tail.length > 0 ? tail : trim(tokens.slice(0, at))
  const [from, to] = [why[0], why.at(-1)]
  return from && to && to.end - from.start > 1
    ? { text: pieceOf(scene, from.start, to.end), start: from.start, end: to.end }
    : undefined
}

/** The reason of the request in `frame`, if one was given. */
export function reasonOf(frame: Frame, around: readonly Frame[], scene: Scene): Reason | undefined {
  const reason = headed(around, scene) ?? beside(frame, around, scene) ?? within(frame, scene)
  return reason?.text === '' ? undefined : reason
}
