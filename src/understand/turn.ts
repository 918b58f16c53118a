/** Where the words to pass on end, because the bot itself is asked or told something again. */
import type { Frame } from './frames'
import type { Scene } from './scene'

/** 另外, 顺便, 再 …: what follows goes on to something else. */
const LINK = /^(?:另外|顺便|顺带|还有|再就是|再|然后|同时|最后|对了|回头|你再|也|完了)+(?:帮我?|给我|请|你)*/
const POLITE = /^(?:帮我?|给我|请|你|麻烦|先)+/
const LOOK = /^(?:看一?[下看]|看看|查一?[下查]|查|统计|汇总|列|问一?下|数一?下|报一?下|说一?下)/
const WHO =
  /^(?:现在|目前|今天|昨天|这会儿?|到现在|全[区镇乡县]|[一-鿿]{2,4}[村镇乡]){0,4}(?:还有?|又|都)?(?:有)?(?:谁|哪些|哪几个|哪个|哪支|哪几支|哪位|几个[队村人]|缺谁|有没有)/
const WHERE =
  /^[一-鿿]{2,9}(?:在哪|去哪|到哪|跑哪|在干|在不在|回来没|回村没|人呢|请假没|批了没|怎么样了?|情况如何|的?假|这个月在村)/
/** …在村几天, …走访了多少户 */
const HOW_MANY =
  /(?:几天|多少天|多少[户块场次件人]|几[户块场次件]|情况(?:汇总|怎么样)?|汇总|名单)(?:了|呢|给我|发我|一下|也?(?:查|看|报|说|列)一?下?)?$/
const ENDS =
  /(?:谁|哪里?|哪点|哪儿|什么|吗|没有?|了没|几天|多少.{0,4}|哪些.{0,2}|没报.{0,2}|请假.{0,2}|失联.{0,2}|联系不上.{0,2}|打不通.{0,2}|怎么样|咋样|情况|汇总|一下|几个.{0,6}|名单|没动静|没回|没下山|没回来|没消息|动静|呢)[了呢啊的]*$/
const COMMAND =
  /^(?:通知|转告|随机抽|抽查|抽[两三四五六\d一]|点名(?!是|的|了|时|要|结|情)|全[区镇乡]点名|安排走访|登记走访|走访登记|安排督查|给[^,。]{1,10}发(?:个|条)?通知)/

/** Does the clause put something to the bot? */
function turns(scene: Scene, frame: Frame): boolean {
  const link = LINK.exec(frame.text)?.[0].length ?? 0
  const text = frame.text.slice(link).replace(POLITE, '')
  const asked = scene.source.text.charAt(frame.end) === '?'
  const apart = link > 0 || frame.before === 'hard' || frame.before === 'line' || frame.before === 'close'
  if (COMMAND.test(text)) return apart || frame.before === 'space'
  if (asked && /吗$|没有?$|谁|哪|几|多少|怎么样|如何/.test(text)) return apart || frame.before === 'soft'
  if (!ENDS.test(text) && !HOW_MANY.test(text)) return false
  if (LOOK.test(text)) return true
  if (WHO.test(text) || WHERE.test(text)) return true
  return (
    apart && HOW_MANY.test(text) && /几|多少|情况|汇总|名单/.test(text) && !/报|交|送|发[给到]/.test(text)
  )
}

/** The index of the first clause behind `i` that is put to the bot again; else how many clauses there are. */
export function turnAfter(scene: Scene, i: number): number {
  const at = scene.frames.findIndex((frame, k) => k > i && turns(scene, frame))
  return at < 0 ? scene.frames.length : at
}
