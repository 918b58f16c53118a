/** The question before, put once more: 后天呢, 木瓜镇的也要, 红岩村几户. */
import type { QuestionFact } from './facts'
import type { Frame } from './frames'
import { type Draft, type Scene, add, pieceOf, some } from './scene'

const ALSO = /(?:呢|也要|也看一?下?|也查一?下?|也来一?份?|也说一?下?|也报一?下?|也是|也发一?下?|同样|一样)$/
const HOW_MANY = /^(?:呢|的|有|多少|报了|几[户块场次件起份人趟个]?)+$/

/** The last question of the line or the one before it. */
const lastAsked = (scene: Scene, frame: Frame): Draft<QuestionFact> | undefined =>
  scene.drafts.findLast(
    (d): d is Draft<QuestionFact> =>
      d.fact.kind === 'question' &&
      d.fact.asks !== 'help' &&
      d.end <= frame.start &&
      frame.index - (scene.frames.findLast((f) => f.start < d.end)?.index ?? -9) <= 1,
  )

/** Read a clause that names only another day, place or person. Gives whether it asked anything. */
export function readAgain(frame: Frame, scene: Scene): boolean {
  const last = lastAsked(scene, frame)
  // 没报的有没有青岗乡的: a question of its own
  if (!last || some(frame, (t) => t.f.topic !== undefined)) return false
  // 小番呢,人在哪个组: only whom the next question is about
  const following = scene.frames[frame.index + 1]
  if (
    /呢$/.test(frame.text) &&
    following?.sentence === frame.sentence &&
    /^(?:人|他|她)?(?:现在|又|还)?(?:在|去|到|跑)/.test(following.text)
  )
    return false
  const { tokens, text } = frame
  const day = tokens.find((t) => t.f.day !== undefined)?.f.day
  const whom = tokens.find((t) => t.f.person === true || t.f.place === 'village' || t.f.place === 'town')
  const named = whom ?? (day ? tokens.find((t) => t.f.day !== undefined) : undefined)
  if (!named || some(frame, (t) => t.f.cat !== undefined || t.f.status !== undefined)) return false
  const behind = tokens
    .filter((t) => t.start >= named.end && t.f.day === undefined)
    .map((t) => t.text)
    .join('')
  if (!ALSO.test(text) && !(behind !== '' && HOW_MANY.test(behind) && whom)) return false
  const { date, from, to, ...rest } = last.fact
  const before = {
    ...(date === undefined ? {} : { date }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
  const fact: QuestionFact = { ...rest, ...(day ? {} : before) }
  if (whom) fact.about = pieceOf(scene, whom.start, whom.end).replace(/(?<=..)的$/, '')
  if (day) {
    if (day.first === day.last) fact.date = day.first
    else Object.assign(fact, { from: day.first, to: day.last })
  }
  add(scene, 'question', fact, frame.start, frame.end)
  return true
}
