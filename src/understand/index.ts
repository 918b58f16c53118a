/**
 * `understand`: what one ordinary Chinese message means, as the facts of the contract's section 5.
 * normalise → tokens → clauses → frames (scope) → readers, in order → refiners.
 */
import { answersOf } from './answers'
import { clausesOf } from './clauses'
import { readDifficulties } from './difficulty'
import type { Fact, ReadFact, Reading, ReadingContext } from './facts'
import { type Frame, framesOf } from './frames'
import { withLastCategory } from './fromLast'
import { readHealth } from './health'
import { readMistaken } from './mistaken'
import { readNotSeen } from './notSeen'
import { readHelp } from './rescue'
import { readSafe } from './safe'
import { readCorrectedPlace } from './corrected'
import { newCounting } from './counting'
import { readLeave } from './leave'
import { isCourtesy } from './leaveReason'
import { readOrder } from './order'
import { readPlan } from './plan'
import { readQuestion } from './question'
import { refine } from './refine'
import type { Draft, Scene } from './scene'
import { sourceOf, spanOf, written } from './source'
import { withNamesAsWritten } from './spelled'
import { readStaff } from './staff'
import { readFeedback } from './feedback'
import { findAmends, markUnreal, readAck } from './talk'
import { tokensOf } from './tokens'
import { unreadOf } from './unread'
import { readWhereabouts } from './whereabouts'
import { nowOf } from './instants'
import { noteMeant, readWork } from './work'

export * from './facts'
export { plainly } from './source'

const DEFAULT_ZONE = 'Asia/Shanghai'

/** 他们, 我家, 看见: somebody from the village speaks, though nobody said so. */
const WITNESS =
  /(?<![跟和同给帮带陪找为])(?:他们|她们)|来我家|在我家|在我们[组寨社]|看见|见着|看到(?!信息|消息|通知|短信|群|文件|你)|说是/
const SPEAKS_FOR_TEAM =
  /我们(?![组寨社])|我(?!们|家|看见|见|爹|妈|听|没|刚|说|也|哪|不)|本人|通知|点名|抽查|转告|提醒|投诉|建议/

function roleOf(text: string, given: ReadingContext): ReadingContext {
  if (given.role !== undefined || !WITNESS.test(text) || SPEAKS_FOR_TEAM.test(text)) return given
  return { ...given, role: 'villager' }
}

function sceneOf(text: string, at: number, given: ReadingContext): Scene {
  const source = sourceOf(text)
  const context = roleOf(source.text, given)
  const now = nowOf(at, context.timezone ?? DEFAULT_ZONE)
  const tokens = tokensOf(source.text, now, context)
  for (const token of tokens) {
    // Names are copied as written, also where the readers level the spelling
    if (token.f.person) token.text = written(source, token.start, token.end)
  }
  const frames = framesOf(clausesOf(tokens), now, context.role)
  return { source, now, context, frames, drafts: [], focus: undefined, start: undefined, corrects: false }
}

const open = (frame: Frame): boolean => !frame.taken && !frame.unreal

/** Said to the bot: these take whole clauses away from the readers of the world. */
function readTalk(scene: Scene): void {
  scene.frames.forEach((frame, i) => {
    if (frame.taken || readFeedback(i, scene)) return
    if (!open(frame) || readAck(i, scene)) return
    if (readOrder(i, scene) || readQuestion(frame, scene)) frame.taken = true
  })
}

function readWellbeing(scene: Scene): void {
  scene.frames.forEach((frame, i) => {
    if (!open(frame)) return
    if (scene.drafts.some((d) => d.fact.kind === 'health' && d.end > frame.start && d.start <= frame.start))
      return
    readHealth(i, scene)
  })
  scene.frames.forEach((frame, i) => {
    if (!open(frame)) return
    const helped = scene.drafts.some((d) => d.fact.kind === 'help' && d.end > frame.start)
    if (!helped) readHelp(i, scene)
    if (readSafe(frame, scene) || readNotSeen(frame, scene))
      frame.taken = !frame.tokens.some((t) => t.f.at === true || t.f.status !== undefined)
  })
}

function readRequests(scene: Scene): void {
  for (const frame of scene.frames) {
    if (!open(frame)) continue
    const used = readLeave(frame, scene)
    if (!used) continue
    for (const f of [frame, ...used]) f.taken = true
    for (const f of scene.frames) if (isCourtesy(f)) f.taken = true
  }
}

function readWorld(scene: Scene): void {
  const counting = newCounting()
  for (const frame of scene.frames) {
    if (frame.unreal && !frame.taken) noteMeant(frame, counting)
    if (!open(frame) || frame.heading !== undefined) continue
    if (readStaff(frame, scene)) continue
    const positioned = readWhereabouts(frame, scene)
    const planned = readPlan(frame, scene, positioned)
    readWork(frame, scene, counting, planned)
  }
}

function readAmends(scene: Scene): Draft | undefined {
  const mistaken = readMistaken(scene)
  const { corrects = mistaken, withdraws } = findAmends(scene)
  scene.corrects = corrects !== undefined || withdraws !== undefined
  const frame = corrects ?? withdraws
  if (withdraws && !corrects) withdraws.taken = true
  return frame
    ? {
        fact: { kind: corrects ? 'correction' : 'withdraw' },
        start: frame.start,
        end: frame.end,
        reader: 'talk',
      }
    : undefined
}

function read(text: string, at: number, context: ReadingContext): Reading {
  const scene = sceneOf(text, at, context)
  markUnreal(scene)
  readTalk(scene)
  const amends = readAmends(scene)
  readWellbeing(scene)
  readRequests(scene)
  readDifficulties(scene)
  readWorld(scene)
  readCorrectedPlace(scene)
  const drafts = refine(answersOf(scene), amends, scene)
  const facts: ReadFact[] = drafts.map(({ fact, start, end, reader, said }) => ({
    fact: withNamesAsWritten(withLastCategory(fact, context.lastFacts), scene.source),
    span: spanOf(scene.source, start, end),
    reader,
    ...(said === undefined ? {} : { said }),
  }))
  return { facts, unread: unreadOf(scene, drafts) }
}

/**
 * What a text means at the instant `at` (epoch ms). Pure; never throws: a text that cannot be read means nothing.
 */
export function understand(text: string, at: number, context: ReadingContext = {}): Reading {
  return read(text, at, context)
}

/** The facts alone, in the order said. */
export const factsOf = (reading: Reading): Fact[] => reading.facts.map(({ fact }) => fact)
