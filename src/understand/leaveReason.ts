/** Why leave is asked for: the clauses beside a request, or what stands in it beyond the asking. */
import { isGeneric } from './actors'
import type { WorkCategory } from './facts'
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
  !some(frame, (t) => t.f.qty?.count !== undefined && t.f.qty.unit !== '') &&
  /跟.{1,4}说过|已经?(?:跟|向|和)|同意|交接|移交|交给|安排好|(?:电话|手机).{0,4}(?:畅通|开机|联系|开着)|(?:急|有)事.{0,3}(?:打|联系|找)|假条|审批|流程|手续(?:回来|回去|以?后|再)补|补手续|已报|报过|提交|备案|上报|报备|请假条|^(?:请|望|恳请|特请|盼)?(?:各位)?(?:领导|组织上?|书记|队长)?(?:批准|批示|批一下|准假|予以批准|知悉)|^(?:请批准|望批准|请领导批准|谢谢|请批示|麻烦|可以吗|可不可以|行不行|行吗|好吗|请组织批准|特此|书记好|领导好|您好|不好意思|抱歉|打扰|.{0,2}好$|批准|妥否|当否|可否)/.test(
    frame.text,
  )

/** 书记, 报告: whom it is said to. */
const isAddress = (frame: Frame): boolean =>
  frame.tokens.every((t) => (t.f.person ?? t.f.filler ?? t.f.ack) === true || t.f.punct !== undefined)

const HEADING = /^(?:请假)?(?:事由|原因|理由|缘由)$/

/** Kin, illness, home: what concerns the speaker himself. */
const isOwn = (frame: Frame): boolean =>
  some(
    frame,
    (t) =>
      t.f.relative === true ||
      t.f.symptom !== undefined ||
      t.f.place === 'home' ||
      (t.f.status === 'rest' && t.f.go === true),
  ) || /回不来|走不成|封路|封了路|堵在/.test(frame.text)

/** 走访6户, 来了30个: what was done, with a number; 老母亲80大寿 is none. */
const isReport = (frame: Frame): boolean =>
  some(frame, (t) => t.f.qty?.count !== undefined && t.f.qty.unit !== '') && !isOwn(frame)

/** 我现在就走, 今晚就得走: that one leaves is no reason. */
const isLeaving = (frame: Frame): boolean =>
  /^(?:我|人)?(?:们)?(?:现在|马上|这就|立刻|今天|今晚|明天)?(?:马上)?就?(?:得|要)?(?:走|走了|动身|出发|赶?回去|回家)$/.test(
    frame.text,
  )

/** Work nobody does for himself. */
const OF_THE_TEAM = new Set<WorkCategory>([
  'farmland_patch',
  'monitored_household',
  'household_visit',
  'household_meeting',
  'party_meeting',
  'dispute',
  'policy_talk',
  'patrol',
  'evacuation',
  'paperwork',
])

/** Who stays, and where the speaker himself is, are no reason. */
const isElse = (frame: Frame): boolean =>
  isReport(frame) ||
  some(frame, (t) => t.f.status === 'in_village') ||
  (!isOwn(frame) && some(frame, (t) => /field|travelling|business/.test(t.f.status ?? ''))) ||
  some(frame, (t) => t.f.status === 'rest' && t.f.go === undefined) ||
  (!isOwn(frame) &&
    some(frame, (t) => t.f.at === true) &&
    some(frame, (t) => t.f.place !== undefined && t.f.place !== 'hospital')) ||
  some(frame, (t) => t.f.correct === true) ||
  (!isOwn(frame) && some(frame, (t) => t.f.left === true)) ||
  (!isOwn(frame) &&
    !/喊|叫|让|通知/.test(frame.text) &&
    some(frame, (t) => t.f.meeting === true) &&
    some(frame, (t) => t.f.go === true)) ||
  (!isOwn(frame) && some(frame, (t) => t.f.cat !== undefined && OF_THE_TEAM.has(t.f.cat)))

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

const spanning = (scene: Scene, frames: readonly Frame[], from?: number): Reason | undefined => {
  const [a, b] = [frames[0], frames.at(-1)]
  if (!a || !b) return undefined
  const start = from ?? a.start
  return { text: pieceOf(scene, start, b.end), start, end: b.end }
}

/** The clauses right before the request, back to what tells of something else. */
function ahead(frame: Frame, around: readonly Frame[], scene: Scene): Reason | undefined {
  const before = around.filter((f) => f.start < frame.start)
  const found: Frame[] = []
  for (const f of before.reverse()) {
    if (isPartOfRequest(f) || isAddress(f) || isCourtesy(f)) continue
    if (isLeaving(f)) continue
    const apart = f.sentence !== frame.sentence && (found.length > 0 || saysWhy(frame, scene))
    if (apart || !isGround(f) || isElse(f) || isReturn(f) || isArrived(f) || isAnothers(f)) break
    found.unshift(f)
  }
  const [first] = found
  return first && spanning(scene, found, ownStart(first))
}

/** 我发烧38.4, 本人因岳父住院: an illness of one's own is told without 我, a ground without 因. */
function ownStart(frame: Frame): number {
  const because = frame.tokens.findIndex((t) => /^(?:因|因为|由于|是因为)$/.test(t.text))
  if (because >= 0 && because < 3) return frame.tokens[because + 1]?.start ?? frame.start
  const ill = some(frame, (t) => t.f.symptom !== undefined) && !some(frame, (t) => t.f.relative === true)
  const first = ill ? frame.tokens.find((t) => t.f.pron !== 'self' && t.f.filler !== true) : frame.tokens[0]
  return first?.start ?? frame.start
}

/** 请半天病假去拔牙: the request itself says what for. */
const saysWhy = (frame: Frame, scene: Scene): boolean => {
  const at = frame.tokens.findIndex((t) => t.f.leave !== undefined)
  const tail = trim(frame.tokens.slice(at + 1))
  return tail.some(tells) && runOf(scene, tail) !== undefined
}

/** The clause right behind it. */
function behind(frame: Frame, around: readonly Frame[], scene: Scene): Reason | undefined {
  const after = around.filter((f) => isGround(f) && f.start > frame.start && !isArrived(f))
  const stop = after.findIndex(
    (f, k) =>
      k > 0 ||
      (f.dayHere && some(f, (t) => t.f.status !== undefined)) ||
      isElse(f) ||
      isReturn(f) ||
      isLeaving(f) ||
      isAnothers(f),
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

/** 尹老师退烧了: what befell somebody else who is no kin. */
const isAnothers = (f: Frame): boolean =>
  f.explicit && f.who[0] !== 'self' && !isGeneric(f.who[0] ?? '') && !some(f, (t) => t.f.relative === true)

/** 已经到县医院了, 到村了: where one is by now. */
const isArrived = (frame: Frame): boolean =>
  some(frame, (t) => t.f.place !== undefined || t.f.back === true) &&
  some(frame, (t) => t.f.go === true || t.f.at === true || t.f.back === true) &&
  some(frame, (t) => t.f.done === true || /了$/.test(t.text)) &&
  !isOwn(frame)

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
  (f.verb ?? f.go ?? f.relative ?? f.symptom ?? f.cat ?? f.meeting ?? f.status) !== undefined

/** 外婆昨晚走了请丧假三天: kin or an illness named before the word of asking, in one breath. */
const tellsHome = ({ f }: Token): boolean =>
  f.relative === true || f.symptom !== undefined || f.place === 'home'

/** 请年假接着国庆, 28到30, 组织上批准, 告诉李支书: where the days lie, who is to agree or to hear of it. */
const NO_REASON =
  /^(?:麻烦|帮我?|请|你|先)*(?:告诉|转告|报告|汇报|通知|知会|禀报)[^,]{1,6}$|^(?:麻烦|帮我?|请|你|先)*(?:跟|向|给|和|同)[^,]{1,6}(?:说|讲|报|汇报|报告)(?:一声|一下|声|下)?$|^(?:接着|连着|挨着|加上|跟着)(?:国庆|中秋|五一|春节|端午|元旦|清明|周末|双休)|^[\d到至~-]+$|^(?:领导|组织上?|书记|队长|镇上|上级)?(?:批准|准假|予以批准|同意|批一下|批示|批个假)/

const runOf = (scene: Scene, tokens: readonly Token[]): Reason | undefined => {
  const [from, to] = [tokens[0], tokens.at(-1)]
  return from && to && to.end - from.start > 1 && !NO_REASON.test(tokens.map((t) => t.text).join(''))
    ? { text: pieceOf(scene, from.start, to.end), start: from.start, end: to.end }
    : undefined
}

/** 腰疼想请两天病假: the illness told in the breath of the request. */
function illness(frame: Frame, scene: Scene): Reason | undefined {
  const draft = scene.drafts.find(
    (d) => d.fact.kind === 'health' && d.start >= frame.start && d.end <= frame.end,
  )
  if (draft?.fact.kind !== 'health') return undefined
  const { symptom } = draft.fact
  return { text: symptom, start: draft.end - symptom.length, end: draft.end }
}

/** 我牙疼得厉害 on a line, the request on the next one. */
function lineBeside(frame: Frame, scene: Scene): Reason | undefined {
  const beside = scene.frames.filter(
    (f) => Math.abs(f.line - frame.line) === 1 && isOwn(f) && isGround(f) && !isElse(f) && !f.unreal,
  )
  const own = beside.filter(
    (f) => f.line === beside[0]?.line && some(f, (t) => (t.f.symptom ?? t.f.relative) !== undefined),
  )
  return own[0] && spanning(scene, own, ownStart(own[0]))
}

/** The reason of the request in `frame`, if one was given. */
export function reasonOf(frame: Frame, around: readonly Frame[], scene: Scene): Reason | undefined {
  const { tokens } = frame
  const at = tokens.findIndex((t) => t.f.leave !== undefined || /^(?:请|续)$/.test(t.text))
  const leave = tokens.findIndex((t) => t.f.leave !== undefined)
  const tail = trim(tokens.slice(leave + 1))
  const head = trim(tokens.slice(0, at))
  const reason =
    headed(around, scene) ??
    (/因|由于/.test(frame.text) ? runOf(scene, head) : undefined) ??
    ahead(frame, around, scene) ??
    (head.some(tellsHome) ? (illness(frame, scene) ?? runOf(scene, head)) : undefined) ??
    (tail.some(tells) ? runOf(scene, tail) : undefined) ??
    behind(frame, around, scene) ??
    runOf(scene, tail) ??
    runOf(scene, head) ??
    lineBeside(frame, scene)
  return reason?.text === '' ? undefined : reason
}
