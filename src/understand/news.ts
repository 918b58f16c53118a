/** 镇上说 …, 书记说各队 …: what somebody else has said or ordered. */
import { type Frame } from './frames'
import { some } from './scene'

export const isNews = (frame: Frame): boolean => {
  const [first] = frame.tokens
  const text = frame.text
  // 听文书说岳队在三组: news of where somebody is
  const told = frame.tokens.findIndex((t) => /^说/.test(t.text))
  if (
    told > 0 &&
    frame.tokens.slice(told + 1, told + 3).some((t) => t.f.person) &&
    some(frame, (t) => t.f.at === true || t.f.status !== undefined)
  )
    return false
  if (
    /^(?:听(?![他她]).{0,4}说|据说|天气预报|上级要求|上面要求|上级通知|上面说|领导说|领导要求|上级说|通知说|文件要求|文件说)/.test(
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
