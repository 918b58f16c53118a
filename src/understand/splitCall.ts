/** Roll calls whose word stands around whom it is for: 点一下白岩村的名. */
import type { OrderFact } from './facts'
import type { Frame } from './frames'
import { reasonOf } from './rollCall'
import { type Scene, add } from './scene'
import { SCOPE_WORD, isVillage, scopeSpan, scopeText } from './scope'

/** 点一下白岩村的名: the word stands around whom it is for. */
const SPLIT =
  /^(?:再|请|帮我|马上|立即|现在|只|就|先|给我|把)*点(?:一?[下个次]|一点)?([^,。:点]{1,14}?)(?:一个|几个|两个|三个)?的名|^(?:再|先|请|现在|马上)*点一?下[一-鿿、和]{2,20}村$/

/** Read 点…的名. */
export function splitCall(frame: Frame, scene: Scene): boolean {
  const found = SPLIT.exec(frame.text)
  if (!found) return false
  const k = frame.tokens.findIndex(
    (t) => t.f.scope === true || SCOPE_WORD.test(t.text) || isVillage(t) || t.f.pron === 'team',
  )
  // 点花椒箐村: the verb may have run into the name
  const whom = k < 0 ? undefined : scopeText(scene, scopeSpan(frame.tokens, k))
  const scope = whom?.replace(/^[^,。]{0,3}点(?:一?[下个次])?/, '')
  const fact: OrderFact = { kind: 'order', does: 'roll_call' }
  if (scope !== undefined && scope !== '') fact.scope = scope
  const rest = scene.frames.slice(frame.index + 1).filter((f) => f.line === frame.line)
  const last = rest.at(-1)
  const reason = reasonOf(scene, rest, rest[0]?.start)
  if (reason !== '' && !rest.some((f) => f.tokens.some((t) => t.f.order ?? t.f.ask))) {
    fact.text = reason
    for (const f of rest) f.taken = true
  }
  add(scene, 'order', fact, frame.start, last?.taken ? last.end : frame.end)
  return true
}
