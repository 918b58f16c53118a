/** Numbers of a clause that count no work: damage, prices, how many of us went. */
import type { Mention } from './counting'
import { type Frame } from './frames'
import { denied, type Scene, some } from './scene'
import type { Token } from './token'

/** 赔了200块, 花了31块: money. */
const PAID = /(?:赔|赔偿|花|花费|罚|罚款|付|欠|借|捐|收费|价格?|补偿)(?:了|款|给)?$/

const isOff = (tokens: readonly Token[], i: number): boolean =>
  /^(?:是|就是|为)/.test(tokens[i + 1]?.text ?? '') ||
  /^(?:再|另|另外|还有|又|头|第)$/.test(tokens[i - 1]?.text ?? '')

export const HEADS = /^(?:人|名|个|位|人员)$/

/** 倒了两间, 亩产300斤: counts of damage and yields count no work. */
const DAMAGE =
  /(?:倒了|塌了|垮了|倒塌|冲毁|冲垮|受损|淹了|裂了|砸了|破损|损坏|亩产|单价|均价|人均|工资|每|收入|欠|捐款|花了|价钱|价格)(?:大概|大约|约|是|有|了|差不多)?$/

const damaged = (between: readonly Token[]): boolean =>
  DAMAGE.test(between.map((t) => t.text).join('')) ||
  between.some((t) => t.f.problem === true && !/问题|困难|难/.test(t.text))

const ATTENDS = /^(?:到会|参加|参会|到场|来听|参与|听课|出席|来)/
const TOGETHER = /^(?:一起|一块|一路|分头|轮流|负责|都)/

/** 到会26人, 来了70多人, 围了60人: who came. */
const CAME =
  /(?:涉及|惠及|覆盖|参加|到会|参会|到场|来|来了|到了|围|围了|听|听了|出席|坐|坐了|到)(?:有|了|的)?$/

/** 底数是96块, 每村不少于40块: how many there are, or should be. */
const STOCK =
  /^(?:我们)?(?:[村组乡镇队][里上头]|全[村组镇乡])(?:现在|目前|总共|一共|共|还)*(?:有|共)$|底数|总数|任务数|指标|不少于|不低于|不得少于|至少要|名额|全村有|全村共|辖区?|常住|在册|户籍|应核|下达/

/** 我们三个人一起去, 5个人上山: who does it, not what is done. */
function isCrew(frame: Frame, i: number, mention: Mention | undefined): boolean {
  const { tokens } = frame
  const unit = tokens[i]?.f.qty?.unit ?? ''
  const lead = tokens
    .slice(Math.max(0, i - 2), i)
    .map((t) => t.text)
    .join('')
  if (CAME.test(lead)) return false
  // 带2人核图斑
  if (
    /(?:带|带着|带领|领着?|安排|抽调|派)了?$/.test(lead) &&
    tokens.slice(i + 1).some((t) => t.f.cat !== undefined && t.f.verb)
  )
    return true
  // 我们5个人加上村民20多个
  if (
    HEADS.test(unit) &&
    (mention === undefined || mention.index < 0) &&
    tokens[i - 1]?.f.pron === 'team' &&
    /^人|^$/.test(tokens[i + 1]?.text ?? '')
  )
    return true
  if (!HEADS.test(unit) || mention || tokens[i - 1]?.f.qty) return false
  if (some(frame, (t) => (t.f.status !== undefined && t.f.leave === undefined) || t.f.at === true))
    return true
  const rest = tokens.slice(i + 1).filter((t) => t.f.filler !== true && t.text !== '人')
  const [next] = rest
  // 送了6人去打工, 19人到会: whom it is done with, who came
  const sent = tokens.slice(0, i).some((t) => t.f.verb === true && t.f.go !== true)
  const behind = rest.map((t) => t.text.replace(/^人/, '')).join('')
  if (!next || sent || ATTENDS.test(behind)) return false
  const led = tokens
    .slice(0, i)
    .some((t) => t.f.pron !== undefined || t.f.person === true || /^(?:一行|共|我们)$/.test(t.text))
  return TOGETHER.test(behind) || next.f.go === true || (led && some(frame, (t) => t.f.go === true))
}

/** 跑了两趟区里: how often somebody went, not what was done. */
const isWay = (tokens: readonly Token[], i: number): boolean =>
  /^(?:趟|回)$/.test(tokens[i]?.f.qty?.unit ?? '') &&
  /^(?:跑|去|走|来|上|下|往返)了?$/.test(tokens[i - 1]?.text ?? '')

/** 今天核15块: more is told of the same in the next breath. */
const further = (frame: Frame, scene: Scene): boolean => {
  const next = scene.frames[frame.index + 1]
  return (
    next?.line === frame.line &&
    /^(?:今天|现在|目前|已|核了|完成|核|走了|办了|还|其中已)/.test(next.text) &&
    some(next, (t) => t.f.qty?.count !== undefined)
  )
}

/** Does the number at `i` count nothing that was done? `since` is the last token used before it, `unit` that of the item it may belong to. */
export function isNoCount(
  frame: Frame,
  i: number,
  mention: Mention | undefined,
  since: number,
  unit: string | undefined,
  scene: Scene,
): boolean {
  const { tokens } = frame
  const token = tokens[i]
  const behind = tokens[i + 1]
  const qty = token?.f.qty
  if (!qty) return true
  // 走访3个组27户: the groups only say how far
  if (
    qty.unit === '个' &&
    /^(?:村民)?(?:小组|组|村|寨|自然村|社区)/.test(behind?.text ?? '') &&
    (tokens[i + 2]?.text === '的' || tokens.slice(i + 1).some((t) => t.f.qty !== undefined))
  )
    return true
  if (
    denied(tokens, i) &&
    /^(?:不是|没|没有|不|写成|打成|报成|说成|记成|填成)$/.test(tokens[i - 1]?.text ?? '')
  )
    return true
  // 6户改成8户, 少报了2户: the value that is no longer true
  const now = tokens.findIndex((t, k) => k > i && t.f.correct === true)
  if (now > i && /^(?:改成|改为|更正为|应改为|更改为|应为|应该是)$/.test(tokens[now]?.text ?? '')) return true
  if (/^[少多漏]报/.test(tokens[i - 1]?.text ?? '') || /^[少多漏]报/.test(tokens[i - 2]?.text ?? ''))
    return true
  // 一个是党员大会,再一个群众会: counts off, counts nothing
  if (qty.count === 1 && token.text === '一个' && isOff(tokens, i)) return true
  // 图斑总共42块,今天核15块: how many there are
  if (
    mention &&
    !mention.doing &&
    /^(?:总共|一共|共|共有|总计|合计)$/.test(tokens[i - 1]?.text ?? '') &&
    i === tokens.length - 1 &&
    further(frame, scene)
  )
    return true
  if (!mention && frame.after === 'colon' && i === tokens.length - 1) return true
  // (含在8户里)
  if (/^(?:里|里头|里面|当中|之内|以内)/.test(behind?.text ?? '') && tokens.slice(0, i).some((t) => t.f.at))
    return true
  if (
    STOCK.test(
      tokens
        .slice(since + 1, i)
        .map((t) => t.text)
        .join(''),
    )
  )
    return true
  if (
    qty.unit === '块' &&
    PAID.test(
      tokens
        .slice(Math.max(0, i - 2), i)
        .map((t) => t.text)
        .join(''),
    )
  )
    return true
  if (!mention?.doing && qty.unit !== unit && damaged(tokens.slice(since + 1, i))) return true
  if ((mention?.index ?? -1) < 0 && mention?.cat !== 'patrol' && isWay(tokens, i)) return true
  // 一口水都没喝, 被狗追了三条田埂: nothing, and what was done to us
  if (
    (qty.count === 1 &&
      token.text.startsWith('一') &&
      /^[^,]{0,3}(?:都|也)(?:没|不|某|未)/.test(frame.text.slice(token.end - frame.start))) ||
    tokens.slice(since + 1, i).some((t) => t.text === '被' || /^被/.test(t.text))
  )
    return true
  // 应为2件,误报为3件: what is no longer true
  if (/(?:误|错)(?:报|写|填|记)(?:为|成)?$/.test(frame.text.slice(0, token.start - frame.start))) return true
  // 一片, 一批: some
  if (qty.count === 1 && /^一(?:片|批|堆|段|拨)$/.test(token.text)) return true
  // B级12,C级6: in the unit of what was graded
  if (qty.unit === '' && unit !== undefined && tokens[i - 1]?.text === '级') return false
  if (qty.unit === '') {
    const called = /^(?:户|人|场|次|件)?(?:次)?数(?:量)?$/.test(tokens[i - 1]?.text ?? '')
    if (!mention || (token.start - mention.end > 1 && !called) || i !== tokens.length - 1) return true
  }
  // 卖了31块: money, unless it counts plots
  if (qty.unit === '块' && unit !== '块' && mention && mention.cat !== 'farmland_patch') return true
  return isCrew(frame, i, mention)
}
