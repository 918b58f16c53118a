import type { Actor } from '../../src/simulate/district'
import { createEventQueue, type EventQueue } from '../../src/simulate/eventQueue'
import { createPlainRules, type PlainRules } from '../../src/simulate/plainRules'
import { dice } from '../../src/simulate/random'
import type { Counts } from '../../src/simulate/tally'
import { createTruth, type Truth } from '../../src/simulate/truth'
import type { World } from '../../src/simulate/world'
import { dayOf, instantOf } from '../../src/time'
import type { Bot, Written } from './bot'
import type { Push } from './pushes'

const SECOND = 1_000
const MINUTE = 60 * SECOND
/** What arrives within half a minute is taken in together, not at a full minute: the jobs have theirs then. */
const TOGETHER = 30 * SECOND
const arrivalAt = (at: number) => Math.floor((at + TOGETHER / 2) / TOGETHER) * TOGETHER + TOGETHER / 2

/** Everything in play: the world and its truth, the bot, what is still to happen, what was counted. */
export interface Stage {
  world: World
  truth: Truth
  bot: Bot
  queue: EventQueue<() => Promise<void> | void>
  counts: Counts
  plain: PlainRules
  now: () => number
  /** False once the days to be counted are over. */
  isCounting: () => boolean
  isDown: (at: number) => boolean
  /** Keeps a line of what was said in or about a village, for looking into it afterwards. */
  note: (village: number | null, line: string) => void
  /** Somebody writes at `at`; it arrives when the phone has power and signal. `urgent`: writes until it is answered. */
  say: (who: number, text: string, at: number, urgent?: boolean) => void
}

interface StageParts {
  world: World
  bot: Bot
  now: () => number
  until: number
  note: Stage['note']
  onReply: (stage: Stage, who: Actor, reply: string) => void
  onPushes: (stage: Stage, pushes: Push[]) => void
}

export function createStage({ world, bot, now, until, note, onReply, onPushes }: StageParts): Stage {
  const truth = createTruth(world)
  const begin = instantOf(world.rules.firstDay, 0, world.zone)
  const plain = createPlainRules(world, truth, begin)
  const { actors } = world.district
  const supervisors = actors.filter(({ role }) => role === 'township' || role === 'district').length
  const cadres = actors.filter((a) => (a.role === 'secretary' || a.role === 'cadre') && a.userid !== null)
  const members = world.district.villages.flatMap(({ no }) => world.membersOf(no, world.rules.firstDay))
  const stage: Stage = {
    ...{ world, truth, bot, plain, now, note },
    queue: createEventQueue(),
    counts: {
      ...{ days: world.days, members: members.length, cadres: cadres.length, supervisors },
      ...{ messages: 0, lostToDowntime: 0, alarms: [], repeated: [], falseAllClears: [], errors: [] },
      pushes: { member: 0, cadre: 0, supervisor: 0, digest: 0 },
      emergencies: truth.emergencies,
      alarmedAt: new Map(),
      plain,
    },
    isCounting: () => now() < until,
    isDown: (at) => isDown(world, at),
    say(who, text, at, urgent = false) {
      const actor = world.actor(who)
      const arrives = truth.signalAt(who, at)
      if (actor.userid === null || arrives === Infinity) return
      post({ actor, text, at, urgent, tries: 0 }, arrives)
    },
  }

  interface Post extends Written {
    urgent: boolean
    tries: number
  }
  /** What is under way, by when it arrives. */
  const posted = new Map<number, Post[]>()

  function post(message: Post, at: number): void {
    const arrives = arrivalAt(at)
    const others = posted.get(arrives)
    if (others !== undefined) return void others.push(message)
    posted.set(arrives, [message])
    stage.queue.add(arrives, () => {
      const messages = posted.get(arrives) ?? []
      posted.delete(arrives)
      return arrive(messages)
    })
  }

  async function arrive(messages: readonly Post[]): Promise<void> {
    if (stage.isDown(now())) return messages.forEach(again)
    const { replies, pushes } = await bot.hear(messages, now())
    messages.forEach(({ actor, text, at }, n) => {
      const reply = replies[n] ?? null
      if (stage.isCounting()) stage.counts.messages++
      const late = now() - at > MINUTE ? ` (written ${Math.round((now() - at) / MINUTE)} min before)` : ''
      note(actor.village, `${actor.name}: ${text}${late}`)
      if (reply !== null) note(actor.village, `  -> ${reply.replaceAll('\n', ' | ')}`)
      plain.heard(actor.id, Math.floor(at / SECOND) * SECOND)
      if (reply !== null) onReply(stage, actor, reply)
    })
    onPushes(stage, pushes)
  }

  /** No answer came: some write once more. */
  function again(message: Post): void {
    const { actor, at, urgent, tries } = message
    stage.counts.lostToDowntime++
    note(actor.village, `${actor.name}: ${message.text} (lost: the bot is down)`)
    const roll = dice(world.seed, 'again', actor.id, at, tries)
    if (!urgent && (tries >= 3 || !roll.chance(world.rules.bot.writesAgain))) return
    const then = now() + (urgent ? 3 : roll.between(5, 20)) * MINUTE
    const arrives = Math.min(truth.signalAt(actor.id, then), then + 24 * 60 * MINUTE)
    post({ ...message, at: then, tries: tries + 1 }, arrives)
  }

  return stage
}

const DAYS_OF_MONTH = 30

/** When the bot itself is down for something that begins on a day; null: it is not. */
export function downtimeOf(
  { seed, rules: { bot }, zone }: World,
  day: string,
): { from: number; to: number } | null {
  const roll = dice(seed, 'down', day)
  if (!roll.chance(bot.downPerMonth / DAYS_OF_MONTH)) return null
  const from = instantOf(day, roll.whole(0, 24 * 60 - 1), zone)
  return { from, to: from + roll.between(...bot.downMinutes) * MINUTE }
}

function isDown(world: World, at: number): boolean {
  return [0, 1].some((back) => {
    const down = downtimeOf(world, dayOf(at - back * 24 * 60 * MINUTE, world.zone))
    return down !== null && at >= down.from && at < down.to
  })
}
