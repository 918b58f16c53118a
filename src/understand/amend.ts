/** What a clause adds to whereabouts said before: a return, a silence, a companion. */
import type { WhereaboutsFact } from './facts'
import type { Frame } from './frames'
import { type Draft, type Scene, add, some } from './scene'
import { endOf, startOf } from './instants'
import { silentIn } from './silence'
import { type Times, timesOf } from './times'
import { PLAIN, type Token } from './token'

export const sameWho = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((w) => b.includes(w))

/** The whereabouts said last before the place `at` of the text; a leave may have been read before them. */
export function latest(scene: Scene, at = Infinity): Draft<WhereaboutsFact> | undefined {
  let best: Draft<WhereaboutsFact> | undefined
  for (const draft of scene.drafts)
    if (isWhereabouts(draft) && draft.start < at && draft.start >= (best?.start ?? -1)) best = draft
  return best
}

const isWhereabouts = (draft: Draft): draft is Draft<WhereaboutsFact> => draft.fact.kind === 'whereabouts'

const placesAnew = (frame: Frame): boolean =>
  some(frame, (t) => (t.f.place ?? t.f.status ?? t.f.day) !== undefined || t.f.at === true || t.f.go === true)

/** 都5点半回, 6点前回, 山上没信号: what a clause adds to whereabouts said before. */
export function amend(frame: Frame, times: Times, scene: Scene): boolean {
  const last = scene.frames[frame.index - 1]
  const facts = scene.drafts
    .filter(isWhereabouts)
    .filter((d) => d.start <= frame.start)
    .sort((a, b) => a.start - b.start)
  const silent = silentIn(frame)
  const starts = times.from !== undefined && /开始/.test(frame.text)
  const joined =
    frame.with.length > 0 &&
    !frame.explicit &&
    !some(frame, (t) => t.f.cat !== undefined || t.f.status !== undefined)
  if (joined && facts.length > 0 && last?.line === frame.line) {
    const draft = facts.at(-1)
    if (draft) draft.fact.with = [...new Set([...(draft.fact.with ?? []), ...frame.with])]
  }
  if (times.until === undefined && !silent && !starts) return joined && facts.length > 0
  const isAll = (f: Frame): boolean => some(f, (t) => t.f.all === true) && !f.explicit
  // 都是走访监测户,下午4点回
  const all =
    isAll(frame) ||
    (last?.line === frame.line && facts.length > 1 && !frame.explicit && isAll(last) && !placesAnew(last))
  const named = frame.explicit
    ? facts.filter(
        (d) => sameWho(d.fact.who, frame.who) || (frame.who[0] === 'team' && frame.who.length === 1),
      )
    : []
  const theirs = some(frame, (t) => t.f.pron === 'they')
    ? facts.filter((d) => !d.fact.who.includes('self'))
    : []
  const nearest = facts.at(-1)
  const focus =
    nearest && last && nearest.start >= last.start && sameWho(nearest.fact.who, frame.who)
      ? nearest
      : facts.find((d) => d === scene.focus)
  const targets = all
    ? facts
    : theirs.length > 0
      ? theirs.slice(-1)
      : named.length > 0
        ? named
        : frame.explicit
          ? []
          : focus
            ? [focus]
            : facts.slice(-1)
  for (const draft of targets) {
    if (times.until !== undefined) draft.fact.until = times.until
    else if (times.from !== undefined && /开始/.test(frame.text)) draft.fact.from ??= times.from
    if (silent) draft.fact.noSignal = true
    if (draft.fact.status === undefined && some(frame, (t) => t.text.startsWith('下山')))
      draft.fact.status = 'field'
    draft.end = Math.max(draft.end, frame.end)
    scene.focus = draft
  }
  return targets.length > 0
}

/** 材料交了就回,估计11点半: the clock of a return stands alone in the next breath. */
export function returnClock(frame: Frame, scene: Scene): string | undefined {
  const before = scene.frames[frame.index - 1]
  if (isCorrectedClock(frame, scene)) return clockOf(frame, scene)
  if (before?.line !== frame.line) return undefined
  const i = before.tokens.findIndex((t) => t.f.back === true)
  const back = before.tokens[i]
  if (!back || /了$/.test(back.text) || /^了/.test(before.tokens[i + 1]?.text ?? '')) return undefined
  const alone =
    some(frame, (t) => t.f.clock !== undefined) &&
    frame.tokens.every(
      (t) =>
        (t.f.clock ?? t.f.part ?? t.f.filler ?? t.f.plan) !== undefined ||
        /^(?:左右|的样子|前|吧)$/.test(t.text),
    )
  return alone
    ? timesOf({ ...frame, tokens: [...frame.tokens, back] }, frame.day, scene.now).until
    : undefined
}

export function bareReturn(frame: Frame, times: Times, scene: Scene): void {
  const silent = silentIn(frame)
  // 我跟张书记一起: where he is, is for whoever knows
  if (!silent && times.until === undefined && isAlong(frame)) {
    add(
      scene,
      'whereabouts',
      { kind: 'whereabouts', who: [...frame.who], with: [...frame.with] },
      frame.start,
      frame.end,
    )
    return
  }
  const returns =
    some(frame, (t) => t.f.back === true || t.f.arrive === true || /^(?:改成|改到|推到|延到)/.test(t.text)) ||
    isCorrectedClock(frame, scene) ||
    returnClock(frame, scene) !== undefined
  if (!silent && !(returns && times.until !== undefined)) return
  const fact: WhereaboutsFact = { kind: 'whereabouts', who: [...frame.who] }
  if (frame.with.length > 0) fact.with = [...frame.with]
  if (times.until !== undefined && some(frame, (t) => t.text.startsWith('下山'))) fact.status = 'field'
  if (times.until !== undefined) fact.until = times.until
  if (silent) {
    fact.noSignal = true
    // 明天山上没信号: the silence is that day's
    if (frame.day !== undefined && frame.day.first > scene.now.day) {
      fact.from = times.from ?? startOf(frame.day.first, scene.now)
      fact.until ??= endOf(frame.day.last, scene.now)
    }
  }
  add(scene, 'whereabouts', fact, frame.start, frame.end)
}

/** 不对,是1点: the time of the return said before. */
const isCorrectedClock = (frame: Frame, scene: Scene): boolean =>
  scene.corrects &&
  scene.context.lastFacts?.some((f) => f.kind === 'whereabouts' && f.until !== undefined) === true &&
  frame.tokens.every(
    (t) =>
      (t.f.clock ?? t.f.part ?? t.f.filler ?? t.f.correct) !== undefined ||
      /^(?:是|应该|左右|前)$/.test(t.text),
  )

function clockOf(frame: Frame, scene: Scene): string | undefined {
  const clock = frame.tokens.filter((t) => (t.f.clock ?? t.f.part) !== undefined)
  if (!clock.some((t) => t.f.clock !== undefined)) return undefined
  const before: Token = { start: frame.end, end: frame.end, text: '前', f: PLAIN }
  return timesOf({ ...frame, tokens: [...clock, before] }, frame.day, scene.now).until
}

/** 明天去三组走访,早上8点走: when the day's way begins. */
export function leavesThen(frame: Frame, times: Times, scene: Scene): boolean {
  const draft = latest(scene, frame.start)
  const last = scene.frames[frame.index - 1]
  if (!draft || last?.line !== frame.line || draft.end < last.start || times.from === undefined) return false
  const only =
    some(frame, (t) => /^(?:走|出发|动身|出门|走的)$/.test(t.text)) &&
    frame.tokens.every(
      (t) =>
        (t.f.clock ?? t.f.part ?? t.f.filler ?? t.f.plan ?? t.f.day ?? t.f.done) !== undefined ||
        /^(?:走|出发|动身|出门|走的|就|左右)$/.test(t.text),
    )
  const open = draft.fact.from === undefined || draft.fact.from.includes('T00:00')
  if (!only || !open || draft.fact.from?.slice(0, 10) !== times.from.slice(0, 10)) return false
  draft.fact.from = times.from
  draft.end = Math.max(draft.end, frame.end)
  return true
}

/** 明后天县里培训,我和书记都去: who it is that goes where the clause before said. */
export function namesWho(frame: Frame, scene: Scene): boolean {
  const last = scene.frames[frame.index - 1]
  const draft = latest(scene, frame.start)
  if (last?.line !== frame.line || last.explicit || draft?.start !== last.start) return false
  const bare =
    frame.explicit &&
    frame.tokens.at(-1)?.text === '去' &&
    frame.tokens
      .slice(0, -1)
      .every(
        (t) =>
          (t.f.person ?? t.f.pron ?? t.f.join ?? t.f.all ?? t.f.filler) !== undefined || t.text === '一起',
      )
  if (!bare) return false
  draft.fact.who = [...frame.who]
  if (frame.with.length > 0) draft.fact.with = [...frame.with]
  draft.end = Math.max(draft.end, frame.end)
  return true
}

const TOGETHER = /^(?:一起|一路|一块|一道|在一起|一起的|一块的|一块儿|一路的)$/

/** Nothing but who is along with whom. */
const isAlong = (frame: Frame): boolean =>
  frame.with.length > 0 &&
  some(frame, (t) => TOGETHER.test(t.text)) &&
  frame.tokens.every(
    (t) =>
      (t.f.person ?? t.f.pron ?? t.f.join ?? t.f.filler ?? t.f.all ?? t.f.part ?? t.f.at) !== undefined ||
      t.f.punct === 'list' ||
      TOGETHER.test(t.text) ||
      /^(?:现在|今天|的|呢|是)$/.test(t.text),
  )

/** 周一早上到岗: the end of a rest, a leave or a trip said before. */
export function isDue(frame: Frame, scene: Scene, times: Times): boolean {
  const draft = latest(scene, frame.start)
  if (
    !draft ||
    !some(frame, (t) => /^(?:到岗|返岗|归队|到村|上岗|上班|回岗|归岗)$/.test(t.text)) ||
    some(frame, (t) => t.f.place !== undefined)
  )
    return false
  if (
    !/rest|leave|business/.test(draft.fact.status ?? '') ||
    (frame.explicit && !sameWho(frame.who, draft.fact.who))
  )
    return false
  const day = frame.tokens.find((t) => t.f.day !== undefined)?.f.day
  return (day !== undefined && day.first > scene.now.day) || (times.until ?? times.from) !== undefined
}

/** 明天上山,天黑前回,没信号: the return stands in a clause behind. */
export function returnsLater(scene: Scene, index: number): boolean {
  const frame = scene.frames[index]
  for (const next of scene.frames.slice(index + 1)) {
    if (next.line !== frame?.line || next.explicit) return false
    if (
      silentIn(next) ||
      (some(next, (t) => t.f.back === true) && timesOf(next, next.day, scene.now).until !== undefined)
    )
      return true
  }
  return false
}

/** 手机快没电了,我在石头寨: the silence was announced first, as a fact of its own so far. */
export function silentBefore(scene: Scene, index: number): boolean {
  const draft = latest(scene)
  if (!draft || draft.fact.status !== undefined || !draft.fact.noSignal || draft.fact.until !== undefined)
    return false
  const frame = scene.frames[index]
  if (frame && frame.explicit && !sameWho(frame.who, draft.fact.who)) return false
  scene.drafts.splice(scene.drafts.indexOf(draft), 1)
  return true
}
