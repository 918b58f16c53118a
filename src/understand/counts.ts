/** Which fact a number belongs to. */
import type { WorkCategory } from './facts'
import { addPart, type Counting, type Mention, push, reaches } from './counting'
import { type Frame } from './frames'
import { labelOf } from './labels'
import { isNoCount } from './noCounts'
import { allMonitored, doneFor, isAgain, isHeads, isShared, nounBehind } from './nearNumber'
import { countsPeople, isAmong, isElsewhere, isGoods, isListed, isSub, MEETINGS, ownerOf } from './subCounts'
import { behindLeft, isRest, isUndone, leftOf } from './remainders'
import { denied, type Scene } from './scene'
import type { Token } from './token'
import { totalled } from './totals'
import { isTold } from './workDates'
import { isAside } from './asides'
import { meantBefore } from './fromLast'

/** Give the number at `i` its place. Gives the index of the last token used, or -1 when it counts nothing. */
export function count(
  frame: Frame,
  scene: Scene,
  counting: Counting,
  i: number,
  mention: Mention | undefined,
  since: number,
): number {
  const { tokens } = frame
  const token = tokens[i]
  const qty = token?.f.qty
  if (!token || !qty) return -1
  // 图斑一块没核: none at all
  const single = qty.count === 1 && token.text.startsWith('一')
  if (single && tokens[i + 1]?.f.neg === true && mention) return i
  // 走访0户; 没动员到一个人
  if (qty.count === 0 || (single && tokens.slice(0, i).some((t) => t.f.neg === true))) return i
  const { item } = counting
  const near = item && reaches(counting, frame, scene)
  if (isNoCount(frame, i, mention, since, near ? item.fact.unit : undefined, scene)) return -1
  if (isAside(frame, i, mention?.cat ?? (near ? item.fact.category : undefined), scene)) return -1
  // 张家沟12户老林寨7户一共19户
  if (near && totalled(scene, frame, item, i)) return i
  const noun = nounBehind(tokens, i)
  const listed = item && isAmong(scene, frame, item.start, token.start)
  if (isRest(tokens, i, since) || (!listed && isUndone(tokens, i, since))) {
    const of = near ? leftOf(scene, frame, counting.parent ?? item, qty.unit) : undefined
    const behind = behindLeft(tokens, i)
    const cat =
      (mention && mention.weight < 2 && of !== undefined ? of : mention?.cat) ??
      noun?.f.cat ??
      (of !== undefined &&
      (behind === undefined || behind.hint || behind.cat === 'household_visit' || behind.cat === of)
        ? of
        : (behind?.cat ?? of))
    if (cat === undefined && !near) return -1
    remainder(frame, scene, counting, cat, token)
    return i
  }
  if (mention && MEETINGS.has(mention.cat) && countsPeople(tokens, i)) {
    // 一组户长会42户参加: who came, not how many meetings
    if (!near || item.fact.category !== mention.cat || mention.start > item.end)
      push(frame, scene, counting, mention.cat, undefined, [mention.start, token.end])
    if (!counting.item) return i
    const label = labelOf(scene, frame, i, mention.index)
    addPart(scene, counting.item, label.text, token)
    return label.end
  }
  const done = doneFor(tokens, i)
  if (
    done?.f.cat &&
    !mention?.doing &&
    (done.f.cat !== 'industry' || noun?.f.cat !== 'monitored_household')
  ) {
    push(frame, scene, counting, done.f.cat, token, [token.start, done.end])
    return Math.max(i, tokens.indexOf(done))
  }
  // 还差11块没举证,今天只弄了3块: what was done of what is left
  if (near && !mention && !noun && item.fact.done === false && item.fact.unit === qty.unit && isTold(frame)) {
    push(frame, scene, counting, item.fact.category, token, [token.start, token.end])
    return i
  }
  // 昨晚巡查2趟|今早又1趟: the same once more
  const again = near && !mention && !noun && isAgain(tokens, i, since, item.fact.unit)
  if (again) {
    push(frame, scene, counting, item.fact.category, token, [token.start, token.end])
    return i
  }
  const owner = near ? ownerOf(counting, tokens, i, since, qty.unit, mention?.cat ?? noun?.f.cat) : undefined
  const lead = counting.lead?.sentence === frame.sentence ? counting.lead.cat : undefined
  if (owner && lead && isListed(tokens, i, since, frame)) {
    push(frame, scene, counting, lead, token, [token.start, token.end])
    return i
  }
  // 复核5块,补种2块: plots, whatever was done on them
  if (owner && mention && qty.unit === '块' && mention.cat !== 'farmland_patch') {
    const label = labelOf(scene, frame, i, since)
    addPart(scene, owner, label.text, token)
    return label.end
  }
  // 打扫村道,来了18个人
  if (
    mention &&
    mention.index < 0 &&
    isHeads(qty.unit) &&
    (/^(?:来|到|出动|发动)/.test(tokens[0]?.text ?? '') || tokens[i - 1]?.f.outsider === true)
  ) {
    push(frame, scene, counting, mention.cat, undefined, [mention.start, token.end])
    if (counting.item) addPart(scene, counting.item, labelOf(scene, frame, i, since).text, token)
    return i
  }
  if (mention && allMonitored(tokens, i)) {
    push(frame, scene, counting, 'monitored_household', token, [mention.start, token.end])
    return tokens.length - 1
  }
  if (mention) {
    if (owner && isSub(scene, frame, i, since, mention, owner)) {
      const label = labelOf(scene, frame, i, since)
      addPart(scene, owner, label.text, token)
      return label.end
    }
    // 核实下来有3户不符合低保条件: no plots
    const hint = mention.weight < 2 && mention.cat === 'farmland_patch' && /^[户家人名份]$/.test(qty.unit)
    const named = noun && (noun.f.weight ?? 0) >= mention.weight ? noun.f.cat : undefined
    const about =
      named ??
      (hint ? tokens.slice(i + 1).find((t) => t.f.cat !== undefined)?.f.cat : undefined) ??
      mention.cat
    // 打疫苗17头: beasts, not people
    const cat = about === 'other' && /^(?:头|只|羽|匹|窝)$/.test(qty.unit) ? 'industry' : about
    push(frame, scene, counting, cat, token, [mention.start, token.end])
    return noun ? tokens.indexOf(noun) : i
  }
  // 10块图斑里面有4块是撂荒地
  if (
    noun &&
    owner &&
    (listed || ((owner.fact.count ?? 0) > 1 && isShared(tokens, qty))) &&
    noun.f.cat === owner.fact.category &&
    (qty.count ?? 0) <= (owner.fact.count ?? 0)
  ) {
    const label = labelOf(scene, frame, i, since)
    addPart(scene, owner, label.text, token)
    return label.end
  }
  if (noun?.f.cat) {
    push(frame, scene, counting, noun.f.cat, token, [token.start, noun.end])
    return tokens.indexOf(noun)
  }
  if (owner) {
    const sentence = scene.frames.find((f) => f.sentence === frame.sentence)?.start ?? 0
    if (
      owner.fact.count === undefined &&
      owner.fact.parts === undefined &&
      !(owner.fact.category?.endsWith('_meeting') && countsPeople(tokens, i)) &&
      owner.fact.category &&
      qty.count !== undefined &&
      !(isHeads(qty.unit) && /^(?:出动|发动|组织)/.test(tokens[i - 1]?.text ?? '')) &&
      (owner.start >= sentence || /^(?:最后|一共|总共|共|合计|总计)$/.test(tokens[i - 1]?.text ?? ''))
    ) {
      // 走访监测户,5户: the number comes a breath later
      owner.fact.count = qty.count
      if (qty.unit !== '') owner.fact.unit = qty.unit
      owner.end = token.end
      return i
    }
    if (
      qty.count === 1 &&
      qty.unit === owner.fact.unit &&
      token.text.startsWith('一') &&
      !isShared(tokens, qty)
    )
      return i
    if (isGoods(tokens, i, since, qty.unit, owner.fact.category) || isElsewhere(counting, tokens, i, since)) {
      push(frame, scene, counting, owner.fact.category, token, [token.start, token.end])
      return i
    }
    const label = labelOf(scene, frame, i, since)
    addPart(scene, owner, label.text, token)
    return label.end
  }
  const behind =
    catBehind(tokens, i) ??
    (seesHouseholds(tokens, i) ? 'household_visit' : undefined) ??
    (scene.corrects ? meantBefore(scene, frame) : undefined)
  if (behind ?? scene.corrects) {
    push(frame, scene, counting, behind, token, [token.start, behind ? frame.end : token.end])
    return i
  }
  return -1
}

/** 看了8家, 转了5户, 去了3家: with nothing else said of what for, a visit. */
const seesHouseholds = (tokens: readonly Token[], i: number): boolean =>
  /^(?:户|家|户人家|家人)$/.test(tokens[i]?.f.qty?.unit ?? '') &&
  /[看转去]$/.test(
    tokens
      .slice(Math.max(0, i - 3), i)
      .map((t) => t.text)
      .join('')
      .replace(/[了过完]+$/, ''),
  )

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
  const { item } = counting
  push(frame, scene, counting, cat, token, [frame.start, frame.end])
  const draft = counting.item
  if (draft) draft.fact.done = false
  counting.item = item ?? draft
}
