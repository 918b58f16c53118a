/** Work done or to do, with its numbers. */
import { type Counting, type Mention, push } from './counting'
import { count } from './counts'
import { type Frame } from './frames'
import { denied, isWitness, type Scene, some } from './scene'
import { ownDoing } from './ownWords'
import { isPlain, type Token } from './token'
import { datesOf, EVENING, isTold } from './workDates'

/** What a heading above says these numbers are of, unless the clause names work of its own. */
function topicMention(frame: Frame, counting: Counting): Mention | undefined {
  const { topic } = counting
  if (!topic || !some(frame, (t) => t.f.qty !== undefined)) return undefined
  const own = frame.tokens.filter((t) => t.f.cat !== undefined && t.f.cat !== topic.cat)
  if (topic.whole) {
    if (own.some((t) => t.f.verb === true && (t.f.weight ?? 0) >= 3)) return undefined
    if (own.some((t) => t.f.cat === 'monitored_household')) return undefined
    if (counting.topicLine === frame.line) return undefined
  } else if (
    topic.line !== frame.line ||
    own.some((t) => t.f.verb === true && (t.f.weight ?? 0) >= 3) ||
    some(frame, (t) => t.f.cat !== undefined && t.f.noun === true)
  ) {
    return undefined
  }
  counting.topicLine = frame.line
  return { cat: topic.cat, weight: 6, start: topic.start, end: frame.start, index: -1, doing: true }
}

/** 原计划入户15户,实际完成11户: what was meant names what was done. */
export function noteMeant(frame: Frame, counting: Counting): void {
  const named = frame.tokens.find((t) => t.f.cat !== undefined)
  if (!named?.f.cat || !some(frame, (t) => t.f.qty !== undefined)) return
  counting.item = undefined
  counting.topic = { cat: named.f.cat, start: frame.start, line: frame.line, whole: false }
}

function mentioned(mention: Mention | undefined, tokens: readonly Token[], i: number): Mention | undefined {
  const token = tokens[i]
  if (!token?.f.cat) return mention
  const { cat, weight = 0 } = token.f
  // 灾后重建的房子: what it is of says more
  if (
    mention &&
    token.f.noun === true &&
    weight <= mention.weight &&
    tokens[i - 1]?.text === '的' &&
    mention.end === tokens[i - 1]?.start
  )
    return { ...mention, end: token.end }
  // 低保申请帮填了4份: helping with a paper is the paper's work
  if (mention?.cat === 'relief_application' && cat === 'public_service' && /^(?:帮|代)/.test(token.text))
    return { ...mention, end: token.end, doing: true }
  // 医保转移5件: what is moved is a paper
  if (cat === 'evacuation' && mention?.cat === 'public_service' && mention.end === token.start)
    return { ...mention, end: token.end }
  const doing = (mention?.doing ?? false) || (token.f.verb === true && weight >= 3)
  const meets = mention !== undefined && mention.cat.endsWith('_meeting') && weight < 6
  if (mention && (weight < mention.weight || meets)) return { ...mention, end: token.end, doing }
  const [start, index] = [mention?.start ?? token.start, mention?.index ?? i]
  return { cat, weight, start, end: token.end, index, doing }
}

/** 贷款户7户: a kind of household; 入户核了22户: only where it was done. */
function isKind(tokens: readonly Token[], i: number): boolean {
  const [token, next] = [tokens[i], tokens[i + 1]]
  if (
    next &&
    isPlain(next) &&
    next.text.startsWith('户') &&
    tokens.slice(0, i).some((t) => t.f.cat !== undefined)
  )
    return true
  return /^(?:入户|上门|进户)$/.test(token?.text ?? '') && next?.f.cat !== undefined && next.f.weight === 1
}

/** Read the work of one clause. */
export function readWork(frame: Frame, scene: Scene, counting: Counting, planned: boolean): void {
  if (/^(?:收到|领到|接到)/.test(frame.tokens[0]?.text ?? '')) return
  const { tokens } = frame
  let mention = topicMention(frame, counting)
  let since = -1
  let counted = false
  const spent = some(frame, (t) => t.f.cat !== undefined) || some(frame, (t) => t.f.qty !== undefined)
  if (counting.topic?.whole !== true && spent) counting.topic = undefined
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token) continue
    if (token.f.cat !== undefined && !denied(tokens, i) && !isKind(tokens, i))
      mention = mentioned(mention, tokens, i)
    if (!token.f.qty) continue
    const used = count(frame, scene, counting, i, mention, since)
    if (used < 0) continue
    counted = true
    mention = undefined
    since = used
    i = used
  }
  if (mention === undefined || counted) return
  if (!planned) unnumbered(frame, scene, counting, mention)
  // 后天继续核图斑,还剩14块
  else counting.topic = { cat: mention.cat, start: mention.start, line: frame.line, whole: false }
}

/** Work without a number: the heading of what follows, or a fact of its own. */
function unnumbered(frame: Frame, scene: Scene, counting: Counting, mention: Mention): void {
  const { tokens, after, before } = frame
  const { cat, start } = mention
  const lines = scene.frames[frame.index + 1]?.line !== frame.line
  const title =
    tokens.every((t) => t.f.cat !== undefined || t.f.filler === true || isPlain(t)) &&
    (after === 'line' || (after === 'colon' && lines)) &&
    scene.frames[frame.index + 1] !== undefined &&
    (before === 'start' || before === 'line' || before === 'hard') &&
    !isItem(scene, frame) &&
    !isTold(frame)
  const bare =
    tokens.every((t) => t.f.noun === true || (t.f.cat !== undefined && after === 'colon')) && after !== 'end'
  if (title || after === 'colon' || bare) {
    counting.topic = { cat, start, line: frame.line, whole: title }
    counting.topicLine = -1
    counting.item = undefined
  } else if (!isTitle(frame, scene)) uncounted(frame, scene, counting, mention)
}

/** 2.整理档案 3.调解1起: one of a list, whose next item names work of its own. */
function isItem(scene: Scene, frame: Frame): boolean {
  if (!frame.numbered) return false
  const next = scene.frames[frame.index + 1]?.tokens ?? []
  return next.some((t) => t.f.cat !== undefined && t.f.verb === true && (t.f.weight ?? 0) >= 3)
}

/** 灾后重建进度(9月2日): the title of a report tells of nothing done. */
const isTitle = (frame: Frame, scene: Scene): boolean =>
  frame.heading !== undefined ||
  (frame.before === 'start' &&
    (frame.after === 'open' || frame.after === 'line') &&
    scene.frames.some((f) => f.line > 0) &&
    !isTold(frame))

/** 图斑今天没去核, 没核图斑: nothing was done. */
const isUndone = (frame: Frame): boolean =>
  frame.tokens.some(
    (t, k) =>
      (t.f.left === true && /^(?:还)?(?:没|未|待)/.test(t.text)) ||
      (t.f.neg === true &&
        /^(?:都|还|也)?(?:没|没有|未|没去|没空|没时间|没顾上|没能|来不及|没来得及)$/.test(t.text) &&
        frame.tokens.slice(k + 1, k + 3).some((x) => (x.f.cat ?? x.f.verb ?? x.f.go) !== undefined)),
  )

/** 材料我看过了, 数据我会算: a thing of work somebody knows of. */
const onlyLooked = (frame: Frame, { cat, doing }: Mention): boolean =>
  !doing &&
  !frame.tokens.some(
    (t) =>
      (t.f.verb === true && !(cat === 'paperwork' && /^(?:看|看了|看过)$/.test(t.text))) ||
      (t.f.done === true && /^(?:已|已经|完成|搞定|弄好|办好|办妥|完|完了|好了|到位)$/.test(t.text)),
  )

/** 扑火的时候, 转移的人都安顿好了: it only tells which. */
const isNamed = (frame: Frame, mention: Mention): boolean => {
  const behind = frame.tokens.filter((t) => t.start >= mention.end).slice(0, 2)
  return behind[0]?.text === '的' && /^(?:时候|人|群众|户|路|那|事)/.test(behind[1]?.text ?? '')
}

/** Work without a number: a fact only when it is told as done. */
function uncounted(frame: Frame, scene: Scene, counting: Counting, mention: Mention): void {
  // 走访名单不用给我排了
  if (/不用|不必|不消|不要|别[再给]|甭/.test(frame.text)) return
  if (isWitness(scene) || isUndone(frame) || onlyLooked(frame, mention) || isNamed(frame, mention)) return
  if (
    frame.tokens.every((t) => t.f.verb !== true || t.f.cat === undefined) &&
    (/倒了|塌了|垮了|受损|冲毁/.test(frame.text) || some(frame, (t) => t.f.problem === true))
  )
    return
  const { now } = scene
  const away = scene.drafts.some(
    (d) =>
      d.fact.kind === 'whereabouts' &&
      d.start === frame.start &&
      /business|rest|leave/.test(d.fact.status ?? ''),
  )
  if (away) return
  const item = counting.item
  if (scene.corrects && item && item.fact.category === undefined) {
    item.fact.category = mention.cat
    return
  }
  const { done } = datesOf(frame, scene)
  const over = frame.part !== undefined && frame.part.ends <= now.minutes + 60 && now.minutes >= 12 * 60
  const vague = some(frame, (t) => t.f.qty !== undefined && t.f.qty.count === undefined)
  const past = frame.day !== undefined && frame.day.last < now.day
  const beside = scene.drafts.some((d) => d.fact.kind === 'work' && d.fact.count !== undefined)
  const report =
    now.minutes >= EVENING &&
    (scene.frames.some((f) => f.line > 0) || (beside && some(frame, (t) => t.f.noise === 'money')))
  const leaving =
    some(frame, (t) => t.f.go === true || t.f.at === true || t.f.status === 'field') &&
    now.minutes < EVENING &&
    !some(frame, (t) => /^(?:完|过|已|已经|好了|完成|完了)$/.test(t.text) || t.f.length !== undefined)
  const told = (isTold(frame) && !leaving) || vague || past || over || (report && mention.weight >= 3)
  if (done === false || !told) {
    if (mention.weight >= 3) counting.item = undefined
    // 入户动员医保缴费,缴了37人: the number may come in the next breath
    if (done !== false && frame.after !== 'line')
      counting.topic = { cat: mention.cat, start: mention.start, line: frame.line, whole: false }
    return
  }
  const same = scene.drafts.some(
    (d) => d.fact.kind === 'work' && d.fact.category === mention.cat && d.fact.date === frame.day?.first,
  )
  // 主题党日搞了一次,完了又开了支委会
  const more =
    mention.weight >= 5 && frame.tokens.some((t) => t.start < mention.start && /^[又再]$/.test(t.text))
  if (same && !more) return
  push(frame, scene, counting, mention.cat, undefined, [mention.start, mention.end])
  const own = ownDoing(frame, mention.cat, scene)
  if (counting.item && own !== undefined) counting.item.said = own.replace(/了?$/, '了')
}
