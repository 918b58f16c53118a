/** Work done or to do, with its numbers. */
import type { Part, WorkCategory, WorkFact } from './facts'
import { type Frame } from './frames'
import { labelOf } from './labels'
import { add, denied, type Draft, isWitness, type Scene, some } from './scene'
import { isPlain, type Token } from './token'

/** Where the reading of numbers stands: the last item, which later numbers may belong to. */
export interface Counting {
  item: Draft<WorkFact> | undefined
  /** The item a monitored-household count was taken out of: other numbers go on belonging to it. */
  parent: Draft<WorkFact> | undefined
  line: number
  sentence: number
  /** What a heading before a colon names: 务工就业:登记23人. */
  topic: { cat: WorkCategory; start: number; line: number; whole: boolean } | undefined
}

export const newCounting = (): Counting => ({
  item: undefined,
  parent: undefined,
  line: -1,
  sentence: -1,
  topic: undefined,
})

interface Mention {
  cat: WorkCategory
  weight: number
  start: number
  end: number
  index: number
}

const MEETINGS = new Set<WorkCategory>(['party_meeting', 'household_meeting'])
const PEOPLE = /^(?:户|人|名|位|余户|余人|家)$/
const HEADS = /^(?:人|名|个|位|人员)$/
const EVENING = 16 * 60

/** Told as done: 了, 完, 已 … or a stretch of the day spent on it. */
export const isTold = (frame: Frame): boolean =>
  some(
    frame,
    (t) =>
      (t.f.done === true && !/^刚/.test(t.text)) ||
      t.f.length !== undefined ||
      /[^好]了$/.test(t.text) ||
      /(?:完|过)$/.test(t.text),
  )

/** Going out with a number: 今天去二组核8块图斑,3点前回来. */
function goingOut(frame: Frame, scene: Scene): boolean {
  const { now, frames } = scene
  const sentence = frames.filter((f) => f.sentence === frame.sentence)
  if (sentence.some((f) => some(f, (t) => t.f.done === true && !/^刚/.test(t.text)))) return false
  const moved = some(
    frame,
    (t) => t.f.go === true || t.f.status === 'field' || (t.f.at === true && t.text.startsWith('正')),
  )
  const returns = scene.drafts.some(
    (d) =>
      d.fact.kind === 'whereabouts' &&
      d.fact.until !== undefined &&
      Date.parse(d.fact.until) > now.at &&
      d.start >= (sentence[0]?.start ?? 0),
  )
  const announced = sentence.some(
    (f) =>
      f !== frame &&
      f.start > frame.start &&
      some(f, (t) => t.f.back === true) &&
      some(f, (t) => t.f.clock !== undefined || t.f.part?.clock !== undefined),
  )
  return moved && (now.minutes < 11 * 60 || ((returns || announced) && now.minutes < EVENING))
}

const isIntent = (frame: Frame): boolean =>
  some(frame, (t) => t.f.plan === true) &&
  !some(frame, (t) => t.f.done === true && /^(?:了|已|已经|完成)$/.test(t.text))

function datesOf(frame: Frame, scene: Scene): Pick<WorkFact, 'done' | 'date'> {
  const { now } = scene
  const here = frame.tokens.find((t) => t.f.day !== undefined)?.f.day
  const day = frame.day ?? (here?.before === undefined || here.first === now.day ? here : undefined)
  const future = day !== undefined && day.first > now.day
  const open = future || frame.under === 'plan' || isIntent(frame) || goingOut(frame, scene)
  const date = day && day.first !== now.day && day.first === day.last ? day.first : undefined
  return { ...(open ? { done: false as const } : {}), ...(date === undefined ? {} : { date }) }
}

/** Is this number what is left to do: 剩5块, 还有3户没走, 待核4块? */
function isLeft(tokens: readonly Token[], i: number, since: number): boolean {
  for (let k = i - 1; k > since; k--) {
    const token = tokens[k]
    if (token?.f.qty) break
    if (token?.f.left) return true
  }
  const next = tokens[i + 1]
  const after = tokens[i + 2]
  if (next?.f.left === true && /^(?:没|未|待)/.test(next.text)) return true
  return (
    next?.f.neg === true &&
    /^(?:还)?(?:没|没有|未|没得)/.test(next.text) &&
    (after?.f.cat !== undefined || after?.f.verb === true || after === undefined)
  )
}

/** 核了九块图斑, 开2场院坝会: the thing counted stands behind its number and has none of its own. */
function nounBehind(tokens: readonly Token[], i: number): Token | undefined {
  let k = i + 1
  while (tokens[k]?.f.filler ?? tokens[k]?.f.done) k++
  const word = tokens[k]
  if (word && isPlain(word) && word.text.length <= 3 && (tokens[k + 1]?.f.weight ?? 0) >= 3) k++
  const noun = tokens[k]
  if (noun?.f.cat === undefined || (noun.f.weight ?? 0) < 3) return undefined
  if (noun.f.noun !== true && !/(?:宣讲|走访|调解|巡查|排查|学习|培训|宣传)$/.test(noun.text))
    return undefined
  let n = k + 1
  while (tokens[n]?.f.filler ?? tokens[n]?.f.done) n++
  return tokens[n]?.f.qty ? undefined : noun
}

function push(
  frame: Frame,
  scene: Scene,
  counting: Counting,
  cat: WorkCategory | undefined,
  token: Token | undefined,
  span: [number, number],
): void {
  const fact: WorkFact = { kind: 'work' }
  if (cat) fact.category = cat
  const qty = token?.f.qty
  if (qty?.count !== undefined) {
    fact.count = qty.count
    if (qty.unit !== '')
      fact.unit = scene.source.raw.slice(
        scene.source.from[qty.unitStart],
        scene.source.to[qty.unitStart + qty.unit.length - 1],
      )
  }
  Object.assign(fact, datesOf(frame, scene))
  const { item } = counting
  const within =
    fact.category === 'monitored_household' &&
    item !== undefined &&
    item.fact.category !== fact.category &&
    (fact.count ?? 0) <= (item.fact.count ?? 0) &&
    item.fact.unit === fact.unit &&
    counting.line === frame.line
  counting.parent = within ? item : undefined
  counting.item = add(scene, 'work', fact, ...span)
  counting.line = frame.line
  counting.sentence = frame.sentence
}

function addPart(scene: Scene, item: Draft<WorkFact>, label: string, token: Token): void {
  const { qty } = token.f
  if (qty?.count === undefined) return
  const unit = scene.source.raw.slice(
    scene.source.from[qty.unitStart],
    scene.source.to[qty.unitStart + qty.unit.length - 1],
  )
  const part: Part = { label, count: qty.count, unit }
  item.fact.parts = [...(item.fact.parts ?? []), part]
  item.end = Math.max(item.end, token.end)
}

/** May a number of this clause belong to the item before it? */
function reaches(counting: Counting, frame: Frame): boolean {
  if (!counting.item) return false
  if (
    some(frame, (t) => t.f.status !== undefined || t.f.leave !== undefined || t.f.symptom !== undefined) &&
    !some(frame, (t) => t.f.cat !== undefined)
  )
    return false
  const apart = counting.line === frame.line && frame.sentence !== counting.sentence
  if (
    apart &&
    !some(frame, (t) => t.f.among === true || /^(?:到会|参加|参会|共|发现|已)/.test(t.text)) &&
    some(frame, (t) => t.f.verb === true)
  )
    return false
  return counting.line === frame.line || (frame.line === counting.line + 1 && frame.before === 'line')
}

/** Read the work of one clause. */
export function readWork(frame: Frame, scene: Scene, counting: Counting, planned: boolean): void {
  if (/^(?:收到|领到|接到)/.test(frame.tokens[0]?.text ?? '')) return
  const { tokens } = frame
  let mention: Mention | undefined
  let since = -1
  let counted = false
  let skip: Token | undefined
  const { topic } = counting
  if (
    topic &&
    (topic.whole || topic.line === frame.line) &&
    some(frame, (t) => t.f.qty !== undefined) &&
    !some(frame, (t) => t.f.cat !== undefined && t.f.noun === true)
  ) {
    mention = { cat: topic.cat, weight: 5, start: topic.start, end: frame.start, index: -1 }
  }
  if (
    some(frame, (t) => t.f.cat !== undefined) ||
    (topic?.whole !== true && some(frame, (t) => t.f.qty !== undefined))
  )
    counting.topic = undefined
  tokens.forEach((token, i) => {
    if (token === skip) return
    if (token.f.cat !== undefined && !denied(tokens, i)) {
      const weight = token.f.weight ?? 0
      if (!mention || weight >= mention.weight) {
        mention = {
          cat: token.f.cat,
          weight,
          start: mention?.start ?? token.start,
          end: token.end,
          index: mention?.index ?? i,
        }
      } else mention.end = token.end
      return
    }
    if (!token.f.qty) return
    const used = count(frame, scene, counting, i, mention, since)
    if (used) {
      skip = nounBehind(tokens, i)
      if (skip) {
        since = tokens.indexOf(skip)
        counted = true
        mention = undefined
        return
      }
      counted = true
      mention = undefined
      since = i
    }
  })
  if (mention === undefined || counted || planned) return
  const title =
    tokens.every((t) => t.f.cat !== undefined) &&
    frame.after === 'line' &&
    (frame.before === 'start' || frame.before === 'line' || frame.before === 'hard')
  const bare =
    tokens.every((t) => t.f.noun === true || (t.f.cat !== undefined && frame.after === 'colon')) &&
    frame.after !== 'end'
  if (title)
    counting.topic = {
      cat: (mention as Mention).cat,
      start: (mention as Mention).start,
      line: frame.line,
      whole: true,
    }
  if (frame.after === 'colon' || bare) {
    const { cat, start } = mention as Mention
    counting.topic = { cat, start, line: frame.line, whole: false }
  } else if (!isTitle(frame, scene)) uncounted(frame, scene, counting, mention)
}

/** Give the number at `i` its place. Gives whether it found one. */
function count(
  frame: Frame,
  scene: Scene,
  counting: Counting,
  i: number,
  mention: Mention | undefined,
  since: number,
): boolean {
  const { tokens } = frame
  const token = tokens[i]
  const qty = token?.f.qty
  if (!token || !qty) return false
  if (
    denied(tokens, i) &&
    /^(?:不是|没|没有|不|写成|打成|报成|说成|记成|填成)$/.test(tokens[i - 1]?.text ?? '')
  )
    return false
  if (damaged(tokens, i, since, mention !== undefined)) return false
  const { item } = counting
  const near = item && reaches(counting, frame)
  if (isLeft(tokens, i, since)) {
    const cat =
      mention?.cat ??
      nounBehind(tokens, i)?.f.cat ??
      behindLeft(tokens, i) ??
      (near ? item.fact.category : undefined)
    if (cat === undefined && !near) return false
    remainder(frame, scene, counting, cat, token)
    return true
  }
  const adjacent = mention !== undefined && token.start - mention.end <= 1 && i === tokens.length - 1
  if (qty.unit === '' && !adjacent) return false
  // 卖了31块: money, unless it counts plots
  if (qty.unit === '块' && mention && mention.cat !== 'farmland_patch') return false
  if (qty.unit === '' && (!mention || (tokens[i + 1] !== undefined && tokens[i + 1]?.f.qty === undefined)))
    return false
  const staff =
    HEADS.test(qty.unit) && !mention && some(frame, (t) => t.f.status !== undefined || t.f.at === true)
  if (staff) return false
  const noun = nounBehind(tokens, i)
  if (mention && MEETINGS.has(mention.cat) && PEOPLE.test(qty.unit)) {
    // 一组户长会42户参加: who came, not how many meetings
    if (!near || item.fact.category !== mention.cat || mention.start > item.end)
      push(frame, scene, counting, mention.cat, undefined, [mention.start, token.end])
    if (counting.item) addPart(scene, counting.item, labelOf(scene, frame, i, mention.index), token)
    return true
  }
  if (mention) {
    const listed = scene.frames.some(
      (f) =>
        f.sentence === frame.sentence &&
        f.start <= frame.start &&
        f.tokens.some((t) => t.f.among === true && t.start > (item?.start ?? 0) && t.start < token.start),
    )
    const sub =
      near &&
      item.fact.category === mention.cat &&
      item.fact.count !== undefined &&
      ((listed && mention.cat !== 'monitored_household' && (qty.count ?? 0) <= item.fact.count) ||
        isSubCount(tokens, i, mention, item.fact, qty, since))
    if (sub) {
      addPart(scene, item, labelOf(scene, frame, i, since), token)
      return true
    }
    const cat = noun && (noun.f.weight ?? 0) >= mention.weight && noun.f.cat ? noun.f.cat : mention.cat
    push(frame, scene, counting, cat, token, [mention.start, token.end])
    return true
  }
  if (noun?.f.cat) {
    push(frame, scene, counting, noun.f.cat, token, [token.start, noun.end])
    return true
  }
  if (
    near &&
    item.fact.count === undefined &&
    qty.count !== undefined &&
    item.fact.category !== undefined &&
    item.start >= (scene.frames.find((f) => f.sentence === frame.sentence)?.start ?? 0)
  ) {
    // 走访监测户,5户: the number comes a breath later
    item.fact.count = qty.count
    if (qty.unit !== '') item.fact.unit = qty.unit
    item.end = token.end
    return true
  }
  if (near && qty.count === 1 && qty.unit === item.fact.unit && /^一/.test(token.text)) return true
  if (near) {
    const owner = counting.parent && qty.unit !== item.fact.unit ? counting.parent : item
    addPart(scene, owner, labelOf(scene, frame, i, since), token)
    return true
  }
  const behind = catBehind(tokens, i)
  if (behind) {
    push(frame, scene, counting, behind, token, [token.start, frame.end])
    return true
  }
  if (scene.corrects) {
    push(frame, scene, counting, undefined, token, [token.start, token.end])
    return true
  }
  return false
}

/** 倒了两间, 亩产300斤: counts of damage and yields count no work. */
const DAMAGE =
  /(?:倒了|塌了|垮了|倒塌|冲毁|冲垮|受损|淹了|裂了|砸了|亩产|单价|均价|人均|工资|每|收入|欠|捐款|花了|价钱|价格)(?:大概|大约|约|是|有|了|差不多)?$/

const damaged = (tokens: readonly Token[], i: number, since: number, mentioned: boolean): boolean =>
  !mentioned &&
  (DAMAGE.test(
    tokens
      .slice(since + 1, i)
      .map((t) => t.text)
      .join(''),
  ) ||
    tokens.slice(since + 1, i).some((t) => t.f.problem === true && !/问题|困难|难/.test(t.text)))

/** 其中3块核完, 已化解1起, C级3户: the same work, not more of it. */
function isSubCount(
  tokens: readonly Token[],
  i: number,
  mention: Mention,
  item: WorkFact,
  qty: { count?: number; unit: string },
  since: number,
): boolean {
  if (mention.cat === 'monitored_household' && item.category !== 'monitored_household') return false
  if (qty.unit !== item.unit && qty.unit !== '') return mention.weight < 3
  if ((qty.count ?? 0) > (item.count ?? 0)) return false
  const between = tokens.slice(since + 1, i)
  if (
    between.some((t) => t.f.day !== undefined || t.f.part !== undefined || /^(?:又|再|另外|还)$/.test(t.text))
  )
    return false
  return between.some((t) => t.f.among === true || /^(?:已|已经)$/.test(t.text)) || mention.weight < 3
}

/** 还有6户没走: the work that is left is denied, and named all the same. */
const behindLeft = (tokens: readonly Token[], i: number): WorkCategory | undefined =>
  tokens.slice(i + 1).find((t) => t.f.cat !== undefined || t.f.qty !== undefined)?.f.cat

function catBehind(tokens: readonly Token[], i: number): WorkCategory | undefined {
  for (let k = i + 1; k < tokens.length; k++) {
    const token = tokens[k]
    if (token?.f.qty) return undefined
    if (token?.f.cat !== undefined) return denied(tokens, k) ? undefined : token.f.cat
  }
  return undefined
}

function remainder(
  frame: Frame,
  scene: Scene,
  counting: Counting,
  cat: WorkCategory | undefined,
  token: Token,
): void {
  const item = counting.item
  push(frame, scene, counting, cat, token, [frame.start, frame.end])
  const draft = counting.item
  if (draft) draft.fact.done = false
  counting.item = item ?? draft
}

/** 灾后重建进度(9月2日): the title of a report tells of nothing done. */
const isTitle = (frame: Frame, scene: Scene): boolean =>
  frame.heading !== undefined ||
  (frame.before === 'start' &&
    (frame.after === 'open' || frame.after === 'line') &&
    scene.frames.some((f) => f.line > 0) &&
    !isTold(frame))

/** Work without a number: a fact only when it is told as done. */
function uncounted(frame: Frame, scene: Scene, counting: Counting, mention: Mention): void {
  if (isWitness(scene)) return
  if (
    frame.tokens.every((t) => t.f.verb !== true || t.f.cat === undefined) &&
    /倒了|塌了|垮了|受损|冲毁/.test(frame.text)
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
  if (same) return
  push(frame, scene, counting, mention.cat, undefined, [mention.start, mention.end])
}
