/** Orders of supervisors: roll call, notice, spot check, visit. */
import type { Does, OrderFact } from './facts'
import type { Frame } from './frames'
import { type Scene, add, denied, pieceOf, some } from './scene'
import { leadsNotice, readNotice } from './notice'
import { SCOPE_WORD, isVillage, scopeSpan, scopeText } from './scope'
import { REASON, households, readShortOrder } from './shortOrder'
import type { Token } from './token'

/** 镇上说, 听说, 接到: news of somebody else's order. */
const NEWS =
  /(?:镇上|镇里|乡上|区里|上级|上面|书记|领导|队长|组织部|听|通知上?)(?:说|讲|要求|通知|安排|喊)|听说|接到|收到|据说/

const may = (scene: Scene): boolean => scene.context.role === undefined || scene.context.role === 'supervisor'

/** Read an order that begins in the frame at `i`. Gives whether it is one; all it covers is taken. */
export function readOrder(i: number, scene: Scene): boolean {
  const frame = scene.frames[i]
  if (!frame || !may(scene) || NEWS.test(frame.text)) return false
  if (readShortOrder(i, scene)) return true
  const at = orderIndex(frame, scene)
  const token = frame.tokens[at.index]
  if (!at.does || !token) return false
  switch (at.does) {
    case 'roll_call':
      return rollCall(frame, i, scene)
    case 'notice':
      return readNotice(frame, i, at.index, scene)
    case 'spot_check':
      return counted('spot_check', frame, i, scene)
    case 'visit':
      return visit(frame, i, scene)
  }
}

function orderIndex(frame: Frame, scene: Scene): { index: number; does: Does | undefined } {
  const { tokens } = frame
  const supervisor = scene.context.role === 'supervisor'
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
        /安排|登记|排一下/.test(frame.text) ||
        inspects(frame, visitIndex, scene))
    ) {
      return { index: visitIndex, does: 'visit' }
    }
    return { index: -1, does: undefined }
  }
  if (
    does === 'roll_call' &&
    (/要点名|点名的|点名了|参加|演练通知|没点名|等点名/.test(frame.text) ||
      some(frame, (t) => t.f.ask === true))
  )
    return { index: -1, does: undefined }
  if (does === 'spot_check' && !supervisor && /抽到|来抽查|组|被|我们村|要抽|烟/.test(frame.text))
    return { index: -1, does: undefined }
  if (does === 'spot_check' && /^抽$/.test(tokens[index]?.text ?? '') && !villages)
    return { index: -1, does: undefined }
  if (does === 'visit' && !villages && !supervisor && !/^(?:登记|走访登记|记走访|安排)/.test(frame.text))
    return { index: -1, does: undefined }
  return { index, does }
}

/** 走访丛岗村,办公室没人; 去走访松坡村和岔河村: several villages, or a look at their teams. */
function inspects(frame: Frame, index: number, scene: Scene): boolean {
  const { tokens } = frame
  let at = index + 1
  while (/^[了过下]$/.test(tokens[at]?.text ?? '')) at++
  const rest = scene.frames.slice(frame.index)
  if (tokens[at]?.f.place !== 'village' || households(rest)) return false
  const many = tokens.filter((t) => t.f.place === 'village' && t.text.length > 1).length > 1
  return many || rest.some((f) => /队员|工作队|办公室|在岗|台账|都在|队长/.test(f.text))
}

function rollCall(frame: Frame, i: number, scene: Scene): boolean {
  const { tokens } = frame
  const first = tokens.findIndex(
    (t) =>
      (t.f.place !== undefined && t.text.length > 1) ||
      SCOPE_WORD.test(t.text) ||
      t.f.scope === true ||
      t.f.person === true,
  )
  const scope = scopeText(scene, first < 0 ? undefined : scopeSpan(tokens, first))
  const fact: OrderFact = { kind: 'order', does: 'roll_call' }
  if (scope !== undefined) fact.scope = scope
  const next = scene.frames[i + 1]
  const reason =
    next &&
    !some(next, (t) => t.f.order !== undefined) &&
    (scene.context.role === 'supervisor' || /演练|地震|原因|汛|雨/.test(next.text))
      ? next
      : undefined
  const drill = /演练/.test(frame.text)
  let end = frame.end
  if (reason && !some(reason, (t) => t.f.ask === true)) {
    const last = scene.frames.slice(i + 1).findLast((f) => !some(f, (t) => t.f.order !== undefined)) ?? reason
    fact.text = pieceOf(scene, reason.start, last.end).replace(REASON, '')
    end = last.end
    for (const f of scene.frames.slice(i + 1)) if (f.end <= end) f.taken = true
  } else if (drill) fact.text = '演练'
  add(scene, 'order', fact, frame.start, end)
  return true
}

/** 抽查双河乡2个村、龙潭镇3个村: one order a place. */
function counted(does: Does, frame: Frame, _i: number, scene: Scene): boolean {
  const cuts = frame.tokens.flatMap((t, k) =>
    t.f.punct === 'list' && frame.tokens.slice(0, k).some((x) => x.f.qty !== undefined) ? [k] : [],
  )
  const bounds = [0, ...cuts, frame.tokens.length]
  for (let k = 0; k + 1 < bounds.length; k++)
    check(does, frame, frame.tokens.slice(bounds[k], bounds[k + 1]), scene)
  return true
}

function check(does: Does, frame: Frame, tokens: readonly Token[], scene: Scene): void {
  const first = tokens.findIndex((t) => isVillage(t) || t.f.scope === true || SCOPE_WORD.test(t.text))
  const scope = scopeText(scene, first < 0 ? undefined : scopeSpan(tokens, first))
  const qty = tokens.find((t) => t.f.qty?.count !== undefined)?.f.qty
  const fact: OrderFact = { kind: 'order', does }
  if (scope !== undefined) fact.scope = scope
  if (qty?.count !== undefined) fact.count = qty.count
  add(scene, 'order', fact, tokens[0]?.start ?? frame.start, tokens.at(-1)?.end ?? frame.end)
}

/** In a visit all that follows the village is what was found there. */
function visit(frame: Frame, i: number, scene: Scene): boolean {
  const rest = scene.frames.slice(i)
  const named = rest.find((f) => f.line === frame.line && some(f, (t) => isVillage(t)))
  const village = named?.tokens.find((t) => isVillage(t))
  const qty = frame.tokens.find((t) => t.f.qty?.count !== undefined)?.f.qty
  const fact: OrderFact = { kind: 'order', does: 'visit' }
  let end = frame.end
  if (named && village) {
    const span = scopeSpan(named.tokens, named.tokens.indexOf(village))
    const scope = scopeText(scene, span)
    if (scope !== undefined) fact.scope = scope
    end = scene.frames.at(-1)?.end ?? frame.end
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
    const text = pieceOf(scene, from, end).replace(/^[::]|^的?工作队[,,]?/g, '')
    if (text !== '' && !/^(?:一下|下|了|的|吧)$/.test(text)) fact.text = text
    for (const f of rest) f.taken = true
  }
  if (qty?.count !== undefined && !village) fact.count = qty.count
  add(scene, 'order', fact, frame.start, end)
  if (!village) for (const f of rest) if (f.sentence === frame.sentence) f.taken = true
  return true
}
