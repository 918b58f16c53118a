/** Lists of people under a state: 在岗:段书记、老杨、我; 请假:小李(病假). */
import type { Status, WhereaboutsFact } from './facts'
import { type Frame } from './frames'
import { add, type Scene } from './scene'

/** The state a heading names, when it is nothing but that. */
function stateOf(frame: Frame | undefined): Status | undefined {
  if (!frame || (frame.after !== 'colon' && frame.after !== 'space')) return undefined
  const words = frame.tokens.filter(
    (t) =>
      t.f.filler !== true &&
      !/^(?:人员|的|人|情况)$/.test(t.text) &&
      !(t.f.qty !== undefined && /^[人名个]$/.test(t.f.qty.unit)),
  )
  const status = words[0]?.f.status
  return words.length === 1 &&
    status !== undefined &&
    words[0]?.f.cat === undefined &&
    frame.after === 'colon'
    ? status
    : undefined
}

/** Read a list of people behind a state. */
export function readStaff(frame: Frame, scene: Scene): boolean {
  const i = frame.index
  let head = i - 1
  while (head >= 0 && scene.frames[head]?.line === frame.line && scene.frames[head]?.after !== 'colon') head--
  const status = stateOf(scene.frames[head])
  if (status === undefined || scene.frames[head]?.line !== frame.line) return stateOf(frame) !== undefined
  const names = frame.tokens.every((t) => t.f.person ?? t.f.pron ?? t.f.punct ?? t.f.join ?? t.f.filler)
  if (frame.named.length === 0 || !names) return frame.before === 'open' || frame.before === 'close'
  const previous = scene.drafts.at(-1)
  if (
    previous?.reader === 'staff' &&
    previous.fact.kind === 'whereabouts' &&
    previous.fact.status === status &&
    i - 1 > head
  ) {
    previous.fact.who.push(
      ...frame.named.filter((w) => previous.fact.kind === 'whereabouts' && !previous.fact.who.includes(w)),
    )
    previous.end = Math.max(previous.end, frame.end)
    return true
  }
  const fact: WhereaboutsFact = { kind: 'whereabouts', who: [...frame.named], status }
  add(scene, 'staff', fact, frame.start, frame.end)
  return true
}
