/** Calls for rescue. */
import { DISASTER, isDanger, isStuck } from './danger'
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

/** 胸痛、出冷汗,请求派车支援: a car or hands asked for beside a grave illness; 要两个人来背 beside any. */
const isSentFor = (frame: Frame, scene: Scene): boolean =>
  scene.drafts.some(
    ({ fact }) =>
      fact.kind === 'health' &&
      ((fact.urgent === true && /派车|支援|来接|来车|送医/.test(frame.text)) || CARRIED.test(frame.text)),
  )
const CARRIED = /[来帮人忙要][^,]{0,4}[背抬]|[抬背](?:下山|下来|下去|出去|出来|一下|人)/

/** 材料太多,快来救救我 哈哈: nobody laughs who calls for help. */
const JOKES = /哈哈|嘿嘿|嘻嘻|呵呵|笑死|开玩笑/

/** 请求支援:缺个话筒: asked for is a thing that is lacking. */
const asksForThing = (frame: Frame, scene: Scene): boolean =>
  /^请求支援$|^请求支援(?=[^救人])/.test(frame.text) &&
  !DISASTER.test(scene.source.text) &&
  scene.frames.some((f) => f !== frame && f.line - frame.line <= 1 && ASKED_FOR.test(f.text)) &&
  !scene.frames.some((f) => f !== frame && isDanger(f))

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

/** 还在单位开会今天下不来: kept by a meeting, not by a mountain. */
const isHeldUp = (frame: Frame, { frames }: Scene): boolean =>
  frame.tokens.every((t) => t.f.help === undefined || /^[上下出过]不来$/.test(t.text)) &&
  frames.some(
    (f) =>
      f.sentence === frame.sentence &&
      Math.abs(f.index - frame.index) <= 1 &&
      some(f, (t) => (t.f.meeting ?? t.f.leave) !== undefined || /^(?:unit|county)$/.test(t.f.place ?? '')),
  )

/** Read a call for help that begins in the frame at `i`. Gives the frames used. */
export function readHelp(i: number, scene: Scene): Frame[] {
  const frame = scene.frames[i]
  if (
    !frame ||
    !(isDanger(frame) || isBareCall(frame, scene) || isSentFor(frame, scene) || isStuck(frame, scene)) ||
    some(frame, (t) => t.f.leave !== undefined) ||
    isHeldUp(frame, scene) ||
    isKin(frame, scene) ||
    JOKES.test(scene.source.text) ||
    asksForThing(frame, scene)
  )
    return []
  const used = [frame]
  let who = party(frame, scene)
  // 工作队的车滑下坎了,关书记夹在车里: whose car it is
  let explicit = frame.explicit && !/^[^,在]{1,6}的(?:车|摩托|皮卡|面包车)/.test(frame.text)
  for (let k = i + 1; k < scene.frames.length; k++) {
    const next = scene.frames[k]
    if (next?.line !== frame.line || next.sentence > frame.sentence + 1) break
    if (
      some(next, (t) => t.f.safe === true || (t.f.at === true && t.f.help === undefined)) &&
      !isDanger(next)
    )
      break
    if (!isDanger(next) && !isStuck(next, scene)) break
    if (next.explicit && explicit && !next.who.every((w) => who.includes(w))) break
    if (next.explicit && !explicit) who = everyone(next)
    explicit ||= next.explicit
    used.push(next)
  }
  const outsider = frame.tokens.find((t) => t.f.outsider === true)
  if (!explicit && outsider) who = [outsider.text]
  const patient = scene.drafts.findLast((d) => d.fact.kind === 'health')
  if ((!explicit || isSentFor(frame, scene)) && patient?.fact.kind === 'health') who = patient.fact.who
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
