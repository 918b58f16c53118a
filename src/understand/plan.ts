/** What is to be done: later days, and what of today is still ahead. */
import type { PlanFact, WorkFact } from './facts'
import { type Frame } from './frames'
import { isOthers } from './others'
import { add, denied, type Draft, pieceOf, type Scene, some } from './scene'
import { timesOf } from './times'

const LEAD = /^(?:内|前|之前|以前|计划|打算|准备|拟|预计|安排|要|将|再|就|的|想)+/
const SET = /^(?:计划|打算|准备|拟|预计|安排|待会|等会|一会|等下|待会儿|等会儿|一会儿|稍后|晚点|等哈)$/

/** Does the clause speak of a later day's stay elsewhere? Then it is whereabouts. */
const isAway = (frame: Frame, scene: Scene): boolean =>
  scene.drafts.some(
    (d) =>
      d.fact.kind === 'whereabouts' &&
      d.start <= frame.start &&
      d.end >= frame.end &&
      ['business', 'rest', 'leave', 'travelling'].includes(d.fact.status ?? ''),
  )

function dayOfPlan(frame: Frame, scene: Scene, positioned: boolean): string | undefined {
  const { now } = scene
  const here = frame.tokens.find((t) => t.f.day !== undefined)?.f.day
  const left = some(frame, (t) => t.f.left === true)
  // 这周内把台账补完, 月底前完成30户
  const by = frame.tokens.find(
    (t, k) => t.f.day !== undefined && /^(?:内|之?前|以前)/.test(frame.tokens[k + 1]?.text ?? ''),
  )
  if (by?.f.day && by.f.day.last > now.day && some(frame, (t) => t.f.cat !== undefined)) return by.f.day.last
  const day = frame.day ?? (left ? here : undefined)
  if (day && day.first > now.day) return day.first
  if (day && day.first < now.day) return undefined
  const work = frame.tokens.some((t, i) => t.f.cat !== undefined && !denied(frame.tokens, i))
  if (frame.under === 'plan' && (work || positioned || some(frame, (t) => t.f.verb === true)))
    return day?.first ?? now.day
  if (!work)
    return some(frame, (t) => /^(?:计划|打算|准备)$/.test(t.text)) &&
      !positioned &&
      some(frame, (t) => (t.f.left ?? t.f.qty) !== undefined) &&
      !some(frame, (t) => /了$/.test(t.text) || t.f.neg === true)
      ? now.day
      : undefined
  const first = frame.tokens.find((t) => t.f.cat !== undefined)?.start ?? frame.end
  // 劝返6个准备进山的: who is about to is somebody else
  const set = frame.tokens.some((t) => t.f.plan === true && SET.test(t.text) && t.start < first)
  if (set && !some(frame, (t) => t.f.done === true)) {
    const strong = some(frame, (t) => /^(?:计划|打算|拟|预计)$/.test(t.text))
    return strong || !positioned ? now.day : undefined
  }
  if (positioned || some(frame, (t) => t.f.done === true)) return undefined
  const counted = some(frame, (t) => t.f.qty !== undefined)
  const { from, until } = timesOf(frame, undefined, now)
  const ahead = from !== undefined && until === undefined && Date.parse(from) > now.at
  const part = frame.tokens.find((t) => t.f.part !== undefined)?.f.part
  const meant =
    part !== undefined &&
    part.ends > now.minutes &&
    (some(frame, (t) => t.f.plan === true || /^还[要得]$/.test(t.text)) ||
      some(frame, (t) => /meeting/.test(t.f.cat ?? '')))
  if (counted) return meant ? now.day : undefined
  return ahead || meant || (part !== undefined && part.starts > now.minutes) ? now.day : undefined
}

/** The words of a plan: without the day word and 计划, 准备 in front of it. */
function textOf(frame: Frame): { start: number; end: number } {
  const { tokens } = frame
  let k = 0
  while (tokens[k] && (tokens[k]?.f.day ?? tokens[k]?.f.filler)) k++
  while (tokens[k] && LEAD.test(tokens[k]?.text ?? '') && tokens[k]?.f.plan) k++
  return { start: tokens[k]?.start ?? frame.start, end: frame.end }
}

/** 明天继续, 明天接着: the work spoken of goes on. */
const continues = (frame: Frame, scene: Scene): boolean =>
  frame.dayHere &&
  frame.tokens.every((t) => (t.f.day ?? t.f.filler ?? t.f.part) !== undefined || CONTINUE.test(t.text)) &&
  some(frame, (t) => CONTINUE.test(t.text)) &&
  scene.drafts.some((d) => d.fact.kind === 'work')
const CONTINUE = /^(?:继续|接着|接着来|再来|再去|再干|再弄|再核|再走|去|干|核|走|做)$/

/** 还有3户没走,明天继续: what is left belongs to the day. */
function fromRemainder(frame: Frame, scene: Scene, date: string): { start: number; end: number } {
  const before = scene.frames[frame.index - 1]
  const left = scene.drafts.findLast(
    (d): d is Draft<WorkFact> => d.fact.kind === 'work' && d.start === before?.start,
  )
  if (left?.fact.done !== false || left.fact.date !== undefined) return textOf(frame)
  left.fact.date = date
  return { start: left.start, end: frame.end }
}

/** Read the plan of one clause. `positioned`: it holds a word of position, too. */
export function readPlan(frame: Frame, scene: Scene, positioned: boolean): boolean {
  const date = dayOfPlan(frame, scene, positioned)
  if (date === undefined || isAway(frame, scene) || isOthers(frame)) return false
  // 老王家儿子明天结婚
  if (!positioned && some(frame, (t) => t.f.relative === true) && !some(frame, (t) => t.f.cat !== undefined))
    return false
  const acked = scene.drafts.some((d) => d.fact.kind === 'ack')
  if (acked && !positioned && !some(frame, (t) => (t.f.cat ?? t.f.meeting ?? t.f.qty) !== undefined))
    return false
  const something =
    positioned ||
    continues(frame, scene) ||
    frame.tokens.some(
      (t, i) =>
        (t.f.cat ??
          t.f.meeting ??
          t.f.status ??
          t.f.left ??
          t.f.go ??
          (frame.dayHere || frame.under === 'plan' ? t.f.verb : undefined)) !== undefined &&
        !denied(frame.tokens, i),
    )
  const { start, end } = continues(frame, scene) ? fromRemainder(frame, scene, date) : textOf(frame)
  const same = scene.drafts.find((d): d is Draft<PlanFact> => d.fact.kind === 'plan' && d.fact.date === date)
  if (same) {
    if (!something) return true
    if (same.fact.text !== '' && end > same.end && start - same.end < 12) {
      same.end = end
      same.fact.text = pieceOf(scene, same.start, end)
    }
    return true
  }
  if (!something) return false
  const text = pieceOf(scene, start, end).replace(/^(?:之前|以前|内|前)(?=.)/, '')
  // 明早再来: when, but nothing to do
  if (/^(?:再)?(?:来|去|到|回|走|说|看)[了吧啊哈]*$/.test(text)) return false
  add(scene, 'plan', { kind: 'plan', date, text }, start, end)
  return true
}
