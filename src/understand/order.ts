/** Orders of supervisors: roll call, notice, spot check, visit. */
import type { Does, OrderFact } from './facts'
import type { Frame } from './frames'
import { readAddress } from './address'
import { readInspection } from './inspection'
import { rollCall } from './rollCall'
import { type Scene, add, denied, pieceOf, some } from './scene'
import { leadsNotice, readNotice } from './notice'
import { isVillage, scopeSpan, scopeText } from './scope'
import { splitCall } from './splitCall'
import { households, readShortOrder } from './shortOrder'
import type { Token } from './token'
import { readSpotCheck } from './spotCheck'

/** 镇上说, 听说, 接到: news of somebody else's order. */
const NEWS =
  /(?:镇上|镇里|乡上|区里|上级|上面|书记|领导|队长|组织部|听|通知上?)(?:(?:说|讲)(?!一?[下声])|要求|通知|安排|喊)|听说|接到|收到|据说/

/** 跟各第一书记说: told by the speaker, no news. */
const TELLS = /^(?:请|麻烦|帮我?|你|再)*(?:跟|给|对|向|和|同|告诉|转告)/

/** 点名情况, 抽查结果出来没有, 昨天点名有几个没回: about an order, none. */
const ABOUT_ORDERS =
  /点名(?:的)?(?:情况|结果|册|表|名单|结束|完|进行)|(?:结束|停止|取消|上次|昨[天晚]|刚才的?)点名|点名.{0,6}(?:没回|没应|没答|不答|怎么样|咋样|了吗|了没|完没)|抽查(?:的)?(?:结果|情况)|抽查?过的|不要再抽|点名.{0,3}(?:先)?(?:停|取消|结束|推迟|改期|不点)|点名[:,。 ]*(?:我|我们|到|平安)|通知(?:都)?(?:收到|发了|发出|看到|到位)/

const may = (scene: Scene): boolean => scene.context.role === undefined || scene.context.role === 'supervisor'

/** Read an order that begins in the frame at `i`. Gives whether it is one; all it covers is taken. */
export function readOrder(i: number, scene: Scene): boolean {
  const frame = scene.frames[i]
  const told = TELLS.test(frame?.text ?? '')
  if (!frame || !may(scene) || (!told && NEWS.test(frame.text)) || ABOUT_ORDERS.test(frame.text)) return false
  if (readShortOrder(i, scene) || splitCall(frame, scene)) return true
  const at = orderIndex(frame, scene)
  const token = frame.tokens[at.index]
  if (!at.does || !token) return readInspection(frame, i, scene) || readAddress(i, scene)
  switch (at.does) {
    case 'roll_call':
      return rollCall(frame, i, scene)
    case 'notice':
      return readNotice(frame, i, at.index, scene) || readAddress(i, scene)
    case 'spot_check':
      return readSpotCheck('spot_check', frame, i, scene)
    case 'visit':
      return visit(frame, i, scene)
  }
}

function orderIndex(frame: Frame, scene: Scene): { index: number; does: Does | undefined } {
  const { tokens } = frame
  // Whoever has given one order may give another
  const supervisor =
    scene.context.role === 'supervisor' ||
    (scene.context.role === undefined && scene.drafts.some((d) => d.fact.kind === 'order'))
  const index = tokens.findIndex((t, k) => t.f.order !== undefined && !denied(tokens, k))
  const does = tokens[index]?.f.order
  const villages =
    some(frame, (t) => t.f.place === 'village' && t.text.length > 1) ||
    tokens.some(
      (t, k) =>
        t.f.qty !== undefined &&
        /^(?:村|支队|个村|队|社区)/.test((t.f.qty.unit + (tokens[k + 1]?.text ?? '')).replace(/^个/, '')),
    )
  const visitIndex = tokens.findIndex((t) => /^(?:走访|调研|看看|督查|暗访|走访慰问)$/.test(t.text))
  if (does === undefined || (does === 'notice' && index > 0 && !leadsNotice(tokens, index))) {
    const asks = tokens.some(
      (t) => t.f.ask === true || (t.f.qty !== undefined && t.f.qty.count === undefined),
    )
    if (
      visitIndex >= 0 &&
      villages &&
      !asks &&
      (supervisor ||
        (tokens.some((t) => t.f.qty !== undefined && /村|个/.test(t.f.qty.unit)) && /村/.test(frame.text)) ||
        /安排|登记|排一下|^(?:请|帮我?)?(?:记录|记)一?下/.test(frame.text) ||
        inspects(frame, visitIndex, scene))
    ) {
      return { index: visitIndex, does: 'visit' }
    }
    return { index: -1, does: undefined }
  }
  if (
    does === 'roll_call' &&
    ((frame.after === 'colon' && /^(?:我|到$|报告)/.test(scene.frames[frame.index + 1]?.text ?? '')) ||
      /要点名|点名的|点名是|点名了|点名啦|参加|演练通知|没点名|等点名/.test(frame.text) ||
      tokens.some((t) => t.f.ask === true || (t.f.day !== undefined && t.f.day.last < scene.now.day)))
  )
    return { index: -1, does: undefined }
  // 抽查结果, 抽查名单, 抽完: about a check, no order
  if (
    does === 'spot_check' &&
    (/^(?:结果|名单|情况|记录|通报|的|表|组|反馈|发现|完|完了|中|到)/.test(tokens[index + 1]?.text ?? '') ||
      tokens.some((t) => t.f.day !== undefined && t.f.day.last < scene.now.day))
  )
    return { index: -1, does: undefined }
  // 书记叫我报: whom it is told to is the speaker
  if (does === 'notice' && (tokens[index + 1]?.f.pron === 'self' || isTold(tokens, index)))
    return { index: -1, does: undefined }
  if (does === 'spot_check' && !supervisor && /抽到|来抽查|组|被|我们村|要抽|烟/.test(frame.text))
    return { index: -1, does: undefined }
  if (does === 'spot_check' && /^抽$/.test(tokens[index]?.text ?? '') && !villages)
    return { index: -1, does: undefined }
  if (
    does === 'visit' &&
    !villages &&
    !supervisor &&
    !/^(?:登记|走访登记|走访记录|记走访|安排|(?:暗访|督查|查岗)(?:记录|情况))/.test(frame.text)
  )
    return { index: -1, does: undefined }
  return { index, does }
}

/** 单位叫回去述职: who stands before 叫 has said it. */
const isTold = (tokens: readonly Token[], index: number): boolean =>
  /^(?:叫|喊|提醒)$/.test(tokens[index]?.text ?? '') &&
  /unit|county|town|home/.test(tokens[index - 1]?.f.place ?? '') &&
  tokens[index - 2]?.f.object !== true

/** 走访丛岗村,办公室没人; 去走访松坡村和岔河村: several villages, or a look at their teams. */
function inspects(frame: Frame, index: number, scene: Scene): boolean {
  const { tokens } = frame
  let at = index + 1
  // 走访了一趟石头坪村
  while (/^[了过下]$|^一[趟圈遍次]$/.test(tokens[at]?.text ?? '')) at++
  const rest = scene.frames.slice(frame.index)
  if (tokens[at]?.f.place !== 'village' || households(rest)) return false
  const many = tokens.filter((t) => t.f.place === 'village' && t.text.length > 1).length > 1
  // 明天走访大麦地村 看危房改造: a village as a whole is not what a team visits
  const ahead =
    scene.context.role === undefined &&
    (at === tokens.length - 1 || tokens[at + 1]?.f.punct !== undefined) &&
    tokens.some((t) => t.f.day !== undefined && t.f.day.first > scene.now.day) &&
    !tokens.some((t) => t.f.status !== undefined || t.f.join === true || t.f.pron === 'team')
  // 走访丛岗村:大门锁着
  const recorded = frame.after === 'colon' && tokens.slice(at + 1).every((t) => t.f.filler === true)
  return (
    many ||
    ahead ||
    recorded ||
    rest.some((f) => /队员|工作队|办公室|在岗|台账|都在|队长|大门|锁着|没人|无人|宿舍|第一书记/.test(f.text))
  )
}

/** 松坡村走访记录:…, 到松坡村走访,…: the doing is no part of what was found. */
const SAID_AGAIN =
  /^(?:那边)?(?:(?:记|登记)一?下|走访|督查|调研|暗访|查岗|查看|看了?一?下)(?:了|过|的)?(?:记录|登记|情况|回来|时|发现|一下)*[了的]?(?:[::,,。\s]+|$)/

/** 大坪村村委会 names its village, too. */
const isVisited = (t: Token): boolean =>
  isVillage(t) || (t.f.place === 'office' && /^[一-鿿]{2,}村/.test(t.text))

/** In a visit all that follows the village is what was found there. */
function visit(frame: Frame, i: number, scene: Scene): boolean {
  const rest = scene.frames.slice(i)
  const shared = frame.tokens.some((t) => t.f.qty?.count !== undefined)
  // 安排走访3个村;通知麦冲村:…: the next order has a village of its own
  const stop = rest.findIndex((f, k) => k > 0 && some(f, (t) => t.f.order !== undefined))
  const mine = stop < 0 ? rest : rest.slice(0, stop)
  const named = mine.find((f) => f.line === frame.line && (!shared || f === frame) && some(f, isVisited))
  const village = named?.tokens.find(isVisited)
  const qty = frame.tokens.find((t) => t.f.qty?.count !== undefined)?.f.qty
  const fact: OrderFact = { kind: 'order', does: 'visit' }
  let end = frame.end
  if (named && village) {
    const span = scopeSpan(named.tokens, named.tokens.indexOf(village))
    const scope = scopeText(scene, span)
    if (scope !== undefined) fact.scope = scope
    end = mine.at(-1)?.end ?? frame.end
    // 走访青树乡4个村,重点看…: how many is no part of what was found
    const many = named.tokens.find(
      (t) => t.start >= (span?.end ?? village.end) && t.f.qty?.count !== undefined,
    )
    const villages = many && /^(?:个|村|支|队)$/.test(many.f.qty?.unit ?? '') ? many : undefined
    if (villages?.f.qty?.count !== undefined) fact.count = villages.f.qty.count
    const behind = villages
      ? named.tokens.find((t) => t.start >= villages.end && !/^(?:村|队|支队|工作队)$/.test(t.text))
      : undefined
    const from = villages ? (behind?.start ?? named.end) : (span?.end ?? village.end)
    const text = pieceOf(scene, from, end)
      .replace(/^[::]|^的?工作队[,,]?/g, '')
      .replace(SAID_AGAIN, '')
    if (text !== '' && !/^(?:一下|下|了|的|吧)$/.test(text)) fact.text = text
    for (const f of mine) f.taken = true
  }
  if (qty?.count !== undefined && !village) fact.count = qty.count
  add(scene, 'order', fact, frame.start, end)
  if (!village) for (const f of rest) if (f.sentence === frame.sentence) f.taken = true
  return true
}
