/** People nobody has seen or can reach. */
import { daysBetween } from '../time'
import type { NotSeenFact, Who } from './facts'
import { type Frame } from './frames'
import { wholeNumber } from './numerals'
import { add, isWitness, type Scene, some } from './scene'
import type { Token } from './token'

const SIGHT =
  /^(?:再)?(?:看见|看到|见到|见着|见过|见人|见(?!效|好|得|面|底|外|血)|碰到|碰见|遇到|遇见|露面|露过|来过|出现|接通|打通|回音|音信|联系上|联系到|人影|影子)/
const ANSWER = /^(?:人)?(?:接|通|应|回)(?![村家来去到])/
const TIDINGS = /^.{1,6}(?:消息|音信|音讯|下落|影子|踪影)/

/** The word of not being seen, or the denial that makes one: 没|露面, 都没|看见, 没有|老杞的消息, 电话都没|通. */
function unseenToken(frame: Frame): Token | undefined {
  const { tokens } = frame
  const called = /电话|微信|手机/.test(frame.text)
  return tokens.find((t, k) => {
    // 一分没见着: money
    if (/[分钱款费]$/.test(tokens[k - 1]?.text ?? '')) return false
    if (t.f.unseen === true) return !/^(?:不是|并非|不等于)$/.test(tokens[k - 1]?.text ?? '')
    if (t.f.neg !== true || !/[没未不]/.test(t.text)) return false
    const rest = frame.text.slice(t.end - frame.start)
    return (
      SIGHT.test(rest) ||
      (called && ANSWER.test(rest)) ||
      (/有$/.test(t.text) && TIDINGS.test(rest) && some(frame, (x) => x.f.person === true))
    )
  })
}

/** 三天, 这两天, 从前天到现在: how long already. */
function daysOf(frame: Frame, scene: Scene): number | undefined {
  const length = frame.tokens.find((t) => (t.f.length ?? 0) >= 1)?.f.length
  if (length !== undefined) return length
  const lately = /[这近]([两二三四五六七八九十]|\d+)天/.exec(frame.text)?.[1]
  if (lately !== undefined) return wholeNumber(lately)
  const since = frame.tokens.find((t) => t.f.day !== undefined)?.f.day
  if (!since || since.first >= scene.now.day || !/从|自|起|以来|以后|开始|到现在/.test(frame.text))
    return undefined
  return daysBetween(since.first, scene.now.day)
}

/** A person nobody has seen or can reach. */
export function readNotSeen(frame: Frame, scene: Scene): boolean {
  const { tokens } = frame
  const token = unseenToken(frame)
  if (!token || /1[12][09]/.test(frame.text)) return false
  // 阿南中暑 喊不应: no answer because of the illness
  if (
    /不应$/.test(token.text) &&
    scene.drafts.some((d) => d.fact.kind === 'health' && d.start <= frame.start)
  )
    return false
  const objects = tokens
    .filter((t) => (t.f.person === true || t.f.pron !== undefined) && t.f.pron !== 'self')
    .map((t) =>
      t.f.person
        ? t.text
        : t.f.pron === 'rest'
          ? 'rest'
          : t.f.pron === 'he'
            ? (frame.who.find((w) => w !== 'self') ?? 'team')
            : 'team',
    )
  const others = [
    ...new Set([
      ...objects.filter(
        (w) => w !== 'team' || !tokens.some((t) => t.f.pron === 'team' && /^我/.test(t.text)),
      ),
    ]),
  ]
  const placed =
    scene.frames[frame.index - 1]?.line === frame.line &&
    some(
      scene.frames[frame.index - 1] ?? frame,
      (t) => t.f.status !== undefined || t.f.go === true || t.f.at === true,
    ) &&
    !some(scene.frames[frame.index - 1] ?? frame, (t) => t.f.neg === true)
  if (!frame.explicit && others.length === 0 && placed && token.f.silent === true) return false
  const heldOver = !frame.explicit && frame.who.length > 0 && frame.who[0] !== 'self' ? frame.who : []
  const who =
    others.length > 0
      ? others
      : heldOver.length > 0
        ? heldOver
        : /看见|见人|看到|人影|露面|来过|见不着|见过/.test(frame.text.slice(token.start - frame.start))
          ? ['team']
          : isWitness(scene)
            ? ['team']
            : []
  if (
    who.length === 0 ||
    some(frame, (t) => t.f.plan === true && /可能|会|要/.test(t.text)) ||
    /可能|怕|会/.test(frame.text.slice(0, token.start - frame.start))
  )
    return false
  if (some(frame, (t) => t.f.cat !== undefined || t.f.place === 'office'))
    return some(frame, (t) => t.f.cat !== undefined) ? false : unseen(frame, scene, who)
  return unseen(frame, scene, who)
}

function unseen(frame: Frame, scene: Scene, who: Who[]): boolean {
  let days = daysOf(frame, scene)
  // 联系不上小杨,电话关机: the clauses behind go on about the same person
  for (const next of scene.frames) {
    if (
      next.line === frame.line &&
      next.start > frame.start &&
      !next.explicit &&
      some(next, (t) => t.f.silent === true || t.f.unseen === true) &&
      !some(next, (t) => t.f.person === true)
    ) {
      next.taken = true
      days ??= daysOf(next, scene)
    }
  }
  const same = scene.drafts.findLast((d) => d.fact.kind === 'not_seen')
  if (same?.fact.kind === 'not_seen' && same.fact.who.join() === who.join()) {
    if (days !== undefined) same.fact.days ??= days
    return true
  }
  const fact: NotSeenFact = { kind: 'not_seen', who }
  if (days !== undefined) fact.days = days
  add(scene, 'wellbeing', fact, frame.start, frame.end)
  return true
}
