/** The speaker asks for leave. */
import type { LeaveFact, WhereaboutsFact } from './facts'
import { endDayOf } from './days'
import { type Frame } from './frames'
import { isPartOfRequest, leaveDays } from './leaveDays'
import { kindOf } from './leaveKind'
import { isCourtesy, reasonOf } from './leaveReason'
import { add, denied, type Scene, some } from './scene'
import { endOf, startOf } from './instants'
import type { Days } from './vocabulary/features'

/** So many clauses before and behind may belong to a request. */
const NEAR = 6

const SPEAKS = /(?:请|休|续|申请|批|延|补|准|告|需|想|要|用|再)/

/** 请, 休, 续 … and a kind of leave or 假. Leave that is over, asked about or another's is none. */
function isRequest(frame: Frame, scene: Scene): boolean {
  const { tokens } = frame
  const text = tokens.map((t) => t.text).join('')
  if (
    /(?:(?<!现)在(?:请|休|病|事|年|公)|[假休]中|着假|假期间|销假|还在休|正在休|休假中|在休|假期结束|假到期|请假的|请假条|不请|没请|请假0|假批|批假|批了|批下|休完|到今天|到期|请了假|还剩|开不了口|开口|不好意思请)/.test(
      text,
    )
  )
    return false
  // 我在外地休年假 tells where one is
  if (/(?:^|我|人)在[^请]*休/.test(text)) return false
  const next = scene.frames[frame.index + 1]
  // 想请假,算了: thought better of
  if (next?.line === frame.line && /^(?:还是|又|就)?(?:算了|不请|作罢|没请|没好意思)/.test(next.text))
    return false
  // 请假:小李 is a list; 请假:10月20日至22日 asks
  if (frame.after === 'colon' && tokens.length === 1) return next !== undefined && isPartOfRequest(next)
  const i = tokens.findIndex((t) => t.f.leave !== undefined)
  if (i < 0 || denied(tokens, i) || isOver(frame, scene)) return false
  return SPEAKS.test(text) || frame.tokens.some((t) => t.f.length !== undefined || t.f.day !== undefined)
}

/** 年假休到昨天, 病假明天满: it runs or has run. */
const isOver = (frame: Frame, { now }: Scene): boolean =>
  isLeaveEnd(frame) ||
  /(?:没|不|才|未)(?:有)?(?:满|到期)/.test(frame.text) ||
  (endDayOf(frame.tokens)?.last ?? now.day) < now.day

/** 病假到今天满, 我的假明天到期: when a leave under way ends. */
export const isLeaveEnd = ({ tokens, text }: Frame): boolean =>
  tokens.some((t) => t.f.leave !== undefined || t.text === '的假') &&
  /(?:到期|期满|满|用完|休完|休满)(?:了)?$/.test(text) &&
  !/月子?满|满月|[没不才未差].{0,4}(?:满|到期)/.test(text)

/** Read the request of one clause, with the sentence around it. Gives the frames that were its reason. */
export function readLeave(frame: Frame, scene: Scene): Frame[] | undefined {
  if (!some(frame, (t) => t.f.leave !== undefined) || !isRequest(frame, scene) || frame.before === 'open')
    return undefined
  const form = isForm(scene)
  const around = scene.frames.filter(
    (f) =>
      f !== frame &&
      (!f.unreal || isCalled(f)) &&
      Math.abs(f.index - frame.index) <= NEAR &&
      (form || (f.line === frame.line && Math.abs(f.sentence - frame.sentence) <= 1)) &&
      !isSigned(f, scene) &&
      !isApart(f, frame),
  )
  if (
    some(frame, (t) => t.f.qty !== undefined && /^[个人名]$/.test(t.f.qty.unit)) &&
    !(frame.explicit && frame.who.includes('self'))
  )
    return undefined
  const mine =
    frame.who.length === 0 ||
    frame.who.includes('self') ||
    (!frame.explicit && isSpeakerAfter(frame, scene)) ||
    (!frame.explicit && frame.who[0] === 'team' && scene.context.role === undefined)
  if (!mine) return otherLeave(frame, scene)
  const twin = around.find((f) => f.tokens.some((t) => t.f.leave !== undefined) && saysLength(f))
  if (!saysLength(frame) && twin && twin.start > frame.start && isRequest(twin, scene)) return [frame]
  const text = frame.text
  const reason = reasonOf(frame, around, scene)
  const grounds = [
    frame,
    ...scene.frames.filter((f) => f !== frame && reason && f.start < reason.end && f.end > reason.start),
  ]
  const relative = grounds.some((f) => some(f, (t) => t.f.relative === true))
  const ill = [...around, ...grounds].some(isIll)
  const extend = /续|延长|再请|再休|延假|延期/.test(text)
  const request = [frame, ...around.filter((f) => isPartOfRequest(f))].map((f) => f.text).join(' ')
  const leaveKind = kindOf({ request, reason: reason?.text ?? '', relative, ill })
  const days = leaveDays(frame, around, scene.now, leaveKind, extend)
  if (scene.drafts.some((d) => d.fact.kind === 'leave') && !saysWhen(frame)) return [frame]
  const fact: LeaveFact = { kind: 'leave', leaveKind, ...days }
  if (reason) fact.reason = reason.text
  if (extend) fact.extends = true
  add(scene, 'leave', fact, frame.start, frame.end)
  // 下周二去复查,请一天假,其余时间都在村: the leave's day is not the day of what follows
  const own = new Set(grounds.map((f) => f.day))
  for (const f of scene.frames)
    if (f.start > frame.start && f.line === frame.line && !f.dayHere && own.has(f.day)) f.day = undefined
  if (form) return around
  return around.filter(
    (f) => (reason && f.start >= reason.start && f.end <= reason.end) || isPartOfRequest(f) || isCourtesy(f),
  )
}

const dayOf = (frame: Frame): Days | undefined => frame.tokens.find((t) => t.f.day !== undefined)?.f.day

/** 29号请半天假,5月6号到8号休年假: another request, for other days. */
function isApart(other: Frame, frame: Frame): boolean {
  if (!some(other, (t) => t.f.leave !== undefined)) return false
  const [a, b] = [dayOf(other), dayOf(frame)]
  return a !== undefined && b !== undefined && (a.first > b.last || b.first > a.last)
}

/** 单位喊回去述职: news of somebody else's wish, and a reason all the same. */
const isCalled = ({ tokens, text }: Frame): boolean =>
  /unit|county|town|home/.test(tokens[0]?.f.place ?? '') && /喊|叫|让|通知|要求/.test(text)

/** 请假时间:…, 事由:…: the request is a form, one line for each field. */
const isForm = (scene: Scene): boolean =>
  scene.frames.some(
    (f) => f.after === 'colon' && /^(?:请假|休假|申请)?(?:事由|原因|理由|时间|日期|天数)$/.test(f.text),
  ) && new Set(scene.frames.map((f) => f.line)).size > 1

/** 请假人:小罗 signs the form. */
function isSigned(frame: Frame, scene: Scene): boolean {
  const label = frame.after === 'colon' ? frame : scene.frames[frame.index - 1]
  if (label?.after !== 'colon' || !/^(?:请假|休假|申请|报告|姓)[人名]$/.test(label.text)) return false
  frame.taken = true
  return true
}

const isIll = (frame: Frame): boolean => some(frame, (t) => t.f.symptom !== undefined)

const saysLength = (frame: Frame): boolean => some(frame, (t) => (t.f.length ?? 0) > 0)

/** 奶奶过世,请丧假; 小罗守村,请假一天: the one named before is not the one who asks. */
function isSpeakerAfter(frame: Frame, scene: Scene): boolean {
  const before = scene.frames.findLast((f) => f.explicit && f.start < frame.start)
  const relative = scene.frames.some((f) =>
    some(f, (t) => t.f.relative === true && frame.who.includes(t.text)),
  )
  const named = scene.frames.findLast(
    (f) => f.start < frame.start && some(f, (t) => t.f.person === true || t.f.pron === 'self'),
  )
  if (named && some(named, (t) => t.f.pron === 'self') && !some(named, (t) => t.f.person === true))
    return true
  return relative || (before !== undefined && some(before, (t) => t.f.status === 'in_village'))
}

const saysWhen = (frame: Frame): boolean =>
  some(frame, (t) => t.f.length !== undefined || t.f.day !== undefined)

/** 小李请假两天: another's leave is where he is. */
function otherLeave(frame: Frame, scene: Scene): Frame[] {
  const { now } = scene
  const fact: WhereaboutsFact = { kind: 'whereabouts', who: [...frame.who, ...frame.with], status: 'leave' }
  const { from: first, to: last } = leaveDays(frame, [], { ...now, minutes: 0 }, 'other', false)
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
