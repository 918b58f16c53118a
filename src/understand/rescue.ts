/** Calls for rescue. */
import { isDanger } from './danger'
import type { HelpFact } from './facts'
import { type Frame } from './frames'
import { add, type Draft, everyone, pieceOf, type Scene, some } from './scene'

/** What a heading 求助 may stand over: a question, a thing that is broken or lacking. */
const ASKED_FOR = /谁|哪|吗|怎么|请问|咨询|电话|坏|缺|停水|停电|不够|没有|协调|解决/

/** 求助 that stands alone, or beside a place or an injury, is the call itself; before a question or problem a heading. */
const isBareCall = (frame: Frame, { frames, source }: Scene): boolean =>
  /^紧?急?求助$/.test(frame.text.trim()) &&
  !/^\s*[:：]/.test(source.text.slice(frame.end)) &&
  frames.every((other) => other === frame || !(isDanger(other) || ASKED_FOR.test(other.text)))

/** 胸痛、出冷汗,请求派车支援: a car or hands asked for beside a grave illness. */
const isSentFor = (frame: Frame, scene: Scene): boolean =>
  /派车|支援|来接|来车|送医|帮忙抬|抬下/.test(frame.text) &&
  scene.drafts.some(({ fact }) => fact.kind === 'health' && fact.urgent === true)

/** 我爹摔断腿了,请三天假: kin at home, the ground of a leave. */
const isKin = (frame: Frame, scene: Scene): boolean =>
  some(frame, (t) => t.f.relative === true) &&
  !some(frame, (t) => t.f.outsider === true || t.f.help === 'call') &&
  scene.frames.some((f) => some(f, (t) => t.f.leave !== undefined))

/** 我和蒋姐在三组 被堵在屋里: whoever was named with the place. */
const party = (frame: Frame, scene: Scene): Frame['who'] => {
  const before = scene.frames[frame.index - 1]
  return !frame.explicit && before?.line === frame.line && before.explicit && before.with.length > 0
    ? everyone(before)
    : everyone(frame)
}

/** Read a call for help that begins in the frame at `i`. Gives the frames used. */
export function readHelp(i: number, scene: Scene): Frame[] {
  const frame = scene.frames[i]
  if (
    !frame ||
    !(isDanger(frame) || isBareCall(frame, scene) || isSentFor(frame, scene)) ||
    some(frame, (t) => t.f.leave !== undefined) ||
    isKin(frame, scene)
  )
    return []
  const used = [frame]
  let who = party(frame, scene)
  let explicit = frame.explicit
  for (let k = i + 1; k < scene.frames.length; k++) {
    const next = scene.frames[k]
    if (next?.line !== frame.line || next.sentence > frame.sentence + 1) break
    if (
      some(next, (t) => t.f.safe === true || (t.f.at === true && t.f.help === undefined)) &&
      !isDanger(next)
    )
      break
    if (!isDanger(next)) break
    if (next.explicit && explicit && !next.who.every((w) => who.includes(w))) break
    if (next.explicit && !explicit) who = everyone(next)
    explicit ||= next.explicit
    used.push(next)
  }
  const outsider = frame.tokens.find((t) => t.f.outsider === true)
  if (!explicit && outsider) who = [outsider.text]
  const patient = scene.drafts.findLast((d) => d.fact.kind === 'health')
  if (!explicit && patient?.fact.kind === 'health') who = patient.fact.who
  const last = used.at(-1) ?? frame
  const start = textStart(frame)
  const text = pieceOf(scene, start, last.end)
  const earlier = scene.drafts.findLast((d): d is Draft<HelpFact> => d.fact.kind === 'help')
  if (earlier && (!explicit || earlier.fact.who.join() === who.join())) {
    earlier.end = last.end
    earlier.fact.text = pieceOf(scene, earlier.start, last.end)
    return used
  }
  add(scene, 'wellbeing', { kind: 'help', who, text }, start, last.end)
  return used
}

/** A help text leaves out who and where, which have their own places. */
function textStart(frame: Frame): number {
  const { tokens } = frame
  let k = 0
  while (
    tokens[k]?.f.person ??
    tokens[k]?.f.pron ??
    tokens[k]?.f.filler ??
    tokens[k]?.f.join ??
    tokens[k]?.f.punct
  )
    k++
  if (k >= tokens.length) return frame.start
  if (tokens[k]?.f.at && tokens[k + 1]?.f.place) k += 2
  return tokens[k]?.start ?? frame.start
}
