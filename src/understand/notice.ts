/** Notices: 给马街镇的第一书记发通知:周五上午9点镇上开会. */
import { isOwnNews } from './address'
import { audienceOf } from './audience'
import type { OrderFact } from './facts'
import type { Frame } from './frames'
import { type Scene, add, pieceOf } from './scene'
import { SCOPE_WORD, scopeSpan, scopeText } from './scope'
import type { Token } from './token'
import { turnAfter } from './turn'

/** 给X发通知, 请通知X, 马上通知X; not 镇上通知. */
export function leadsNotice(tokens: readonly Token[], index: number): boolean {
  return tokens
    .slice(0, index)
    .every(
      (t) =>
        t.f.object ??
        t.f.request ??
        t.f.join ??
        t.f.filler ??
        t.f.place ??
        t.f.person ??
        t.f.plan ??
        t.f.pron ??
        t.f.punct ??
        t.f.scope ??
        /^(?:给|请|帮|麻烦|只|就|单|光|再|立即|立刻|尽快|紧急|的|队|村|个|下|一下|发)+$/.test(t.text),
    )
}

interface Span {
  start: number
  end: number
}

/** 青树乡那几个队长, 新到的队员: more than one word names them. */
function groupAt(scene: Scene, token: Token | undefined): Span | undefined {
  const from = /^[给到]$/.test(token?.text ?? '') ? token?.end : token?.start
  const group = from === undefined ? undefined : audienceOf(scene.source.text.slice(from, from + 40))
  return from !== undefined && group ? { start: from, end: from + group.length } : undefined
}

/** 通知 范围:A、B 周三前…, 发个通知,范围全镇,内容:…: where the scope is called so. */
const RANGE = /^(?:[^,。]{0,4}通知[^,。]{0,4})?(?:范围|对象)(?:是|为)?$/
const RANGED = /^(?:范围|对象)(?:是|为|就是)?./

function rangeOf(frames: readonly Frame[]): Span | undefined {
  const at = frames.findIndex((f) => RANGE.test(f.text) || RANGED.test(f.text))
  const found = frames[at]
  const named = found && RANGE.test(found.text) ? frames[at + 1] : found
  return named && { start: named.start, end: named.end }
}

const CONTENT = /^(?:通知)?(?:内容|正文)(?:是|为|如下)?[::,,\s]*/

/** 下午三点镇上开会,请通知各村第一书记: what is to be passed on stands before it. */
function wordsBefore(frame: Frame, scene: Scene): { text: string; start: number } | undefined {
  const before = scene.frames.slice(0, frame.index).filter((f) => f.line === frame.line)
  const words = before.slice(before.findLastIndex((f) => f.taken || f.unreal) + 1)
  const [first, last] = [words[0], words.at(-1)]
  if (!first || !last || words.every((f) => f.tokens.every((t) => t.f.filler === true))) return undefined
  for (const f of words) f.taken = true
  return { text: pieceOf(scene, first.start, last.end), start: first.start }
}

/** Read the notice whose word stands at `index` of the frame at `i`; takes all it covers. */
export function readNotice(frame: Frame, i: number, index: number, scene: Scene): boolean {
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
  const at = head >= 0 ? head : index + 1
  let span: Span | undefined = groupAt(scene, tokens[at]) ?? scopeSpan(tokens, at)
  let start: number
  const following = scene.frames.slice(i + 1, turnAfter(scene, i))
  const ranged = rangeOf([frame, ...following.slice(0, 4)])
  const rest = following.filter((f, k) => !(k < 3 && RANGE.test(f.text)))
  const wants = frame.text.startsWith('通知') && rest[0]?.before === 'open'
  if (ranged) {
    span = ranged
    start = rest.find((f) => f.start >= ranged.end)?.start ?? ranged.end
  } else if (frame.after === 'colon' || wants) {
    const colon = wants ? rest.findIndex((f) => f.after === 'colon') : -1
    const scoped = colon >= 0 ? rest[colon] : undefined
    if (scoped) span = scopeSpan(scoped.tokens, 0) ?? { start: scoped.start, end: scoped.end }
    // 给马街镇的第一书记发通知: whatever stands between 给 and 发 is the scope
    start = rest[colon + 1]?.start ?? frame.end
  } else {
    const behind = head >= 0 ? tokens[index] : undefined
    start = behind?.end ?? span?.end ?? tokens[index]?.end ?? frame.end
  }
  const scope = scopeText(scene, span)
  const end = rest.at(-1)?.end ?? frame.end
  const text = start < end ? pieceOf(scene, start, end).replace(/^[::]/, '').replace(CONTENT, '') : ''
  if (isOwnNews(text)) return false
  if (scope === undefined && frame.after !== 'colon' && !wants && index > 0) return false
  if (scope === undefined && scene.context.role === undefined && frame.after !== 'colon' && !wants)
    return false
  const fact: OrderFact = { kind: 'order', does: 'notice' }
  if (scope !== undefined) fact.scope = scope
  const said = text === '' && scope !== undefined ? wordsBefore(frame, scene) : undefined
  if (said) fact.text = said.text
  else if (text !== '') fact.text = text
  add(scene, 'order', fact, said?.start ?? frame.start, end)
  for (const f of rest) f.taken = true
  return true
}
