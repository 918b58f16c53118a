import { answerTo, type Question } from '../../src/simulate/answers'
import type { Actor } from '../../src/simulate/district'
import { knows } from '../../src/simulate/knows'
import { dice } from '../../src/simulate/random'
import { localTime } from '../../src/time'
import type { Push } from './pushes'
import type { Stage } from './stage'

const MINUTE = 60_000

/** What a push asks of its reader, if anything. */
function questionOf({ world }: Stage, push: Push): Question | null {
  const { row, people } = push
  const village = push.to.village ?? 0
  switch (row.purpose) {
    case 'reminder':
      return { about: 'morning', village, people: [] }
    case 'daily_report':
      return { about: 'report', village, people: [] }
    case 'owner_ask':
      return { about: 'owner', village, people }
    case 'ask':
      if (push.case === null)
        return { about: 'silent', village, people: silentOne(world.district.actors, row.text) }
      return push.case.kind === 'morning'
        ? { about: 'morning', village, people: [] }
        : { about: 'return', village, people }
    default:
      return null
  }
}

/** The question about silent days names its person. */
const silentOne = (actors: readonly Actor[], text: string) =>
  actors
    .filter(({ name, role }) => role === 'member' && text.includes(`没听到${name}的消息`))
    .map(({ id }) => id)

function chanceToAnswer({ world: { rules } }: Stage, { to, row }: Push): number {
  const { people } = rules
  if (row.purpose === 'reminder') return people.answersReminder
  if (row.purpose === 'daily_report') return people.answersReport
  if (to.role === 'secretary' || to.role === 'cadre') return people.cadreAnswers
  return row.safety ? people.answersSafety : people.answers
}

const clock = ({ world }: Stage, at: number) => {
  const { hour, minute } = localTime(at, world.zone)
  return `${hour}:${String(minute).padStart(2, '0')}`
}

/** Whoever is asked reads it when the phone allows and they are up, and answers by what they know then. */
export function answerLater(stage: Stage, push: Push): void {
  const question = questionOf(stage, push)
  if (question === null) return
  const { world, truth, queue, now } = stage
  const { id, role } = push.to
  const roll = dice(world.seed, 'answer', id, now(), push.row.purpose)
  const reads = truth.signalAt(id, now())
  const tell = (why: string) => stage.note(push.to.village, `  (${push.to.name} ${why})`)
  if (reads === Infinity) return tell('is out of reach')
  if (!roll.chance(chanceToAnswer(stage, push)))
    return tell(`gets it at ${clock(stage, reads)}, never answers`)
  const { answerMinutes, cadreMinutes } = world.rules.people
  const median = role === 'secretary' || role === 'cadre' ? cadreMinutes : answerMinutes
  const isWoken = push.row.safety && truth.hears(id, reads)
  const at = (isWoken ? reads : truth.awakeAt(reads)) + roll.delay(median) * MINUTE
  tell(`gets it at ${clock(stage, reads)}, answers at ${clock(stage, at)}`)
  queue.add(at, async () => {
    if (truth.where(id, at) === 'lost') return
    const { caseId } = push.row
    // Whoever reads the all-clear first has nothing to answer any more.
    if (caseId !== null && (await stage.bot.caseNow(caseId))?.state === 'closed') return
    const text = answerTo(world, truth, question, id, at, roll)
    if (text !== null) stage.say(id, text, at)
    if (question.about === 'return' && !question.people.includes(id)) tellOnceKnown(stage, push, question, at)
  })
}

/** Who could not say where somebody is says so when they see them, as long as the bot looks for them. */
function tellOnceKnown(stage: Stage, push: Push, question: Question, since: number): void {
  const { world, truth, queue } = stage
  const { id } = push.to
  const { caseId } = push.row
  const roll = dice(world.seed, 'tells later', id, since)
  const doKnow = (at: number) => question.people.every((other) => knows(world, truth, id, other, at))
  if (caseId === null || doKnow(since) || !roll.chance(world.rules.people.tellsLater)) return
  for (let tries = 1; tries <= 12; tries++) {
    const at = since + tries * roll.between(10, 20) * MINUTE
    queue.add(at, async () => {
      if (!doKnow(at) || truth.where(id, at) === 'lost') return
      if ((await stage.bot.caseNow(caseId))?.state === 'closed') return
      const text = answerTo(world, truth, question, id, at, roll)
      if (text !== null) stage.say(id, text, at)
    })
  }
}

/** A reply that asks something back is answered within minutes. */
export function answerReply({ world, truth, say, now }: Stage, who: Actor, reply: string): void {
  const roll = dice(world.seed, 'reply', who.id, now())
  const asksTime = reply.includes('对就回『是』')
  const asksBack = reply.includes('回『都回来了』')
  if ((!asksTime && !asksBack) || !roll.chance(world.rules.people.answers)) return
  const at = now() + roll.between(0.5, 3) * MINUTE
  const isOut = truth.tripOf(who.id, at) !== null
  say(who.id, asksTime ? '是' : isOut ? '还没' : '都回来了', at)
}
