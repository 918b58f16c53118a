/** 走访7户有误,应为9户: the number said first falls, the one behind stands in its place. */
import type { Frame } from './frames'
import type { Scene } from './scene'

const WRONG = /(?:有误|[写填报记打算数弄搞看说]错了?|不对|不准)$/
const RIGHT = /(?:应该?[为是]|实际|其实|正确|改[为成]|更正为|准确)/

/** Leaves of what is called wrong only what it was about; gives the clause that says so. */
export function readMistaken({ frames }: Scene): Frame | undefined {
  for (const [i, frame] of frames.entries()) {
    const next = frames[i + 1]
    const wrong = frame.tokens.at(-1)?.f.correct === true && WRONG.test(frame.text.replace(/了$/, ''))
    if (!wrong || frame.taken || next?.line !== frame.line || !RIGHT.test(next.text)) continue
    if (!next.tokens.some((t) => t.f.qty !== undefined)) continue
    frame.unreal = true
    return frame
  }
  return undefined
}
