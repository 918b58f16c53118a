/** Which fact a number belongs to. */
import type { WorkCategory, WorkFact } from './facts'
import { addPart, type Counting, type Mention, push, reaches } from './counting'
import { type Frame } from './frames'
import { labelOf } from './labels'
import { denied, type Scene, some } from './scene'
import { isPlain, type Token } from './token'

const MEETINGS = new Set<WorkCategory>(['party_meeting', 'household_meeting'])
const PEOPLE = /^(?:户|人|名|位|余户|余人|家)$/
const HEADS = /^(?:人|名|个|位|人员)$/
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
export function nounBehind(tokens: readonly Token[], i: number): Token | undefined {
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

/** Give the number at `i` its place. Gives whether it found one. */
export function count(
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
