/** The speaker asks for leave. */
import { addDays, daysBetween } from '../time'
import type { LeaveFact, LeaveKind, WhereaboutsFact } from './facts'
import { type Frame } from './frames'
import { endDayOf } from './days'
import { add, denied, pieceOf, type Scene, some } from './scene'
import { lastDay } from './times'
import type { Days } from './vocabulary/features'
import { endOf, type Now, startOf } from './when'

const KINDS: readonly (readonly [LeaveKind, RegExp])[] = [
  ['annual', /年假|年休假|公休/],
  ['sick', /病假/],
  ['personal', /事假/],
  [
    'family',
    /婚假|产假|陪产|丧假|探亲假|陪护假|护理假|育儿假|丧事|结婚|婚礼|办喜事|办酒|生了|生孩子|生娃|住院.{0,4}(?:照顾|陪)|照顾|陪护|陪床|白事|葬|去世|过世|走了(?!几|\d)|满月|奔丧|订婚|嫁|娶|接亲|生二胎|临产|预产|待产|出嫁/,
  ],
  ['sick', /看病|住院|手术|医院|复查|检查身体|体检|输液|打针|看腰|看牙|动手术|不舒服|拔牙|病了|生病/],
  ['personal', /私事|家里|老家|房子|有事|办点事|个人|办事|家里有急事|急事|搬家|装修|考驾照|办证|家中有事/],
]
const RELATIVE_ILL =
  /(?:病|发烧|高烧|摔|住院|手术|不舒服|医院|开刀|生|上学|开学|家长会|高考|中考|接|送|报名|照顾|化疗|体检)/

const SPEAKS = /(?:请|休|续|申请|批|延|补|准|告|需|想|要|用|再)/

/** 请, 休, 续 … and a kind of leave or 假. Leave that is over, asked about or another's is none. */
function isRequest(frame: Frame): boolean {
  const { tokens } = frame
  const text = tokens.map((t) => t.text).join('')
  if (
    /(?:(?<!现)在(?:请|休|病|事|年|公)|[假休]中|着假|假期间|销假|还在休|正在休|休假中|在休|假期结束|假到期|请假的|请假条|不请|没请|请假0|假批|批假|批了|休完|到今天|到期|请了假)/.test(
      text,
    )
  )
    return false
  if (frame.after === 'colon' && tokens.length === 1) return false
  const i = tokens.findIndex((t) => t.f.leave !== undefined)
  if (i < 0 || denied(tokens, i)) return false
  return SPEAKS.test(text) || frame.tokens.some((t) => t.f.length !== undefined || t.f.day !== undefined)
}

function spanOf(
  frame: Frame,
  around: readonly Frame[],
  now: Now,
  kind: LeaveKind,
  extend: boolean,
): { from: string; to: string; days: number } {
  const frames = [
    frame,
    ...around.filter(isPartOfRequest),
    ...around.filter((f) => !isPartOfRequest(f) && !f.explicit),
  ]
  const length = frames
    .slice(0, 1 + around.filter(isPartOfRequest).length)
    .flatMap((f) => f.tokens)
    .find((t) => (t.f.length ?? 0) > 0)?.f.length
  const ends = frames.map((f) => endDayOf(f.tokens)).find((day) => day !== undefined && day.last >= now.day)
  const day = frames
    .flatMap((f) => f.tokens)
    .find((t) => t.f.day !== undefined && t.f.day !== ends && t.f.day.last >= now.day)?.f.day
  const atOnce = /现在|马上|立即|今天/.test(frames.flatMap((f) => f.tokens.map((t) => t.text)).join(''))
  const start = day?.first ?? nextStart(now, kind, extend, atOnce)
  const last = ends?.last ?? day?.last ?? start
  const to =
    length !== undefined &&
    (ends === undefined || day === undefined) &&
    (day === undefined || day.first === day.last)
      ? lastDay(start, length)
      : last < start
        ? start
        : last
  return { from: start, to, days: length ?? daysBetween(start, to) + 1 }
}

const nextStart = (now: Now, kind: LeaveKind, extend: boolean, atOnce: boolean): string =>
  now.minutes < 12 * 60 || atOnce || (kind === 'sick' && !extend) ? now.day : addDays(now.day, 1)

/** Nothing but when and how long: 从27号开始, 共5天. */
const isPartOfRequest = (frame: Frame): boolean =>
  some(frame, (t) => t.f.length !== undefined || t.f.day !== undefined || t.f.part !== undefined) &&
  frame.tokens.every(
    (t) =>
      (t.f.length ?? t.f.day ?? t.f.part ?? t.f.clock ?? t.f.filler ?? t.f.plan ?? t.f.leave) !== undefined ||
      /^(?:不是|从|到|至|开始|起|共|回|回来|休|请|-|的|一共)$/.test(t.text),
  )

function kindOf(request: string, message: string, relative: boolean, ill: boolean): LeaveKind {
  for (const [kind, words] of KINDS.slice(0, 4)) if (words.test(request)) return kind
  for (const [kind, words] of KINDS.slice(0, 3)) if (words.test(message)) return kind
  if (/婚假|产假|丧假|探亲|陪护假|育儿假/.test(message)) return 'family'
  if (relative && RELATIVE_ILL.test(message)) return 'family'
  if (ill && !relative) return 'sick'
  for (const [kind, words] of KINDS.slice(3)) if (words.test(message)) return kind
  return 'other'
}

/** The words around a request that say why: the clauses beside it, or what stands in it beyond the asking. */
function reasonOf(
  frame: Frame,
  around: readonly Frame[],
  scene: Scene,
): { text: string; start: number; end: number } | undefined {
  const beside = around.filter(
    (f) =>
      !some(f, (t) => t.f.leave !== undefined || t.f.correct === true) &&
      !f.tokens.every((t) => t.f.ack === true) &&
      !isPartOfRequest(f) &&
      !isCourtesy(f),
  )
  const [first, last] = [beside[0], beside.at(-1)]
  if (first && last) {
    const run = beside.filter((f) => f.start < frame.start)
    const after = beside.filter((f) => f.start > frame.start)
    const stop = after.findIndex(
      (f, k) =>
        k > 0 ||
        (f.dayHere && some(f, (t) => t.f.status !== undefined)) ||
        some(f, (t) => /in_village|field|travelling/.test(t.f.status ?? '')) ||
        (some(f, (t) => t.f.at === true) &&
          some(f, (t) => t.f.place !== undefined && t.f.place !== 'hospital' && t.f.place !== 'home')) ||
        (f.explicit && !some(f, (t) => t.f.relative === true)),
    )
    const near = stop < 0 ? after : after.slice(0, stop)
    const [a, b] = run.length > 0 ? [run[0], run.at(-1)] : [near[0], near.at(-1)]
    if (a && b) return { text: pieceOf(scene, a.start, b.end), start: a.start, end: b.end }
  }
  const { tokens } = frame
  const at = tokens.findIndex((t) => t.f.leave !== undefined)
  const tail = tokens.slice(at + 1)
  const head = tokens.slice(0, at)
  const why = trim(tail).length > 0 ? trim(tail) : trim(head)
  const [from, to] = [why[0], why.at(-1)]
  return from && to ? { text: pieceOf(scene, from.start, to.end), start: from.start, end: to.end } : undefined
}

export const isCourtesy = (frame: Frame): boolean =>
  /跟.{1,4}说过|已经?(?:跟|向|和)|同意|交接|交给|安排好|报备|^(?:请批准|望批准|请领导批准|谢谢|请批示|麻烦批一下|可以吗|行不行|请组织批准|特此|书记好|领导好|您好|批准)/.test(
    frame.text,
  )

const empty = (text: string): boolean =>
  /^(?:想请|不是|请|休|续|申请|想|要|我|的|了|个|因|因为|由于|跟|向|领导|书记|再|需要|需|从|开始|起|天|准备|打算|,|一下|假|到|至|后|就|因此|特)$/.test(
    text,
  )

function trim(
  tokens: readonly {
    text: string
    start: number
    end: number
    f: {
      length?: number
      day?: Days
      part?: unknown
      filler?: true
      pron?: string
      leave?: unknown
      extend?: true
      plan?: true
    }
  }[],
): { text: string; start: number; end: number }[] {
  let [from, to] = [0, tokens.length]
  const dull = (k: number): boolean => {
    const t = tokens[k]
    return (
      !t ||
      empty(t.text) ||
      (t.f.length ?? t.f.day ?? t.f.part ?? t.f.filler ?? t.f.pron ?? t.f.leave ?? t.f.extend ?? t.f.plan) !==
        undefined
    )
  }
  while (from < to && dull(from)) from++
  while (to > from && dull(to - 1)) to--
  return tokens.slice(from, to)
}

/** Read the request of one clause, with the sentence around it. Gives the frames that were its reason. */
export function readLeave(frame: Frame, scene: Scene): Frame[] | undefined {
  if (!some(frame, (t) => t.f.leave !== undefined) || !isRequest(frame) || frame.before === 'open')
    return undefined
  const around = scene.frames.filter(
    (f) => f !== frame && f.line === frame.line && Math.abs(f.sentence - frame.sentence) <= 1 && !f.unreal,
  )
  if (
    some(frame, (t) => t.f.qty !== undefined && /^[个人名]$/.test(t.f.qty.unit)) &&
    !(frame.explicit && frame.who.includes('self'))
  )
    return undefined
  const mine =
    frame.who.length === 0 ||
    frame.who.includes('self') ||
    (!frame.explicit && frame.who[0] === 'team' && scene.context.role === undefined)
  if (!mine) return otherLeave(frame, scene)
  const text = frame.text
  const message = [...around, frame].map((f) => f.text).join(' ')
  const relative = [...around, frame].some((f) => some(f, (t) => t.f.relative === true))
  const ill = [...around, frame].some((f) => some(f, (t) => t.f.symptom !== undefined))
  const extend = /续|延长|再请|再休|延假|延期/.test(text)
  const leaveKind = kindOf(text, message, relative, ill)
  const fact: LeaveFact = { kind: 'leave', leaveKind, ...spanOf(frame, around, scene.now, leaveKind, extend) }
  const reason = reasonOf(frame, around, scene)
  if (reason && reason.text !== '') fact.reason = reason.text
  if (extend) fact.extends = true
  add(scene, 'leave', fact, frame.start, frame.end)
  return around.filter(
    (f) => (reason && f.start >= reason.start && f.end <= reason.end) || isPartOfRequest(f) || isCourtesy(f),
  )
}

/** 小李请假两天: another's leave is where he is. */
function otherLeave(frame: Frame, scene: Scene): Frame[] {
  const { now } = scene
  const fact: WhereaboutsFact = { kind: 'whereabouts', who: [...frame.who, ...frame.with], status: 'leave' }
  const { from: first, to: last } = spanOf(frame, [], { ...now, minutes: 0 }, 'other', false)
  const openStart =
    endDayOf(frame.tokens) !== undefined &&
    !frame.tokens.some((t) => (t.f.length ?? 0) > 0) &&
    frame.tokens.filter((t) => t.f.day !== undefined).length === 1
  if (last > now.day) {
    if (!openStart) fact.from = startOf(first, now)
    fact.until = endOf(last, now)
  }
  add(scene, 'whereabouts', fact, frame.start, frame.end)
  return []
}
