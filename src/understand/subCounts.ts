/** Is a number a part of the item before it, or an item of its own? */
import type { WorkCategory, WorkFact } from './facts'
import type { Counting, Mention } from './counting'
import { type Frame } from './frames'
import { segmentStart } from './labels'
import { type Draft, type Scene } from './scene'
import { isPlain, type Token } from './token'

export const MEETINGS = new Set<WorkCategory>(['party_meeting', 'household_meeting'])
const PEOPLE = /^(?:户|号人|人|名|位|余户|余人|家|人次|户次)$/
const CAME =
  /(?:到会|参会|实到|应到|参加|出席|列席|缺席|请假|来|到|坐|围|村民|群众|党员|代表|老乡|青年)(?:了|的|有)*$/

/** 到会19个, 来了四十来个人: households or heads, in whatever unit. */
export const countsPeople = (tokens: readonly Token[], i: number): boolean => {
  const unit = tokens[i]?.f.qty?.unit ?? ''
  if (PEOPLE.test(unit)) return true
  if (unit !== '个') return false
  const before = tokens
    .slice(Math.max(0, i - 3), i)
    .map((t) => t.text)
    .join('')
  return /^(?:人|党员|村民|群众|代表)/.test(tokens[i + 1]?.text ?? '') || CAME.test(before)
}

/** Work that is counted thing by thing, however often it was done. */
const SEVERAL = new Set<WorkCategory>(['public_service', 'industry', 'project', 'paperwork'])
/** How often something was done: what else is counted beside it belongs to it. */
const EVENTS = /^(?:场|场次|次|趟|期|堂|节|班|班次|轮|批)$/
const ATTENDS =
  /参加|到会|参会|到场|实到|应到|出席|听课|听讲|受众|受益|覆盖|惠及|涉及|参与|参训|参学|出动|发动|列席/
/** What has become of some of them. */
const OUTCOME =
  /^(?:已|办结|完成|办成|办好|未|待|成功|其中|涉及|惠及|覆盖|参加|受益|收入|验收|合格|通过|解决|化解|开工|竣工|完工|在建|投入|销号|整改|争议|新增)/
const FOUND = /^(?:疑似|属于?|判定|认定|确认|发现|其中)/
const TURNED_OUT = /成功|化解|办结|竣工|获批|通过|到位|销号|已/
const GOODS: Readonly<Partial<Record<WorkCategory, RegExp>>> = {
  industry: /^(?:斤|公斤|吨|亩|棵|株|头|只|羽|袋|箱|匹|窝|kg)$/,
  project: /^(?:公里|千米|米|座|口|处|盏|平方米?|立方米?|方|条|个|km)$/,
}

const textOf = (tokens: readonly Token[]): string =>
  tokens
    .filter((t) => t.f.filler !== true && t.f.punct === undefined)
    .map((t) => t.text)
    .join('')

const wordsBefore = (tokens: readonly Token[], i: number, since: number): readonly Token[] =>
  tokens.slice(segmentStart(tokens, i, since), i)

/** The item a number may belong to: in a list behind a monitored-household count, what that was taken from. */
export function ownerOf(
  counting: Counting,
  tokens: readonly Token[],
  i: number,
  since: number,
  unit: string,
  cat: WorkCategory | undefined,
): Draft<WorkFact> | undefined {
  const { item, parent } = counting
  if (!parent) return item
  if (cat !== undefined && cat === parent.fact.category) return parent
  const listed = tokens.some((t, k) => k > since && k < i && t.f.punct === 'list')
  return listed || unit !== item?.fact.unit ? parent : item
}

/** 累计缴费312人: so far, not today. */
const isTotal = (tokens: readonly Token[], i: number): boolean =>
  tokens.slice(0, i).some((t) => /^(?:累计|总计|截至)/.test(t.text))

/** 代办小额信贷3户、危房改造申请2户: one doing and a list of what it was done for. */
export function isListed(tokens: readonly Token[], i: number, since: number, frame: Frame): boolean {
  if (isTotal(tokens, i)) return false
  const words = wordsBefore(tokens, i, since)
  const parted =
    (segmentStart(tokens, i, since) > since + 1 && since >= 0) || (since < 0 && frame.before === 'soft')
  const text = textOf(words)
  if (words.some((t) => t.f.day !== undefined || t.f.at === true || /^(?:另外|还|又)$/.test(t.text)))
    return false
  // 危房改造申请2户: the doing is what was applied for
  if (parted && /(?:申请|登记|报销|认证|换证|缴费|补贴|备案|年审|办理)$/.test(text)) return true
  return (
    parted &&
    text !== '' &&
    !OUTCOME.test(text) &&
    !words.some((t) => t.f.cat !== undefined && t.f.verb === true)
  )
}

/** 三组12户、四组9户; 上午8块下午11块: the same again elsewhere, when the number before had a place, too. */
export function isElsewhere(counting: Counting, tokens: readonly Token[], i: number, since: number): boolean {
  const words = wordsBefore(tokens, i, since).filter((t) => t.f.filler !== true)
  return counting.placed && words.length > 0 && words.every((t) => (t.f.place ?? t.f.part) !== undefined)
}

/** 烤烟2600斤,土鸡50只; 村道1公里、水沟300米: things of another name are counted for themselves. */
export function isGoods(
  tokens: readonly Token[],
  i: number,
  since: number,
  unit: string,
  cat: WorkCategory | undefined,
): boolean {
  const words = wordsBefore(tokens, i, since).filter((t) => t.f.filler !== true)
  return (
    cat !== undefined &&
    GOODS[cat]?.test(unit) === true &&
    words.length > 0 &&
    words.every((t) => isPlain(t) || t.f.noun === true || t.f.place !== undefined) &&
    !OUTCOME.test(textOf(words))
  )
}

/** Stands the clause in brackets? */
function isBracketed(scene: Scene, frame: Frame): boolean {
  for (let k = frame.index; scene.frames[k]?.line === frame.line; k--) {
    if (scene.frames[k]?.before === 'open') return true
    if (scene.frames[k]?.before === 'close' || frame.index - k > 6) return false
  }
  return false
}

/** 其中 …, or a list in brackets behind its total. */
export const isAmong = (scene: Scene, frame: Frame, from: number, to: number): boolean =>
  isBracketed(scene, frame) ||
  scene.frames.some(
    (f) =>
      f.sentence === frame.sentence &&
      f.start <= frame.start &&
      f.tokens.some((t) => t.f.among === true && t.start > from && t.start < to),
  )

/** 地灾点看了3处: a thing of its own and what was done with it. */
const looksAt = (words: readonly Token[]): boolean =>
  words.some(
    (t, k) =>
      t.f.cat !== undefined &&
      t.f.noun === true &&
      /^(?:看|看了|查|查了|检查|排查|巡|核|走|跑|转)/.test(words[k + 1]?.text ?? ''),
  )

/** Is the number at `i`, whose words name work of their own, a part of `owner` all the same? */
export function isSub(
  scene: Scene,
  frame: Frame,
  i: number,
  since: number,
  mention: Mention,
  owner: Draft<WorkFact>,
): boolean {
  const { tokens } = frame
  const token = tokens[i]
  const qty = token?.f.qty
  const { fact } = owner
  if (!qty || fact.count === undefined) return false
  const same = mention.cat === fact.category
  const fits = (qty.count ?? 0) <= fact.count
  const between = tokens.slice(since + 1, i)
  if (!same && mention.cat === 'monitored_household') return false
  if (
    between.some((t) => t.f.day !== undefined || t.f.part !== undefined || /^(?:又|再|另外|还)$/.test(t.text))
  )
    return false
  // 其中C级3户, 其中省外务工80人
  if (isAmong(scene, frame, owner.start, token.start)) {
    if (same && fits) return true
    if (fits && (qty.unit === fact.unit || (qty.unit === '' && !mention.doing))) return true
  }
  const happened = EVENTS.test(fact.unit ?? '') && !EVENTS.test(qty.unit)
  const text = textOf(between)
  // 今天收36人,累计收312人; 提质增效120亩,涉及农户31户
  if (same && isTotal(frame.tokens, i)) return true
  if (!mention.doing && PEOPLE.test(qty.unit) && /涉及|惠及|覆盖|受益|带动|辐射|服务/.test(text)) return true
  // 纠纷排查3起,调解成功2起; 安全32户,有隐患5户
  if (same && fits && qty.unit === fact.unit && TURNED_OUT.test(text)) return true
  if (!mention.doing && fits && qty.unit === fact.unit && /^(?:有|存在|属|为|无)/.test(text)) return true
  if (same && fits && qty.unit === fact.unit && !mention.doing && FOUND.test(text)) return true
  // 政策宣讲2场,参加脱贫户40户
  if (happened && PEOPLE.test(qty.unit) && ATTENDS.test(text)) return true
  // 巡山一趟,劝返5人: a verb that only leans to other work
  if (happened && mention.weight < 2) return true
  if (!same || looksAt(between)) return false
  // 防火巡查2次,扫防火码37人次; 宣讲3场,发放宣传单200份
  if (
    happened &&
    !(mention.doing && SEVERAL.has(mention.cat) && !PEOPLE.test(qty.unit)) &&
    (frame.before === 'soft' || since >= 0) &&
    segmentStart(tokens, i, since) === since + 1
  )
    return frame.sentence === scene.frames.find((f) => f.end >= owner.end)?.sentence
  if (qty.unit !== fact.unit && qty.unit !== '') return mention.weight < 2
  return fits && (between.some((t) => /^(?:已|已经)$/.test(t.text)) || mention.weight < 2)
}
