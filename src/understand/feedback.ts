/** 投诉, 建议 about the bot and its ways. */
import { add, pieceOf, type Scene } from './scene'

const BOT =
  /系统|机器人|你们.*问|来问|消息|提醒|提示|小程序|催|软件|推送|短信|这个程序|这东西|你们这个|点名太|问卷|日报太|问人在哪|重复报|重复填|平台|汇总|早报|晨报|晚报/
const COMPLAINT =
  /老给|老是|老发|老问|总是|天天|烦|别再|不要再|顾不上|太多|太频繁|没用|不好用|太慢|误报|吵|几遍|三遍|几道|一天发几|一天问几|一天来几|一遍遍|一天几|重复|不合理|负担|受不了|能不能改|希望改|别老|太早|太晚|没必要|改进|莫|喊几回|几回|只问|别问|少问|不要问|晚点发|早点发|少发|才发|才来|才收到|还在响|还响|吵醒|迟了|半夜|大半夜|早点收工|希望.{0,6}(?:系统|机器人|提醒|消息|小程序)|(?:系统|机器人|小程序|软件|提醒).{0,4}(?:能不能|可不可以|最好|应该)(?!用|发语音|帮)(?:.{0,3}(?:把|加|增|支持|改|少|早|晚|多|认|别|不要|晓得))|(?:系统|机器人|小程序).{0,8}(?:支持|加个|增加|优化)/

/** 表太多了, 一个数据填五遍, 天天填表: too much is asked for in writing. */
const PAPERWORK =
  /(?:表|报表|表格)(?:实在|真的?|也|都)?(?:太多|多得很|填不完)|(?:同样|同一个?|一个|重复)[^,。]{0,6}(?:填|报|录|交)[^,。]{0,4}[两几三四五六七八九十\d][遍次道回]|天天填[^,。]{0,2}表/

/** A complaint or a suggestion takes the rest of its line. */
export function readFeedback(i: number, scene: Scene): boolean {
  const frame = scene.frames[i]
  if (!frame) return false
  const text = frame.text
  const line = scene.frames.filter((f) => f.line === frame.line && f.start >= frame.start)
  const whole = line.map((f) => f.text).join(' ')
  const lead = frame.tokens.findIndex((t) => t.f.feedback === true)
  const leads =
    lead >= 0 &&
    frame.tokens
      .slice(0, lead)
      .every((t) => t.f.filler ?? t.f.pron ?? t.f.plan ?? /^(?:提|个|一|条|我|有|要)+$/.test(t.text)) &&
    !/意见(?:不一|征求|大)|征求|收集|建议\d|条建议/.test(text)
  const forOthers = /镇上|局里|部门|派|修路|协调|种植|群众|村里/.test(whole) && !BOT.test(whole)
  const complains =
    PAPERWORK.test(text) ||
    ((BOT.test(text) || COMPLAINT.test(text)) && BOT.test(whole) && COMPLAINT.test(whole))
  if (!(leads && (!forOthers || /投诉/.test(text))) && !complains) return false
  const last = scene.frames.filter((f) => f.start >= frame.start).at(-1) ?? frame
  const heading = frame.after === 'colon' && line.length > 1 && leads
  const start = heading ? (line[1]?.start ?? frame.start) : frame.start
  add(scene, 'talk', { kind: 'feedback', text: pieceOf(scene, start, last.end) }, start, last.end)
  for (const f of scene.frames) if (f.start >= frame.start) f.taken = true
  return true
}
