/** Roll calls whose word stands around whom it is for: 点一下白岩村的名. */
import type { OrderFact } from './facts'
import type { Frame } from './frames'
import { type Scene, add } from './scene'
import { SCOPE_WORD, isVillage, scopeSpan, scopeText } from './scope'

/** 点一下白岩村的名: the word stands around whom it is for. */
const SPLIT =
  /^(?:再|请|帮我|马上|立即|现在|只|就|先|给我|把)*点(?:一?[下个次]|一点)?([^,。:点]{1,14}?)(?:一个|几个|两个|三个)?的名/

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
  add(scene, 'order', fact, frame.start, frame.end)
  return true
}
