/** Position words of a clause that is not about where anybody of the team is. */
import type { Frame } from './frames'
import type { Found } from './position'
import { type Scene, some } from './scene'
import type { Token } from './token'

/** 120已出发, 水从后山来, 皮卡车陷在泥塘里. */
const OTHERS =
  /^(?:(?:[^在去到我,]{1,8}的)?(?:120|119|110|救护车|消防车?|医生|物资|挖机|皮卡车?|车子?|货车|拖拉机|摩托车?)(?:已|在|还|就|都|刚|也|从|往|到|来|卡|陷|停|翻|掉)|(?:牛|羊|猪|狗|鸡|马|水|洪水|山洪|余震|雨|石头|大石头|山火|大火|火|火头|泥石流|泥巴|树)(?:已|跑|走|死|找|生|烧|滚|在|还|就|都|也|从|往|到|来|下来|冲|漫|涨))/

/** 有人来村委会闹, 有两个记者到村里采访. */
const SOMEBODY =
  /^有(?:[一两二三四五六七八九十几\d]+[个位名帮伙]|些|个|位)?(?:外地|外面|外来|城里|陌生)?(?:的?人|老板|记者|游客|商贩|学生|客人|专家)(?:来|到|上|从|跑|进|要来|想来)/

/** 保险公司的人来村里: somebody nobody has named. */
export const isOthers = (frame: Frame): boolean =>
  WISH.test(frame.text) ||
  HABIT.test(frame.text) ||
  isRule(frame) ||
  asks(frame) ||
  (!frame.explicit &&
    (isStranger(frame) ||
      /^(?![跟和同坐搭])[^在去到]{2,10}的(?:人|车|老板|同志)(?:来|去|到|在|要|都|又|也)/.test(frame.text) ||
      OTHERS.test(frame.text) ||
      SOMEBODY.test(frame.text) ||
      comesHere(frame) ||
      isEvent(frame)))

/** 大家辛苦了, 请大家上山注意安全. */
const WISH =
  /^(?:都|请|你们?)?早[点些](?:回|休|歇|睡|下山)|辛苦|注意安全|务必|请(?:大家|各位|各队|全体|同志们)/

/** 以后请假要先找镇长签字, 请假一律书面: a rule, nobody's leave. */
const isRule = (frame: Frame): boolean =>
  some(frame, (t) => t.f.leave !== undefined) &&
  /以后|今后|一律|必须|规定|要先|都要|签字|审批/.test(frame.text)

/** 经常来我家: true of every day. */
const HABIT = /经常|常常|时常|平时|平常|每次|有时候|从来/

/** 工作队在五社哪家 */
const asks = (frame: Frame): boolean =>
  !/[哪谁][里个]?[都也]/.test(frame.text) && some(frame, (t) => t.f.ask === true && /哪|谁|吗/.test(t.text))

/** 村民李四从昆明回来了: one of those the work is for. */
function isStranger(frame: Frame): boolean {
  const [first] = frame.tokens.filter((t) => (t.f.day ?? t.f.part ?? t.f.clock ?? t.f.filler) === undefined)
  // 6户在家: those who were visited
  if (first?.f.qty !== undefined && /^(?:户|家)/.test(first.f.qty.unit)) return true
  return (
    first?.f.outsider === true &&
    !/^(?:党员|施工)/.test(first.text) &&
    frame.tokens[frame.tokens.indexOf(first) + 1]?.text !== '家'
  )
}

/** 今天组织部来走访, 镇上来检查: those above come to us. */
function comesHere(frame: Frame): boolean {
  const said = frame.tokens.filter((t) => (t.f.day ?? t.f.part ?? t.f.clock ?? t.f.filler) === undefined)
  const [first, second] = said
  return (
    first?.f.place !== undefined &&
    /town|county|unit/.test(first.f.place) &&
    /^(?:来|下来|过来|要来|来了|又来|派人|来人)/.test(second?.text ?? '')
  )
}

/** 周一例会在镇上: a meeting is held somewhere, nobody is there yet. */
function isEvent(frame: Frame): boolean {
  const at = frame.tokens.findIndex((t) => t.f.at === true || t.f.go === true)
  const head = frame.tokens.slice(0, Math.max(0, at))
  const last = head.findLast((t) => t.f.filler !== true)
  return (
    last?.f.meeting === true &&
    /会$|会议$/.test(last.text) &&
    !/^(?:开|参|去)/.test(last.text) &&
    head.every((t) => (t.f.day ?? t.f.part ?? t.f.clock ?? t.f.filler ?? t.f.meeting) !== undefined)
  )
}

/** 手机留在宿舍, 钥匙放在村委会: where a thing is. */
const LEFT_BEHIND =
  /^(?:我的|我们的|我|人的)?(?:手机|电话|充电器|充电宝|对讲机|钥匙|材料|资料|表格?|车子?|摩托车?|皮卡车?|行李|东西|工具|相机|无人机|饭|药)[^,去到]{0,3}(?:放|留|停|丢|落|忘|搁|锁|掉|存|摆|撂)/

/** 人还在车里头, 堵在屋里, 走到半坡中暑了: where something befell somebody is told with what befell him. */
export function befalls(frame: Frame, found: Found, scene: Scene): boolean {
  const place = found.place?.text
  if (place === undefined) return false
  if (LEFT_BEHIND.test(frame.text)) return true
  const grave = scene.drafts.some(
    (d) =>
      (d.fact.kind === 'help' || d.fact.kind === 'health') && d.start <= frame.end && d.end >= frame.start,
  )
  if (VAGUE.test(place)) return grave || some(frame, (t) => t.f.help !== undefined || t.f.problem === true)
  return (
    grave &&
    /(?:滑到|掉到|掉进|摔到|走到|滚到|陷在|陷进|摔进|滑进|爬到|开到|压在)$/.test(
      textBefore(frame, found.place),
    )
  )
}

const VAGUE =
  /^(?:车里|车里头|里头|里面|屋里|屋头|外面|外头|泥塘|泥塘里|泥里|沟里|箐沟里|下面|底下|坑里|洞里|路上|半坡|半山|河边|对岸|棚子|隧道|涵洞)/
const textBefore = (frame: Frame, token: Token | undefined): string =>
  token === undefined ? '' : frame.text.slice(0, token.start - frame.start)
