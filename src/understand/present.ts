/** Presence without a place: 在的, 村里有谭队, 在整台账, 回来了. */
import type { WorkCategory } from './facts'
import type { Frame } from './frames'
import type { Found } from './position'
import { type Scene, denied, some } from './scene'
import type { Token } from './token'

/** Work done at a desk or in a hall; all other work is out of doors. */
export const INDOORS = new Set<WorkCategory>([
  'paperwork',
  'study',
  'party_meeting',
  'public_service',
  'household_meeting',
])

/** 村里, 岗位 say no more than the status. */
const CALLED_MEETINGS = new Set<WorkCategory>(['party_meeting', 'household_meeting'])

/** 在的, 都在: nothing but being there. */
export function present(frame: Frame, scene: Scene): Found | undefined {
  const { tokens } = frame
  const i = tokens.findIndex((t) => t.f.at === true && t.text === '在')
  const token = tokens[i]
  const there = tokens.slice(i + 1).some((t) => /^(?:那边|那里|那点|那儿|那头)$/.test(t.text))
  if (!token || denied(tokens, i) || !tokens.slice(i + 1).every((t) => t.f.filler === true)) return undefined
  if (
    !tokens
      .slice(0, i)
      .every(
        (t) =>
          (/^人(?:员)?$/.test(t.text) ||
            (t.f.place === 'village' && t.start === frame.start) ||
            t.f.person) ??
          t.f.pron ??
          t.f.all ??
          t.f.filler ??
          t.f.punct ??
          t.f.join ??
          t.f.day ??
          (t.f.qty !== undefined && /^[个人名]$/.test(t.f.qty.unit) ? true : undefined),
      )
  )
    return undefined
  const found: Found = { status: 'in_village', place: undefined, start: token.start, end: token.end }
  // 他从三组回来了,小赵还在那边: the place spoken of last
  return there ? { ...found, status: 'field', place: placeBefore(frame, scene) } : found
}

const placeBefore = (frame: Frame, scene: Scene): Token | undefined =>
  scene.frames
    .slice(0, frame.index)
    .flatMap((f) => f.tokens)
    .findLast((t) => t.f.place === 'hamlet' || t.f.place === 'wild')

/** 我顶他的班, 小何替书记守: on duty for somebody. */
export function standsIn(frame: Frame): Found | undefined {
  const { tokens } = frame
  const i = tokens.findIndex((t) => /^(?:顶|替|接|换)$/.test(t.text))
  const last = tokens.findLast((t) => t.f.filler !== true && t.f.done !== true)
  if (i < 0 || !last || denied(tokens, i) || !tokens.slice(i + 1).some((t) => t.f.person ?? t.f.pron))
    return undefined
  if (!/^(?:的?班|岗|的?岗位?|值班|守|值|值守)$/.test(last.text)) return undefined
  return { status: 'in_village', place: undefined, start: frame.start, end: frame.end }
}

/** 村里有谭队, 队里有老姚在: who is there. */
export function rosterOf(frame: Frame): Found | undefined {
  const { tokens } = frame
  const [first, second] = tokens
  const there =
    /^(?:家里|家头|村里|屋头)$/.test(first?.text ?? '') ||
    first?.f.place === 'village' ||
    first?.f.place === 'office' ||
    first?.f.pron === 'team'
  if (
    !there ||
    !/^(?:有|还有|就|就是|只|只有|剩|只剩|就剩|还剩|留|留着|只留|就留|留了)$/.test(second?.text ?? '') ||
    !frame.explicit ||
    frame.who.includes('team')
  )
    return undefined
  if (
    !tokens
      .slice(2)
      .every(
        (t) => t.f.left ?? t.f.qty ?? t.f.person ?? t.f.pron ?? t.f.punct ?? t.f.at ?? t.f.filler ?? t.f.join,
      )
  )
    return undefined
  const place = first?.f.place === 'office' ? first : undefined
  return { status: 'in_village', place, start: frame.start, end: frame.end }
}

/** 今天不上山了 我跟组长去; 镇里有个碰头会 我跟支书一起去: the bare 去 goes where the clause before speaks of. */
export function again(frame: Frame, scene: Scene): Found | undefined {
  const before = scene.frames[frame.index - 1]
  const last = frame.tokens.findLast((t) => t.text !== '的' && t.f.done !== true)
  if (before?.line !== frame.line || !GOES.test(last?.text ?? '') || !frame.explicit) return undefined
  const status =
    before.tokens.find((t) => t.f.status === 'field')?.f.status ??
    (/上山|下组|入户/.test(before.text) ? 'field' : undefined)
  if (status) return { status, place: undefined, start: frame.start, end: frame.end }
  const place = before.tokens.find((t) => t.f.place !== undefined)
  const meeting = some(before, (t) => t.f.meeting === true)
  if (!place?.f.place || !meeting || scene.drafts.some((d) => d.start === before.start)) return undefined
  const near = place.f.place === 'hamlet' ? 'field' : place.f.place === 'office' ? 'in_village' : 'business'
  return { status: near, place, start: frame.start, end: frame.end }
}

const GOES = /^(?:去|去了|去的|过去|过去了|参加|同去|前去|先去)$/

/** 在整台账, 去核图斑, 走访中: a doing under way or gone to, with no place. */
export function progress(frame: Frame, scene: Scene): Found | undefined {
  const { tokens } = frame
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]
    if (!token || denied(tokens, i)) continue
    const next = tokens[i + 1]
    const doing = token.f.cat !== undefined && token.f.verb === true
    const lead =
      [tokens[i - 1], tokens[i - 2]].find((t) => t?.f.at === true || t?.f.go === true) ??
      (/^去了?$/.test(next?.text ?? '') && tokens[i + 2]?.f.place === undefined ? next : undefined)
    const ongoing = /^中(?![耕草学小心央途间药])/.test(next?.text ?? '')
    if (token.f.meeting && (lead || tokens[i - 1]?.text === '参加')) {
      return { status: 'business', place: undefined, start: lead?.start ?? token.start, end: token.end }
    }
    const open =
      doing &&
      !lead &&
      token.f.cat !== undefined &&
      !CALLED_MEETINGS.has(token.f.cat) &&
      next?.text !== '的' &&
      !tokens.slice(0, i).some((t) => t.f.object === true && t.f.join !== true) &&
      underWay(frame, scene)
    const viaVerb =
      token.f.verb === true &&
      token.f.cat === undefined &&
      lead?.f.go === true &&
      tokens.slice(i + 1).some((t) => t.f.cat !== undefined)
    if (viaVerb) return { status: 'field', place: undefined, start: lead.start, end: token.end }
    if (doing && (lead || ongoing || open) && token.f.cat !== undefined) {
      const away = token.f.cat === 'study' && (lead?.f.go === true || /^参加/.test(token.text))
      const status = away ? 'business' : INDOORS.has(token.f.cat) && !lead?.f.go ? 'in_village' : 'field'
      return {
        status,
        place: undefined,
        start: lead?.start ?? token.start,
        end: token.end,
        progress: lead?.f.go !== true,
      }
    }
  }
  return undefined
}

/** 跟支书巡河,十一点半返: work begun and not counted is where somebody is. */
function underWay(frame: Frame, scene: Scene): boolean {
  const { now } = scene
  if (frame.day !== undefined && frame.day.first !== now.day) return false
  if (
    some(
      frame,
      (t) =>
        t.f.qty !== undefined ||
        t.f.done === true ||
        t.f.length !== undefined ||
        t.f.plan === true ||
        t.f.left === true ||
        /[了完过]$/.test(t.text),
    )
  )
    return false
  if (some(frame, (t) => t.f.back === true)) return false
  if (
    frame.heading !== undefined ||
    frame.after === 'colon' ||
    frame.under === 'plan' ||
    frame.under === 'trouble'
  )
    return false
  const rest = scene.frames.filter((f) => f.line === frame.line && f.start > frame.start)
  if (rest.some((f) => f.tokens[0]?.f.qty !== undefined)) return false
  const returns = rest.some((f) => some(f, (t) => t.f.back === true)) || some(frame, (t) => t.f.back === true)
  const part = frame.part
  if (part !== undefined && part.starts > now.minutes) return false
  return returns || (now.minutes < 16 * 60 && scene.frames.every((f) => f.line === 0))
}

/** 回来了, 到村, 已回村: somebody is back. A clock makes it a return to come. */
export function arrival(frame: Frame): Found | undefined {
  const { tokens } = frame
  const i = tokens.findIndex((t) => t.f.back === true)
  const token = tokens[i]
  if (
    token &&
    /^(?:下山|下来)/.test(token.text) &&
    /^(?:还没|没|没有|还没有|未)$/.test(tokens[i - 1]?.text ?? '')
  ) {
    return { status: 'field', place: undefined, start: token.start, end: token.end }
  }
  if (!token || denied(tokens, i) || /^(?:回去|走出来|出来)/.test(token.text)) return undefined
  const [before, next] = [tokens[i - 1], tokens[i + 1]]
  if (/^(?:还没|没|没有|还没有|未)$/.test(before?.text ?? '')) return undefined
  const over =
    /了$/.test(token.text) ||
    /^[了啦]/.test(next?.text ?? '') ||
    tokens.slice(0, i).some((t) => /^(?:已|已经|刚|刚才|刚从|才从|都)$/.test(t.text)) ||
    /^到/.test(token.text)

  if (tokens.slice(0, i).some((t) => t.f.plan === true || /^(?:快|要|能|才|可以)$/.test(t.text)))
    return undefined
  const clocked = tokens.some(
    (t) => t.f.clock !== undefined || t.f.part?.clock !== undefined || t.f.minutes !== undefined,
  )
  if (
    !over ||
    (clocked && !tokens.some((t) => t.f.done && t.text !== '完')) ||
    /^(?:收工|结束|散会|忙完|弄完|开完|搞完|完事|才回|下班)$/.test(token.text)
  ) {
    return undefined
  }
  return { status: 'in_village', place: undefined, start: token.start, end: token.end }
}
