/** 镇上说 …, 书记说各队 …: what somebody else has said or ordered. */
import { type Frame } from './frames'
import { some } from './scene'

/** 隔壁村昨天核了40块, 别的队: those beside us. */
const NEIGHBOURS =
  /^(?:(?:今天|昨天|前天|昨晚|上周|这周|这几天|这个月|听说|说是|看|见|但|可是?)[,]?)*(?:(?:隔壁|邻近?|旁边|兄弟)(?:的|那个?)?(?:村|队|乡|镇|县|街道|社区|工作队|单位)|(?:别的?|其[他它])(?:村|队|乡镇|镇|单位))(?!子)/
/** 水务局来了4个人: those who come, do their own work. */
const CAME =
  /^(?:(?:今天|上午|下午|昨天|早上|刚才))*[一-鿿]{1,6}(?:局|站|所|公司|医院|学校|部门|专家|督[查导]组|检查组|工作组|技术员|师傅|老板|记者)(?:的)?(?:人|同志|领导)?(?:来了|派了|下来了?|来人)/
const DID = /^(?:就|还|又|也|他们)?(?:看|查|抽|测|修|检查|督查|量|装|拉|送|拍|访|收|买)(?:了|走|好了|完)/

/** What others did, in the clause behind the one that says they came. */
const isTheirs = (frame: Frame, before: Frame | undefined): boolean =>
  before?.sentence === frame.sentence &&
  CAME.test(before.text) &&
  !/我|陪|一起|带着?他/.test(before.text + frame.text) &&
  DID.test(frame.text)

export const isNews = (frame: Frame, before?: Frame): boolean => {
  const [first] = frame.tokens
  const text = frame.text
  if (isTheirs(frame, before)) return true
  if (
    NEIGHBOURS.test(text) &&
    !/我/.test(text) &&
    !some(
      frame,
      (t) => (t.f.ask ?? t.f.topic ?? t.f.problem ?? t.f.help ?? t.f.symptom ?? t.f.order) !== undefined,
    )
  )
    return true
  // 听文书说岳队在三组: news of where somebody is
  const told = frame.tokens.findIndex((t) => /^[说讲]/.test(t.text))
  if (
    told > 0 &&
    frame.tokens.slice(told + 1, told + 3).some((t) => t.f.person ?? t.f.pron) &&
    some(frame, (t) => t.f.at === true || t.f.status !== undefined)
  )
    return false
  if (
    /^(?:听(?![他她]).{0,4}说|听[^,。他她从]{2,6}讲(?!课|座|解)|据说|天气预报|上级要求|上面要求|上级通知|上面说|领导说|领导要求|上级说|通知说|文件要求|文件说)/.test(
      text,
    )
  )
    return true
  // 书记说各队月底交总结
  if (
    /^[一-鿿]{0,2}(?:书记|镇长|乡长|区长|领导|主任|部长)(?:说|讲|要求|通知|安排|喊)(?:了|让|要|我们|叫)*(?:各|全|所有|大家|明天要|以后|今后|从.{1,4}起|请假要|不许|不准|必须|一律)/.test(
      text,
    )
  )
    return true
  if (first?.f.place === undefined || !['town', 'county', 'unit'].includes(first.f.place)) return false
  return /^(?:说|讲|通知|要求|让|喊|安排)/.test(text.slice(first.text.length)) && !frame.explicit
}
