/** Notices that do not begin with 通知: 各队今晚十点前…, 跟X说一声, 把下面这条发给X, 让X的队员…. */
import { type Audience, audienceOf } from './audience'
import type { OrderFact } from './facts'
import type { Frame } from './frames'
import { type Scene, add, pieceOf } from './scene'
import { scopeSpan, scopeText } from './scope'
import { turnAfter } from './turn'

const POLITE =
  /^(?:请|麻烦|帮我?|帮忙|只|单|光|就|仅|你|再|也|顺便|顺带|另外|还有|然后|同时|马上|立即|立刻|尽快|赶紧|紧急|要|去|就|给我|机器人|小助手|对了|现在|今天|[,, ])+/
/** What is done to whom stands behind it: 跟X说一声, 给X发条消息. */
const BEFORE = /^(?:跟|给|向|对|和|同|替我[跟给])/
const SAY =
  /^(?:也|都|再|先|统一|挨个|分别|单独)*(?:说|讲|打|发|转|带|通知|捎|提醒|提个醒|交代|强调|知会|喊|传|布置)(?:一?[下声个条句份]|了)*(?:招呼|通知|消息|信息|话|声|提醒|电话|短信|一?[下声])*/
/** 给何支书打了电话: done, not asked for. */
const SAID = /^(?:也|都|再|先|已经?|刚)*(?:说|讲|打|发|转|带|通知|捎|喊|传|通)(?:电话|通|话|消息|信息)*[了过]/
/** Whom it is done to follows: 转达X, 发个通知给X. */
const TELL =
  /^(?:通知|提醒|告诉|告知|转告|传达|转达|要求|催|催促|督促|嘱咐|交代|知会|招呼|通告|群发|叮嘱|强调)(?:一?[下声遍]|个?话)?(?:到|给)?/
const SEND =
  /^(?:把|将)?(?:(?:下面|以下|上面|前面|这个|这条|这份|此|下列|后面)[^,。: ]{0,8}|[^,。: ]{0,10}(?:通知|消息|信息|文件|提醒|预警|公告|要求|精神|名单|表格?|指令|函|方案|安排|电话|话)|(?:发|群发|下发|转发|下)[一个条份]*(?:通知|消息|信息|提醒|话)?)(?:转?发|传|转|下发|群发|下)?(?:送|达)?(?:给|到|至)/
const MAKE = /^(?:叫|喊|让|请|派|安排|要)/

/** What only somebody above the teams asks of them. */
const WANTED =
  /务必|必须|请(?!假|了|的|示)|注意|记得|不要|别(?!的|人|处)|不得|不准|不许|不能|严禁|禁止|抓紧|抓好|尽快|一律|按时|准时|及时|提前|早点|(?:把|将)[^,。]{1,16}(?:报|交|送|发|带|理|备|拿|写|填|收|归|改|查|说|登记|完|好)|(?:前|之前|内|下班)(?:必须|要|把|将)?[^,。]{0,14}(?:报|交|送|完成|提交|上传|到位|下山|转移|撤|归位|返岗|到岗|转接)|带[上好着齐]|集合|待命|取消|停止|恢复|启动|[一二三四]级响应|返回|下山|撤离|收到(?:的)?请?回|安排好|加强|做好|准备好|备好|关好|看好|管好|报一?下|报送|上报|报到|报来|报平安|守好|到位|要[把将带提做对守先多按加组]/
const CALLED =
  /(?:来|到|去|参加)[^,。]{0,12}(?:开会|会议|培训|领|集合|体检|学习|对接|座谈|交接)|视频会|调度会|例会|培训会/
/** Told, not asked for. */
const TOLD = /^(?:都|全都|全部|已经?|今天都|昨天)|(?:[了过]|完|在岗|在村)$/
const ASKED = /吗|谁|哪|几个|多少|没有$|了没|怎么样|如何|什么|情况$|名单|一览|进度$/
/** Whoever hears it is to come to or call the speaker, or to hand something over. */
const TO_ME = /给我|找我|我(?:的)?办公室|我这里?|到(?:镇上|乡上|镇里|乡里|区里)来|(?:来|到)(?:我|镇|乡|区)/

/** 请各位放心: nothing to do. */
const COURTESY =
  /^(?:的|们)?(?:放心|谅解|理解|见谅|包涵|支持|多多|多担待|[,!]?(?:大家)?(?:辛苦|你?们?好|早上好|晚上好|中午好|下午好|节日快乐|新年好))/
/** 明天上午十点全镇各队视频会: when, before whom. */
const WHEN =
  /^(?:(?:今|明|后)(?:天|日|早|晚)|(?:本|下)?(?:周|星期)[一二三四五六日天]|\d{1,2}月\d{1,2}[日号]|\d{1,2}[日号]|[上下]午|早上|晚上|(?:\d{1,2}|[一二两三四五六七八九十]{1,2})[点:](?:半|\d{2}|前)?)+/
/** 老罗,下午到我办公室来: one person told, by whoever can send for him. */
const SENT_FOR =
  /^(?:同志)?[,: ]?你?(?:今天|明天|下午|上午|马上|抓紧|赶紧|现在|明早|先|尽快|\d+点前?)*(?:到|来|把|带|给)[^,。]{0,12}(?:我办公室|我这里?|给我|[镇乡区]上来|[镇乡区]里来|我房间)/

interface Lead {
  start: number
  end: number
  /** Where the words to pass on begin. */
  text: number
}

const line = (scene: Scene, from: number): string =>
  (scene.source.text.slice(from, from + 90).split('\n')[0] ?? '').replace(/[。;!?].*$/, '')

interface Told extends Audience {
  /** A village or township, no person. */
  place: boolean
}

/** Whom a verb of telling is followed by: a group, or the person or place token that begins there. */
function toldAt(scene: Scene, frame: Frame, at: number): Told | undefined {
  const text = line(scene, at)
  const group = audienceOf(text)
  if (group) return { ...group, place: false }
  const k = frame.tokens.findIndex((t) => t.start === at)
  const token = frame.tokens[k]
  if (!token || !(token.f.person ?? (/village|town/.test(token.f.place ?? '') && token.text.length > 1)))
    return undefined
  const span = scopeSpan(frame.tokens, k)
  return span?.start === at
    ? { length: span.end - at, strong: false, place: token.f.place !== undefined }
    : undefined
}

function leadOf(scene: Scene, frame: Frame): Lead | undefined {
  const head = line(scene, frame.start)
  const skipped = POLITE.exec(head)?.[0].length ?? 0
  for (const skip of skipped > 0 ? [skipped, 0] : [0]) {
    const text = head.slice(skip)
    const from = frame.start + skip
    const before = BEFORE.exec(text)?.[0].length
    if (before !== undefined) {
      const whom = toldAt(scene, frame, from + before)
      const rest = whom && text.slice(before + whom.length)
      const say = rest !== undefined && !SAID.test(rest) ? SAY.exec(rest) : null
      if (whom && say) {
        const start = from + before
        const end = start + whom.length
        return { start, end, text: end + say[0].length }
      }
    }
    const tell = (SEND.exec(text) ?? TELL.exec(text))?.[0].length
    const whom = tell === undefined ? undefined : toldAt(scene, frame, from + tell)
    if (tell !== undefined && whom) {
      const start = from + tell
      return { start, end: start + whom.length, text: start + whom.length }
    }
    const make = MAKE.exec(text)?.[0].length
    const sent = make === undefined ? undefined : toldAt(scene, frame, from + make)
    if (make !== undefined && sent) {
      const start = from + make
      const end = start + sent.length
      const rest = text.slice(make + sent.length)
      if (
        rest !== '' &&
        !COURTESY.test(rest) &&
        (sent.strong || TO_ME.test(rest) || (sent.place && WANTED.test(rest)))
      )
        return { start, end, text: end }
    }
  }
  return groupCalled(frame, head) ?? villagesOf(frame, head) ?? personOf(frame, head)
}

/** 各位第一书记:…; 明天十点全镇各队视频会,都要参加. */
function groupCalled(frame: Frame, head: string): Lead | undefined {
  const when = WHEN.exec(head)?.[0].length ?? 0
  const group = audienceOf(head.slice(when))
  if (!group?.strong) return undefined
  const rest = head.slice(when + group.length)
  const addressed = /^(?:的|们)?(?:请?注意)?[::,,! ]/.test(rest)
  const own = /^全体(?:队员|工作队员|同志|人员)$/.test(head.slice(0, group.length))
  if (COURTESY.test(rest) || ASKED.test(rest) || (TOLD.test(rest) && !addressed)) return undefined
  const wanted =
    WANTED.test(rest) || /都[要得]?参加|不得请假/.test(rest) || (!own && when === 0 && CALLED.test(rest))
  const ahead =
    /^(?:的|们)?[, ](?:今晚|今天[下晚]|明|后天|下周|本?周[一二三四五六日末]|即[刻日]起?|从(?:今天|明天|现在)起|立即|立刻|马上)/.test(
      rest,
    ) && !/了/.test(rest)
  const bare = addressed && !own && (ahead || /^(?:的|们)?(?:请?注意)?[:!]/.test(rest))
  if (!wanted && !bare) return undefined
  const start = frame.start + when
  const end = start + group.length
  return { start, end, text: when > 0 ? frame.start : end }
}

/** 大坪村、青岗村的,宿舍收拾好: villages spoken to. */
function villagesOf(frame: Frame, head: string): Lead | undefined {
  const [first] = frame.tokens
  if (first?.f.place !== 'village' && first?.f.place !== 'town') return undefined
  const span = scopeSpan(frame.tokens, 0)
  if (span?.start !== frame.start) return undefined
  const rest = head.slice(span.end - frame.start)
  const called = /^(?:的)?(?:各|驻村|工作队|队员|队长|第一书记|书记|同志|几个|们)*[:,]/.exec(rest)
  if (!called || ASKED.test(rest) || /[户块场次件]/.test(rest)) return undefined
  if (!/你们|请(?!假)|务必|记得|注意|抓紧|尽快|(?:前|之前)[^,。]{0,10}(?:报|交|送)来?/.test(rest))
    return undefined
  return { start: frame.start, end: span.end, text: span.end + called[0].length }
}

/** 段书记,把名单报给我. */
function personOf(frame: Frame, head: string): Lead | undefined {
  if (frame.tokens[0]?.f.person !== true) return undefined
  const span = scopeSpan(frame.tokens, 0)
  if (span?.start !== frame.start) return undefined
  const rest = head.slice(span.end - frame.start)
  const told = SENT_FOR.test(rest) || (/^[,: ]?你(?!们|在|那|去)/.test(rest) && WANTED.test(rest))
  return told && !ASKED.test(rest) ? { start: frame.start, end: span.end, text: span.end } : undefined
}

/** 跟书记说一声我请假: the speaker's own news, however it is to reach somebody. */
export const isOwnNews = (text: string): boolean =>
  /^(?:别等我|不用等我|我们?(?!的?办公室|这里?|要|需要|马上要|来|去看))/.test(text) ||
  /(?:来|快)?(?:接|救|等|帮)我们?(?:$|[,。,])/.test(text)

/** Read such a notice at `i`. Gives whether it is one; all it covers is taken. */
export function readAddress(i: number, scene: Scene): boolean {
  const frame = scene.frames[i]
  if (!frame) return false
  const lead = leadOf(scene, frame)
  if (!lead) return false
  const turn = turnAfter(scene, i)
  const rest = scene.frames.slice(i + 1, turn)
  const end = Math.max(rest.at(-1)?.end ?? frame.end, lead.text)
  const text = pieceOf(scene, lead.text, end)
    .replace(/^(?:的|们)?(?:请?注意)?[::,,!!\s]+/, '')
    .replace(/^(?:通知)?(?:内容|正文)(?:是|为|如下)?[::,,\s]*/, '')
  if (text === '' || isOwnNews(text)) return false
  const fact: OrderFact = { kind: 'order', does: 'notice' }
  const scope = scopeText(scene, lead)
  if (scope !== undefined) fact.scope = scope
  fact.text = text
  add(scene, 'order', fact, frame.start, end)
  for (const f of rest) f.taken = true
  return true
}
