/** Is somebody in danger: trapped, badly hurt, calling for rescue? */
import { type Frame } from './frames'
import { denied, type Scene, some } from './scene'
import type { Token } from './token'

const THINGS =
  /(?:手机|钥匙|路|桥|石头|电线|水管|房子|树|墙|挖机|车坏|东西|庄稼|土|山体|河堤|大棚|羊|牛|猪|电杆|坎子)$/

const REPAIR =
  /(?:派人|来人|喊人|找人|叫人|来)[^救]{0,3}(?:维修|修|看看|看一|看下|挖|解决|处理|疏通|清淤|协调|检测|鉴定|验收|测量|换|装|拉料)/

const TRAFFIC = /^(?:半?路|半道|途中|高速|街|城|镇|县|村口|车|红绿灯|桥头|收费站|国道|省道|加油站|隧道口)/

export function isBad(frame: Frame): boolean {
  const text = frame.text
  return !/不要紧|没大碍|不严重|不碍事|小伤|没事|不用管/.test(text)
}

/** 差点翻车, 那次被困过, 演练救援, 以防被困: told of, but nobody is in it now. */
const NOT_NOW =
  /差点|差一点|差些|险些|幸亏|幸好|好在|演练|演习|预演|模拟|以防|防止|避免|提防|小心|曾经|曾被|以前|上次|上回|那次|那回|那年|当年|往年|小时候|(?:去年|前年).*过|过[一两几]?[次回]|电影|电视|视频里|故事|出院|脱险|获救|[拉背抬救扶送接捞刨挖](?:我|他|人)?们?(?:出|上|下)来了|救了一|救出来了|救上来了|已救出|已经救出|恢复了|住院|痊愈|康复|一方|双方/
/** 怕人掉下去, 担心被困: it has not come to that. */
const FEARED = /怕(?!是)|担心|生怕|免得|省得|谨防|预防|会不会/

/** 出不去, 走不了: stuck, when a person is and something keeps him there. */
const STUCK = /^(?:出不去|走不出去|下不去|走不了|走不成|没法走|没法下|走不脱)$/
const BOTH_WAYS = /(?:前后|两头|两边|前头后头|前面后面|前边后边)[^,]{0,3}(?:过不去|塌|断|堵|走不了|不通|垮)/
export const DISASTER =
  /落石|滚石|塌方|滑坡|泥石流|洪水|山洪|涨水|水涨|涨大水|大水|起火|着火|山火|火烧|垮|桥断|冲断/

/** 落石不断,我们躲在涵洞里 出不去; 扭了脚走不了; 前后都塌方,过不去. */
export function isStuck(frame: Frame, scene: Scene): boolean {
  const at = frame.tokens.findIndex((t) => STUCK.test(t.text))
  if (at < 0 && !BOTH_WAYS.test(frame.text)) return false
  const before = scene.frames[frame.index - 1]
  const near = before?.line === frame.line ? before : undefined
  const person =
    frame.explicit || (near !== undefined && (near.explicit || some(near, (t) => t.f.symptom !== undefined)))
  if (!person || (at > 0 && THINGS.test(textBefore(frame, at))) || NOT_NOW.test(frame.text)) return false
  if (some(frame, (t) => (t.f.leave ?? t.f.meeting) !== undefined)) return false
  const hurt = [frame, near].some((f) => f && some(f, (t) => (t.f.symptom ?? t.f.help) !== undefined))
  return hurt || DISASTER.test(scene.source.text)
}

const textBefore = (frame: Frame, i: number): string =>
  frame.text.slice(0, (frame.tokens[i]?.start ?? frame.start) - frame.start)

/** 手机掉河里, 路砸断了, 撞了车: a thing, not a person. */
const isThing = (frame: Frame, i: number): boolean => {
  const token = frame.tokens[i]
  const behind = frame.tokens[i + 1]
  const before = textBefore(frame, i)
  const person = /人/.test(frame.text)
  if (token?.f.help === 'trapped') {
    // 皮卡车陷在泥塘里; 车上不来; 上不来车: the car is stuck, nobody is
    if (/^陷/.test(token.text) && /(?:[车机鞋]子?|皮卡)$/.test(before)) return true
    if (/^(?:上|出|下|过)不来$/.test(token.text)) {
      if (/[车机]$/.test(before) || /^(?:车|货|物资|挖机|人车)/.test(behind?.text ?? '')) return true
    }
    // 堵在半路: only traffic; 不敢动那块地
    if (/^堵在/.test(token.text) && TRAFFIC.test(behind?.text ?? '')) return true
    if (/^不敢动/.test(token.text) && behind !== undefined && !/^[了啊呀嘛]/.test(behind.text)) return true
    return THINGS.test(before) && !person && !/车/.test(token.text)
  }
  if (token?.text === '动不了' && /[车机]$/.test(before)) return true
  if (token?.f.help !== 'hurt') return false
  if (/^走不动/.test(token.text) && /^(?:山|远|长|夜|坡|路)/.test(behind?.text ?? '')) return true
  return (
    /^被?[砸压撞]/.test(token.text) &&
    (THINGS.test(before) ||
      /^(?:坏|断|倒|烂|了|到)*(?:房|车|路|墙|大棚|庄稼|树|桥|电杆|水管|瓦|屋顶|门|一下$)/.test(
        frame.text.slice(token.end - frame.start),
      ) ||
      /[车]$/.test(before)) &&
    !person
  )
}

/** 看望骨折的老党员, 转移被困群众8人: it only tells which people a doing is for. */
const tellsWhich = (tokens: readonly Token[], i: number): boolean => {
  const [behind, after] = [tokens[i + 1], tokens[i + 2]]
  const done = tokens
    .slice(0, i)
    .some((t) => t.f.cat !== undefined || t.f.object === true || t.f.verb === true)
  if (behind?.f.outsider ?? behind?.f.noun) return done
  if (behind?.text !== '的' || after === undefined) return false
  return done || after.f.outsider === true || /^(?:那|人|事|时候|户)/.test(after.text)
}

/** 快派人来修, 赶紧叫人把表填了, 喊人往学校搬: hands for a thing, not for a person. */
const forThing = (frame: Frame, i: number): boolean => {
  const token = frame.tokens[i]
  const rest = frame.text.slice((token?.end ?? 0) - frame.start)
  if (token?.text === '喊人' && rest !== '' && !/^(?:来|救|抬|帮|快|上来|过来)/.test(rest)) return true
  return REPAIR.test(frame.text) || /^来?(?:把|签|填|交|拿|领|送材料|开会|帮忙填)/.test(rest)
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
    if (NOT_NOW.test(frame.text) || FEARED.test(textBefore(frame, i)) || isThing(frame, i)) return false
    if (tellsWhich(frame.tokens, i)) return false
    // 吐得起不来: how ill somebody is
    if (/^[起下]不[来了]$/.test(t.text) && /^床/.test(frame.tokens[i + 1]?.text ?? '')) return false
    const ill = some(frame, (x) => x.f.symptom !== undefined && !/[摔跌滑撞砸伤扭崴腿脚腰]/.test(x.text))
    if (ill && /^(?:起不来|走不动|动不了|站不起|站不住|下不了床)/.test(t.text)) return false
    if (t.f.help === 'call' && forThing(frame, i)) return false
    return isBad(frame)
  })
}
