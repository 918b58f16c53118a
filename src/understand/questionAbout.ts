/** Whom or what a question is about. */
import type { Asks } from './facts'
import type { Frame } from './frames'
import { type Scene, isTeamWord, pieceOf } from './scene'
import type { Token } from './token'

const EVERYWHERE = /^(?:全区|全县|整个区|区里)$/

/** 第一书记, 队长: an office nobody is named by, when a village stands beside it. */
const OFFICE = /^(?:第一|副)?(?:书记|队长|支书|主任|组长|镇长)$|^(?:工作队长|驻村干部|村支书)$/
const NOBODY = /^(?:队员|村干部|同志|同事|干部|领导)$/
const OURS = /(?:我们?|本|咱们?)(?:镇|乡|街道|村|队)(?!里|上|干|民|委|员)|全(?:镇|乡|街道)/
const NO_PLACE = /^(?:镇上|镇里|乡里|乡上|村里|村上|村子|岗位|乡镇)$/

/** 告诉我, 我想知道: the asker is whom it is told to, not whom it is about. */
const isAsker = (tokens: readonly Token[], i: number): boolean =>
  tokens[i - 1]?.f.object === true ||
  /(?:[发给帮跟向让]|告诉|提醒)$/.test(tokens[i - 1]?.text ?? '') ||
  /^(?:想|要|来)?(?:知道|问|看|查|了解|要?的是)/.test(
    tokens
      .slice(i + 1, i + 4)
      .map((t) => t.text)
      .join(''),
  )

/** The person, village or township a clause asks about; `self` for me. */
export function aboutOf(frame: Frame, scene: Scene, asks: Asks): string | undefined {
  const { tokens } = frame
  const place = tokens.find(
    (t) =>
      (t.f.place === 'village' || t.f.place === 'town') &&
      t.text.length >= 2 &&
      !NO_PLACE.test(t.text) &&
      !OURS.test(t.text) &&
      !EVERYWHERE.test(t.text),
  )
  const person = tokens.find(
    (t) => t.f.person === true && !NOBODY.test(t.text) && !(place !== undefined && OFFICE.test(t.text)),
  )
  const token = person ?? place
  if (token) return pieceOf(scene, token.start, token.end).replace(/(?<=..)的$/, '')
  const ours = OURS.exec(frame.text)
  // The clause's text may leave out what stands between its words
  const at = ours ? scene.source.text.indexOf(ours[0], frame.start) : -1
  if (ours) return at < 0 ? ours[0] : pieceOf(scene, at, at + ours[0].length)
  const [named] = frame.who
  // 小罗 你在哪点: whom it is said to
  if (frame.explicit && named !== undefined && !isTeamWord(named) && /你(?!们)/.test(frame.text)) return named
  const everybody = asks === 'help' || asks === 'missing' || asks === 'unreachable'
  if (!everybody && tokens.some((t, i) => t.f.pron === 'self' && !isAsker(tokens, i))) return 'self'
  return undefined
}

/** 王队长近况,这周在村几天: who the question before was about, as long as nobody new is asked for. */
export function aboutBefore(frame: Frame, scene: Scene, asks: Asks): string | undefined {
  if (
    !/days|where|work|leave/.test(asks) ||
    (asks === 'leave' && !/[她他]|假到|到哪天/.test(frame.text)) ||
    /谁|哪些|哪几|各|全|人(?!在哪|去哪|呢|到哪|都|现在|跑)/.test(frame.text)
  )
    return undefined
  const before = scene.frames.findLast(
    (f) => f.line === frame.line && f.start < frame.start && aboutOf(f, scene, asks) !== undefined,
  )
  return before && aboutOf(before, scene, asks)
}

/** 看看岔河村|今天在干嘛: the place to look at stands in a clause of its own. */
export function lookedAt(frame: Frame, scene: Scene): string | undefined {
  const near = scene.frames[frame.index - 1]
  // 石门坎村 人在哪: whom the question is about, a breath before
  if (
    near?.line === frame.line &&
    !near.taken &&
    /space|soft/.test(near.after) &&
    near.tokens.length <= 2 &&
    near.tokens.every((t) => t.f.place === 'village' || t.f.place === 'town' || t.f.person || t.f.filler)
  ) {
    near.taken = true
    return pieceOf(scene, near.start, near.end)
  }
  const before = frame.before === 'run' ? near : undefined
  if (!before || !/(?:^|想|要|先|顺便|帮我?|请)(?:看看?|查|问|了解|知道)/.test(before.text)) return undefined
  const place = before.tokens.find((t) => t.f.place === 'village' || t.f.place === 'town' || t.f.person)
  if (!place) return undefined
  before.taken = true
  return pieceOf(scene, place.start, place.end)
}
