/** Is somebody in danger: trapped, badly hurt, calling for rescue? */
import { type Frame } from './frames'
import { denied, some } from './scene'

const THINGS =
  /(?:手机|钥匙|路|桥|石头|电线|水管|房子|树|墙|挖机|车坏|东西|庄稼|土|山体|河堤|大棚|羊|牛|猪|电杆|坎子)$/

const REPAIR = /(?:派人|来人|喊人|来)[^救]{0,3}(?:维修|修|疏通|清淤|协调|检测|鉴定|验收|测量)/

const TRAFFIC = /^(?:半?路|半道|途中|高速|街|城|镇|县|村口|车|红绿灯|桥头|收费站|国道|省道|加油站|隧道口)/

export function isBad(frame: Frame): boolean {
  const text = frame.text
  return !/不要紧|没大碍|不严重|不碍事|小伤|没事|不用管/.test(text)
}

/** Danger to somebody: trapped, badly hurt, a call for rescue. */
export function isDanger(frame: Frame): boolean {
  return frame.tokens.some((t, i) => {
    if (t.f.help === undefined || denied(frame.tokens, i)) return false
    if (t.text === '求助' && frame.tokens.length === 1) return false
    if (
      /^(?:出不来|过不来|下不来|上不来)$/.test(t.text) &&
      !frame.explicit &&
      some(frame, (x) => x.f.outsider === true)
    )
      return false
    if (
      t.f.help === 'trapped' &&
      THINGS.test(frame.text.slice(0, t.start - frame.start)) &&
      !/人/.test(frame.text) &&
      !/车/.test(t.text)
    )
      return false
    // 上不来车, 喊人往学校搬: a car that cannot pass, hands that carry
    const behind = frame.tokens[i + 1]
    if (/不来$/.test(t.text) && /^(?:车|货|物资|挖机|人车)/.test(behind?.text ?? '')) return false
    if (t.text === '喊人' && behind !== undefined && !/^(?:来|救|抬|帮|快|上来|过来)/.test(behind.text))
      return false
    // 堵在半路上: traffic, not walls
    if (t.text === '堵在' && TRAFFIC.test(behind?.text ?? '')) return false
    // 皮卡车陷在泥塘里, 鞋子陷在泥里
    if (/^陷/.test(t.text) && /[车机鞋]子?$/.test(frame.text.slice(0, t.start - frame.start))) return false
    // 请镇上派人来修: hands for a thing, not for a person
    if (t.f.help === 'call' && REPAIR.test(frame.text)) return false
    // 车上不来: the car is stuck, nobody is
    if (
      /^(?:上|出|下|过)不来$|^动不了$/.test(t.text) &&
      /[车机]$/.test(frame.text.slice(0, t.start - frame.start))
    )
      return false
    return isBad(frame)
  })
}
