/** Orders of supervisors: roll call, notice, spot check, visit. */
import type { Does, OrderFact } from './facts'
import type { Frame } from './frames'
import { type Scene, add, denied, pieceOf, some } from './scene'
import { SCOPE_WORD, isVillage, scopeSpan, scopeText } from './scope'
import type { Token } from './token'

/** 镇上说, 听说, 接到: news of somebody else's order. */
const NEWS =
  /(?:镇上|镇里|乡上|区里|上级|上面|书记|领导|队长|组织部|听|通知上?)(?:说|讲|要求|通知|安排|喊)|听说|接到|收到|据说/

const may = (scene: Scene): boolean => scene.context.role === undefined || scene.context.role === 'supervisor'

/** Read an order that begins in the frame at `i`. Gives whether it is one; all it covers is taken. */
export function readOrder(i: number, scene: Scene): boolean {
  const frame = scene.frames[i]
  if (!frame || !may(scene) || NEWS.test(frame.text)) return false
  const at = orderIndex(frame, scene)
  const token = frame.tokens[at.index]
  if (!at.does || !token) return false
  switch (at.does) {
    case 'roll_call':
      return rollCall(frame, i, scene)
    case 'notice':
      return notice(frame, i, at.index, scene)
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
        /安排|登记|排一下/.test(frame.text))
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

/** 给X发通知, 请通知X, 马上通知X; not 镇上通知. */
function leadsNotice(tokens: readonly Token[], index: number): boolean {
  return tokens
    .slice(0, index)
    .every(
      (t) =>
        t.f.object ??
        t.f.filler ??
        t.f.place ??
        t.f.person ??
        t.f.plan ??
        t.f.pron ??
        t.f.punct ??
        t.f.scope ??
        /^(?:给|请|帮|麻烦|立即|立刻|尽快|紧急|的|队|村|个|下|一下|发)+$/.test(t.text),
    )
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
    fact.text = pieceOf(scene, reason.start, last.end)
    end = last.end
    for (const f of scene.frames.slice(i + 1)) if (f.end <= end) f.taken = true
  } else if (drill) fact.text = '演练'
  add(scene, 'order', fact, frame.start, end)
  return true
}

function notice(frame: Frame, i: number, index: number, scene: Scene): boolean {
  const { tokens } = frame
  const head = tokens
    .slice(0, index)
    .findIndex(
      (t) =>
        t.f.place !== undefined ||
        t.f.person === true ||
        t.f.scope === true ||
        SCOPE_WORD.test(t.text) ||
        t.f.pron === 'team',
    )
  let span = head >= 0 ? scopeSpan(tokens, head) : scopeSpan(tokens, index + 1)
  let start: number
  const following = scene.frames.slice(i + 1)
  const other = following.findIndex((f) =>
    some(
      f,
      (t) =>
        t.f.order !== undefined &&
        t.f.order !== 'notice' &&
        /抽|点名/.test(t.text) &&
        (f.tokens[0] === t || /^(?:顺便|再|并|另外|然后|同时)$/.test(f.tokens[0]?.text ?? '')),
    ),
  )
  const rest = (other >= 0 ? following.slice(0, other) : following).filter(
    (f, k) => !(k < 3 && f.text === '范围'),
  )
  const ranged = following.slice(0, 3).some((f) => f.text === '范围')
  const wants = frame.text.startsWith('通知') && rest[0]?.before === 'open'
  if (ranged && rest[0]) {
    // 通知 范围:A、B 周三前…: the first clause behind 范围 is the scope
    const at = rest.findIndex((f) => f.start > (following.find((x) => x.text === '范围')?.start ?? 0))
    const named = rest[at] ?? rest[0]
    span = { start: named.start, end: named.end, last: 0 }
    start = rest[at + 1]?.start ?? named.end
  } else if (frame.after === 'colon' || wants) {
    const colon = wants ? rest.findIndex((f) => f.after === 'colon') : -1
    const scoped = colon >= 0 ? rest[colon] : undefined
    if (scoped) span = scopeSpan(scoped.tokens, 0) ?? { start: scoped.start, end: scoped.end, last: 0 }
    // 给马街镇的第一书记发通知: whatever stands between 给 and 发 is the scope
    start = rest[colon + 1]?.start ?? frame.end
  } else {
    const after = head >= 0 ? index + 1 : (span?.last ?? index) + 1
    start = tokens[after]?.start ?? rest[0]?.start ?? frame.end
  }
  const scope = scopeText(scene, span)
  const end = rest.at(-1)?.end ?? frame.end
  const text = start < end ? pieceOf(scene, start, end).replace(/^[::]/, '') : ''
  if (scope === undefined && frame.after !== 'colon' && !wants && index > 0) return false
  if (scope === undefined && scene.context.role === undefined && frame.after !== 'colon' && !wants)
    return false
  const fact: OrderFact = { kind: 'order', does: 'notice' }
  if (scope !== undefined) fact.scope = scope
  if (text !== '') fact.text = text
  add(scene, 'order', fact, frame.start, end)
  for (const f of rest) f.taken = true
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
    const text = pieceOf(scene, span?.end ?? village.end, end).replace(/^[::]|^的?工作队[,,]?/g, '')
    if (text !== '' && !/^(?:一下|下|了|的|吧)$/.test(text)) fact.text = text
    for (const f of rest) f.taken = true
  }
  if (qty?.count !== undefined && !village) fact.count = qty.count
  add(scene, 'order', fact, frame.start, end)
  if (!village) for (const f of rest) if (f.sentence === frame.sentence) f.taken = true
  return true
}
