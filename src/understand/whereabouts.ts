/** Where somebody is, goes, or will be: words of position and movement. */
import { activityOf, continueActivity } from './activity'
import {
  amend,
  bareReturn,
  isDue,
  latest,
  leavesThen,
  namesWho,
  returnClock,
  returnsLater,
  sameWho,
  silentBefore,
} from './amend'
import type { WhereaboutsFact, WorkCategory } from './facts'
import { type Frame } from './frames'
import { endDayOf } from './days'
import { headCount, sharesHeads } from './heads'
import { isLeaveEnd } from './leave'
import { befalls, isOthers } from './others'
import { type Found, SAYS_NOTHING, positionOf } from './position'
import { ownWords } from './ownWords'
import { type Draft, type Scene, add, some, widen } from './scene'
import { silentIn } from './silence'
import { type Times, lastDay, timesOf } from './times'
import { goesSilent, howFar, isAhead, isAwaited, isReturn, isStillAway, placeText } from './stays'
import { endOf, startOf } from './instants'

/** Does `found` go on with the fact before it instead of opening a new one? */
function continues(
  draft: Draft<WhereaboutsFact> | undefined,
  found: Found,
  frame: Frame,
  last: Frame | undefined,
): boolean {
  if (!draft || last?.line !== frame.line) return false
  const { fact } = draft
  if (frame.explicit && !sameWho(frame.who, fact.who)) return false
  // 在家照顾老人,请了两天假
  if (fact.status === 'rest' && found.status === 'leave' && fact.from === undefined && !frame.dayHere) {
    fact.status = 'leave'
    return true
  }
  if (
    fact.status === 'rest' &&
    found.status === 'rest' &&
    fact.from === undefined &&
    fact.until === undefined &&
    frame.dayHere
  )
    return true
  if (
    frame.dayHere ||
    (frame.tokens.some((t) => t.f.part !== undefined && t.f.part.clock === undefined) && found.place)
  )
    return false
  if (fact.status !== undefined && found.status !== undefined && fact.status !== found.status) return false
  const place = found.place === undefined || SAYS_NOTHING.test(found.place.text) ? undefined : found.place
  return fact.place === undefined || place === undefined || fact.place === place.text
}

/** Start and end of a whereabouts that lies on other days or lasts longer than today. */
function span(frame: Frame, found: Found, times: Times, scene: Scene): Times {
  const { now } = scene
  const length = frame.tokens.find((t) => t.f.length !== undefined && t.f.length > 0)?.f.length
  // 周末我值班,老车回家了: days that have begun are only of whom they were said
  const theirs = frame.explicit && !frame.dayHere && (frame.day?.first ?? now.day) <= now.day
  const day = theirs ? undefined : frame.day
  const first = day?.first ?? now.day
  const last = length !== undefined && length > 1 ? lastDay(first, length) : (day?.last ?? now.day)
  if (last === now.day && first < now.day && found.status !== 'travelling')
    return { ...times, from: times.from ?? startOf(first, now) }
  if (last === now.day) {
    // 今天起到周五: a start was said
    const starts = frame.tokens.some((t, i) => t.f.day && /^起|开始/.test(frame.tokens[i + 1]?.text ?? ''))
    return starts && times.until !== undefined
      ? { ...times, from: times.from ?? startOf(now.day, now) }
      : times
  }
  if (times.from !== undefined && first === last && length === undefined && found.status !== 'rest')
    return times
  return { from: times.from ?? startOf(first, now), until: times.until ?? endOf(last, now) }
}

/** Read one clause. Gives whether it held anything about position. */
export function readWhereabouts(frame: Frame, scene: Scene): boolean {
  const { now } = scene
  // 昨天去区里还没回: he is still there
  if (frame.day && frame.day.last < now.day && isStillAway(frame, scene)) frame.day = undefined
  // 介绍4人去广东进厂: others go
  const sends = some(frame, (t) => t.f.cat === 'employment' && t.f.object === true)
  const past = frame.day !== undefined && frame.day.last < now.day && !isAhead(frame, now.day)
  if (past || isOthers(frame) || sends || isAwaited(frame, scene)) return false
  const [lead] = frame.tokens
  // 有6块要去国土所核实: part of a count
  const partial = /^(?:有|其中|还有)$/.test(lead?.text ?? '') && frame.tokens[1]?.f.qty !== undefined
  if (namesWho(frame, scene)) return true
  const spoken = partial ? undefined : positionOf(frame, scene)
  const found = spoken && befalls(frame, spoken, scene) ? undefined : spoken
  const later = frame.day !== undefined && frame.day.first > now.day
  const times = timesOf(frame, frame.day, now)
  if (!found && times.until === undefined) {
    const until = returnClock(frame, scene)
    if (until !== undefined) Object.assign(times, { until, from: undefined })
  }
  const index = frame.index
  const last = scene.frames[index - 1]
  const comes =
    times.until !== undefined &&
    (found?.back === true || (found?.arrives === true && isReturn(frame, times, scene)))
  // 四点往回走 六点到村: the way back from where he is until then
  if (found?.status === 'travelling' && !found.place && isReturn(frame, times, scene)) {
    const outward = latest(scene, frame.start)
    const end = times.until ?? times.from
    if (outward && end !== undefined) outward.fact.until = end
    return false
  }
  const due = isDue(frame, scene, times)
  if (
    !found &&
    times.from !== undefined &&
    some(frame, (t) => /^(?:走|走的|出发|动身|出门|去)$/.test(t.text))
  )
    scene.start = { who: frame.who.join(), line: frame.line, from: times.from }
  if (leavesThen(frame, times, scene)) return true
  if (!found && howFar(frame, last, scene)) return false
  if (!found || comes || due) {
    if (due && times.until === undefined && frame.tokens.some((t) => t.f.day !== undefined))
      times.until = endOf(frame.tokens.find((t) => t.f.day !== undefined)?.f.day?.last ?? now.day, now)
    if (!amend(frame, times, scene)) bareReturn(frame, times, scene)
    else continueActivity(frame, scene, last)
    if (times.until === undefined && times.from === undefined) continueActivity(frame, scene, last)
    return false
  }
  if (goesSilent(frame, found, scene)) return true
  const ended = endDayOf(frame.tokens)
  // 年假休到昨天
  if (found.status === 'leave' && ended !== undefined && ended.last < now.day) return true
  if (found.progress === true && continueActivity(frame, scene, last)) return true
  const away =
    found.status === 'business' ||
    found.status === 'rest' ||
    found.status === 'leave' ||
    found.status === 'travelling'
  const silent = silentIn(frame)
  if (later && !away && times.until === undefined && !silent && !returnsLater(scene, index)) return true
  const draft = latest(scene)
  // 去县里开饮水工程的会: what a meeting is about is no work
  const meets = found.status === 'business' && /开[^,]{0,8}会/.test(frame.text)
  const named = found.status === 'rest' || found.status === 'leave' ? undefined : activityOf(frame)
  const activity = meets && named !== 'study' ? undefined : named
  const ends = endDayOf(frame.tokens)
  const whole =
    later || away
      ? span(frame, found, ends ? { ...times, until: endOf(ends.last, now) } : times, scene)
      : times
  if (draft && continues(draft, found, frame, last)) {
    if (draft.fact.who.join() === 'self' && frame.who.join() === 'team' && !frame.explicit)
      draft.fact.who = ['team']
    scene.focus = draft
    merge(draft, found, { activity, ...whole, silent }, frame, scene)
    return true
  }
  if (frame.after === 'colon' && found.status === 'field' && found.place === undefined) return false
  if (sharesHeads(frame, scene)) return true
  const heads = headCount(frame)
  if (
    heads === 0 ||
    (heads !== undefined && !frame.explicit && found.status !== 'in_village' && found.status !== 'field')
  )
    return true
  const together =
    some(frame, (t) => t.f.all === true && /^(?:都|全|全都|全部)$/.test(t.text)) &&
    frame.tokens.find((t) => t.f.filler !== true)?.f.all === true
  const plural =
    (heads !== undefined || (together && draft === undefined)) && !frame.explicit && frame.who[0] === 'self'
  const who = plural ? ['team'] : [...frame.who]
  const fact: WhereaboutsFact = { kind: 'whereabouts', who }
  if (found.status) fact.status = found.status
  if (found.place && !SAYS_NOTHING.test(found.place.text)) fact.place = placeText(found.place, frame, scene)
  if (found.status === 'travelling') {
    delete fact.place
    if (!frame.tokens.some((t) => t.f.clock !== undefined)) delete fact.from
  }
  if (activity) fact.activity = activity
  const along = frame.with.length > 0 ? frame.with : alongBefore(frame, scene)
  if (along.length > 0) fact.with = [...along]
  if (whole.from !== undefined && !isLeaveEnd(frame)) fact.from = whole.from
  if (whole.until !== undefined) fact.until = whole.until
  if (silent || silentBefore(scene, index)) fact.noSignal = true
  const before = scene.frames[index - 1]
  if (
    fact.activity === undefined &&
    fact.status === 'field' &&
    before?.line === frame.line &&
    before.sentence === frame.sentence &&
    !before.explicit &&
    !frame.explicit &&
    some(before, (t) => t.f.plan === true)
  ) {
    const planned = activityOf(before)
    if (planned) fact.activity = planned
  }
  if (scene.start?.line === frame.line && scene.start.who === fact.who.join() && fact.from === undefined)
    fact.from = scene.start.from
  const opened = add(scene, 'whereabouts', fact, frame.start, frame.end)
  opened.said = ownWords(frame, found, fact, scene)
  scene.focus = opened
  return true
}

/** 小杨和老岳刚背着秤过去,说是去五组: the companion was named where nothing was said of the way. */
function alongBefore(frame: Frame, scene: Scene): readonly string[] {
  if (frame.explicit) return []
  const named = scene.frames.findLast((f) => f.start < frame.start && f.explicit)
  if (named?.line !== frame.line || named.sentence !== frame.sentence || !sameWho(named.who, frame.who))
    return []
  return scene.drafts.some((d) => d.start >= named.start) ? [] : named.with
}

interface More extends Times {
  activity: WorkCategory | undefined
  silent: boolean
}

function merge(draft: Draft<WhereaboutsFact>, found: Found, more: More, frame: Frame, scene: Scene): void {
  const { fact } = draft
  const told = { place: fact.place, activity: fact.activity }
  if (found.status && fact.status === undefined) fact.status = found.status
  if (found.place && !SAYS_NOTHING.test(found.place.text)) fact.place = placeText(found.place, frame, scene)
  if (more.activity && fact.activity === undefined) fact.activity = more.activity
  if (more.from !== undefined) fact.from ??= more.from
  if (more.until !== undefined) fact.until = more.until
  if (more.silent) fact.noSignal = true
  if (frame.with.length > 0) fact.with = [...new Set([...(fact.with ?? []), ...frame.with])]
  // 我守着 在宿舍写材料: the fuller words. Where both say something new, neither stands for the whole.
  if (fact.place !== told.place || fact.activity !== told.activity)
    draft.said = (told.place ?? told.activity) === undefined ? ownWords(frame, found, fact, scene) : undefined
  widen(draft, frame)
}
