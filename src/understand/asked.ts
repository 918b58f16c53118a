/** Does a clause ask, and is it the bot that is asked? */
import { type Frame } from './frames'
import { type Scene, some } from './scene'
import { asksWhether } from './whether'

export function isAsked(frame: Frame, text: string, scene: Scene): boolean {
  if (scene.source.text.charAt(frame.end) === '?') return true
  if (asksWhether(frame.tokens)) return true
  // 在村上不, 病假还是事假, 回来没得
  if (
    /(?:在|到|回|来|去|完|齐|行|成)[^,。不]{0,4}(?:不|没得)$|(?:是|请|在|算)[^,。]{1,6}还是[^,。]{1,6}$/.test(
      text,
    ) &&
    !/不(?:是|管|论)/.test(text)
  )
    return true
  // 开没开, 报没报
  if (/([一-鿿])没\1(?![一-鿿]{3})|(?<![管论])([在来去够行到回])不\2(?![一-鿿]{6})/.test(text)) return true
  const asking = frame.tokens.some((t) => t.f.ask === true || t.f.topic !== undefined)
  const vague = frame.tokens.find(
    (t) =>
      (t.f.qty !== undefined && t.f.qty.count === undefined) || (t.f.length === 0 && t.text.startsWith('几')),
  )
  if (
    /谁|哪|什么|干嘛|怎么|多少|有没有|是不是|吗$|么$|没有?$|了没$|如何|为什么|呢$|几天|是否/.test(text) &&
    asking
  )
    return true
  if (/吗$|批了没$|没有$|了没$|(?:村|岗|山|来|到|组)没$|有(?:几个|多少|谁|哪些)|还剩几|剩多少/.test(text))
    return true
  const many =
    /好多/.test(text) &&
    (scene.context.role === 'supervisor' ||
      some(frame, (t) => t.f.scope === true || t.f.place === 'village' || t.f.place === 'town'))
  if (many) return true
  // 我请了几天假: who has taken it asks for the number
  if (/(?:请|休)[了过]几天|几天[病事年]?假$/.test(text) && !/[想要再]/.test(text)) return true
  // 还有几个队没说话: how many of whom the question is about
  if (vague?.f.qty && /没|未|联系不上/.test(text) && /几个?(?:队|村|人|支|镇|乡)/.test(text)) return true
  if (!vague && !/(?<![们他她十百千])几/.test(text)) return false
  const day = frame.tokens.find((t) => t.f.day !== undefined)?.f.day ?? frame.day
  const about = some(
    frame,
    (t) => t.f.person === true || t.f.scope === true || t.f.place === 'village' || t.f.place === 'town',
  )
  const told = some(frame, (t) => t.f.done === true && t.f.qty === undefined && t.text === '了')
  const long = day !== undefined && day.first !== day.last
  if (scene.context.role === 'supervisor') return true
  if (scene.context.role !== undefined) return (about || long) && !told
  // 昨天党员大会开了几次: how often is known to whoever held them
  return about || long || (day !== undefined && /几[场次趟件起堂节期批]$/.test(text))
}

export const REPORTED =
  /^(?!我|请|想|要|帮|再|顺便|先)[一-鿿]{1,5}问(?:我们?|起)|群[里头]?(?:在|又|都)?问|(?:人家|你们?(?:老|都|又|也|一直)?|他们?|她|群众|老乡|别人|老百姓|家里|邻居|老人|书记|领导|镇上)[^,。]{0,4}问(?:我们?|起|他)/
const DISMISSED =
  /问(?:他们?|她|本人|人家)(?:自己|去)|(?:去|自己)问|不重要|不要紧|无所谓|不消|不用|心里有数|自己(?:会|有|能|来)?(?:算|数|查|看)|没关系|都行/

/** Asked for only to say that it need not be answered. */
export function dismissed(frame: Frame, scene: Scene): boolean {
  if (scene.source.text.charAt(frame.end) === '?') return false
  if (!/谁|哪|什么|几|多少/.test(frame.text)) return false
  const next = scene.frames[frame.index + 1]
  const nearby =
    next?.sentence === frame.sentence &&
    /^(?:都|我|我也|我们也)?(?:不消|不用|不要|心里|我?自己|不知道|不晓得|不清楚|说不上)/.test(next.text)
  return DISMISSED.test(frame.text) || nearby
}

export const isStatement = (frame: Frame): boolean =>
  !some(
    frame,
    (t) => t.f.leave !== undefined || (t.f.ask === true && /^(?:谁|哪几个|哪些|哪些人|哪几位)$/.test(t.text)),
  ) &&
  some(
    frame,
    (t) =>
      (t.f.problem === true && !/够不够/.test(frame.text)) ||
      (t.f.request === true && /请(?!问)|哪个部门|能帮/.test(t.text)),
  ) &&
  !some(frame, (t) => t.f.topic !== undefined)

/** 想休几天年假, 我明天请假一天可以吗: leave asked for, not about. */
export const isAskingLeave = (frame: Frame, text: string): boolean =>
  some(frame, (t) => t.f.leave !== undefined) &&
  !/算不算|能不能算|是不是/.test(text) &&
  (!frame.explicit || frame.who[0] === 'self') &&
  /[想要请休续]/.test(text) &&
  !/要不要|需不需要|用不用|需要|流程|手续|规定|要?找谁/.test(text) &&
  !/谁|哪|有人|情况|名单|人员|批了|批没|批下|名单|多少|到几|什么时候|怎么|咋|如何|几个|没有?$|还剩|还有|有没有|上个月|这个月|今年|了几/.test(
    text,
  )
