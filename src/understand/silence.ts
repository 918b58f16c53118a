/** Silence announced beforehand: no signal, no battery. */
import type { Frame } from './frames'

/** Silence announced in words the vocabulary cannot list: 一格信号都没得, 手机只剩12%的电. */
const SILENCE =
  /手机[^,]{0,3}进水|(?:手机|信号)[^,]{0,6}时有时无|手机[^,]{0,3}掉|(?:信号|网络|网)[^,]{0,6}(?:没|无|差|弱|不好|不稳|断|不行|不强)|(?:没|无)(?:得|有|啥|什么)?[^,]{0,3}(?:信号|网)|手机[^,]{0,4}(?:没电|要关|关机|上交|没带|只剩|只有|充不|坏|要交)|手机[^,]{0,3}(?:放|落|忘|丢|留|搁|锁|撂)(?:在|宿舍|村|家|车|办公室)|打不了电话|接不了电话|打不出|拨不出|电池[^,]{0,3}(?:红|见底|不足|快完|只剩|撑不)|(?:只剩|还剩|剩)[^,]{0,5}(?:电|%)|(?:怕|可能|会|恐怕)[^,]{0,3}(?:打不通|联系不上|接不到)/

/** 电瓶车没电了, 全村停电: not the telephone. */
const OTHERS = /(?:车|电瓶|手电|喇叭|无人机|相机|水泵|全村|村里|村子|停电)[^,]{0,3}没电/

const OVER =
  /(?:有信号了|恢复|关了|充起电|充好电|充上|刚充|不准|不许|禁止|哪个|列出|信号的那|走出来|刚才|之前|早先|昨天|刚刚)/

/** Silence announced beforehand; not one that is over. */
export function silentIn(frame: Frame): boolean {
  const text = frame.text
  const said = frame.tokens.some((t) => t.f.silent === true) || SILENCE.test(text.slice(0, 60))
  return said && !OVER.test(text) && !OTHERS.test(text)
}
