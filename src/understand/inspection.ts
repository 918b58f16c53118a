/** Visits told without 走访: 去麦地村看了一下,第一书记在; and asked for in two breaths: 安排明天的走访,3个村. */
import type { OrderFact } from './facts'
import type { Frame } from './frames'
import { type Scene, add, pieceOf } from './scene'
import { isVillage, scopeSpan, scopeText } from './scope'

const LOOKED =
  /(?:去|到|在)(?:了)?[一-鿿]{2,5}[村](?:村委会|村部)?(?:去)?(?:看|转|走|查|督查|跑|暗访)(?:了|一)(?:一?[下圈趟眼]|看|转)?|(?:去|到)过[一-鿿]{2,5}村了?$/
const CHECKED = /(?:查|看|督查|暗访|检查|调研|转|跑)(?:了|过|完)(?:一?[下圈趟])?[一-鿿]{2,5}村$/
/** 河头村走访:老白在整资料 */
const RECORDED = /^[一-鿿]{2,5}村(?:工作队)?(?:的)?(?:走访|督查|暗访|查岗)(?:了|记录|情况|登记)*$/
/** What one looks for in a team's village. */
const FOUND = /第一书记|队员|队长|工作队|办公室|宿舍|没人|无人|没得人|台账|在岗|都在|锁着|大门/
const OURS = /我们队|我们村|小组|[户块亩]/
const PLANNED =
  /(?:走访|督查|调研|暗访)(?:的)?(?:计划|行程|路线)?(?:给我|帮我|再|先)*(?:安排|排|定)(?:一?下|好|出来)?$/
const ARRANGE =
  /(?:安排|排|定|出)(?:一?[下条个份])?[^,。]{0,6}(?:走访|督查|调研|暗访)(?:的)?(?:计划|行程|路线|线路|方案)?$/
const MANY = /(?:\d{1,2}|[一二两三四五六七八九十])个村/
const PICK =
  /(?:^|[,。把的中里面我])(?:帮我?|给我|请|再|先|随机|从[一-鿿]{2,4}[镇乡区](?:里)?|从(?:剩下|其余|其他|余下|没去过|没抽过)[^,。]{0,6}(?:里头?|中)?)*(?:挑|选|抽|找)(?:出|取)?(?:\d{1,2}|[一二两三四五六七八九十])(?:个|支)(?!户|人|群众|党员|代表|老|监测|对象)/

/** Read such a visit at `i`. Gives whether it is one; all it covers is taken. */
export function readInspection(frame: Frame, i: number, scene: Scene): boolean {
  return looked(frame, i, scene) || arranged(frame, i, scene) || picked(frame, scene)
}

function looked(frame: Frame, i: number, scene: Scene): boolean {
  const recorded = RECORDED.test(frame.text) && frame.after === 'colon'
  if (!LOOKED.test(frame.text) && !CHECKED.test(frame.text) && !recorded) return false
  const rest = scene.frames.slice(i + 1)
  const last = rest.at(-1)
  const k = frame.tokens.findIndex(isVillage)
  if (!last || k < 0 || !rest.some((f) => FOUND.test(f.text)) || rest.some((f) => OURS.test(f.text)))
    return false
  const fact: OrderFact = { kind: 'order', does: 'visit' }
  const scope = scopeText(scene, scopeSpan(frame.tokens, k))
  if (scope !== undefined) fact.scope = scope
  fact.text = pieceOf(scene, rest[0]?.start ?? frame.end, last.end)
  add(scene, 'order', fact, frame.start, last.end)
  for (const f of rest) f.taken = true
  return true
}

function arranged(frame: Frame, i: number, scene: Scene): boolean {
  // 给我安排|明天的走访,3个村
  const runs = scene.frames[i + 1]?.before === 'run' ? 1 : 0
  const text = frame.text + (runs === 1 ? (scene.frames[i + 1]?.text ?? '') : '')
  const next = scene.frames[i + 1 + runs]
  if (!(ARRANGE.test(text) || PLANNED.test(text)) || next?.line !== frame.line || !MANY.test(next.text))
    return false
  const count = next.tokens.find((t) => t.f.qty?.count !== undefined)?.f.qty?.count
  const fact: OrderFact = { kind: 'order', does: 'visit' }
  if (count !== undefined) fact.count = count
  const k = next.tokens.findIndex((t) => isVillage(t) && t.text.length > 1)
  const scope = k < 0 ? undefined : scopeText(scene, scopeSpan(next.tokens, k))
  if (scope !== undefined) fact.scope = scope
  add(scene, 'order', fact, frame.start, next.end)
  for (const f of scene.frames.slice(i + 1)) if (f.sentence === frame.sentence) f.taken = true
  return true
}

/** 帮我挑三个最近没人去过的村. */
function picked(frame: Frame, scene: Scene): boolean {
  if (
    !PICK.test(frame.text) ||
    !/(?:村|队|队伍|工作队|(?:剩下|[村镇乡]).{0,8}[个支])[吧出来看去我]*$/.test(frame.text)
  )
    return false
  const qty = frame.tokens.find((t) => t.f.qty?.count !== undefined)?.f.qty
  if (qty?.count === undefined) return false
  const k = frame.tokens.findIndex((t) => isVillage(t) && !/^村/.test(t.text))
  const fact: OrderFact = { kind: 'order', does: 'spot_check' }
  const scope = k < 0 ? undefined : scopeText(scene, scopeSpan(frame.tokens, k))?.replace(/^[从把在]/, '')
  if (scope !== undefined) fact.scope = scope
  fact.count = qty.count
  add(scene, 'order', fact, frame.start, frame.end)
  return true
}
