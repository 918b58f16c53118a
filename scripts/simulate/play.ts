import { type Counts, type Figures, figuresOf } from '../../src/simulate/tally'
import { makeWorld } from '../../src/simulate/world'
import type { WorldRules } from '../../src/simulate/worldFile'
import { addDays, instantOf } from '../../src/time'
import { startBot } from './bot'
import { beginDay } from './days'
import type { MakeHost } from './host'
import { answerLater, answerReply } from './people'
import type { Push } from './pushes'
import { createStage, type Stage } from './stage'
import { createSupervisors } from './supervisors'
import { createWatcher } from './watchers'

const MINUTE = 60_000
const ZONE = 'Asia/Shanghai'
/** So long after the last day emergencies that still run are played on. */
const LONGEST_TAIL = 5

export interface PlayOptions {
  rules: WorldRules
  days: number
  people: number
  seed: number
  /** Told after each day played. */
  onDay?: (day: number) => void
  /** Told every line said in or about a village, with its instant. */
  onLine?: (at: number, village: number | null, line: string) => void
}

export interface Played {
  figures: Figures
  counts: Counts
}

/** Plays a district through the real handlers and jobs, from an empty database on. The same seed gives the same figures. */
export async function play(host: MakeHost, options: PlayOptions): Promise<Played> {
  const { rules, days, people, seed, onDay, onLine } = options
  const calendar = { workingDays: [], daysOff: [] }
  const world = makeWorld(rules, { seed, days, people, zone: ZONE, calendar })
  const errors: string[] = []
  const bot = await startBot(host, world, (line) => errors.push(line))
  const begin = instantOf(rules.firstDay, 0, ZONE)
  const until = instantOf(addDays(rules.firstDay, days), 0, ZONE)
  let now = begin
  const stage = createStage({
    ...{ world, bot, until },
    now: () => now,
    note: (village, line) => onLine?.(now, village, line),
    onReply: answerReply,
    onPushes: (_stage, pushes) => handle(pushes),
  })
  const watch = createWatcher(stage)
  const supervisors = createSupervisors(stage)

  function handle(pushes: readonly Push[]): void {
    for (const push of pushes) {
      watch(push)
      const about = push.to.village ?? world.actor(push.people[0] ?? push.to.id).village
      stage.note(about, `>> ${push.to.name} [${push.row.purpose}] ${push.row.text.replaceAll('\n', ' | ')}`)
      const { role } = push.to
      const isSupervisor = role === 'township' || role === 'district'
      if (push.row.purpose === 'alarm' && isSupervisor) supervisors.alarmed(push)
      else answerLater(stage, push)
    }
  }

  beginDay(stage, rules.firstDay)
  let played = 0
  let tickAt = await dueAfter(stage, begin)
  while (isGoingOn(stage, until)) {
    now = Math.min(stage.queue.nextAt(), tickAt)
    if (tickAt <= now) handle(await bot.tick(now))
    else await stage.queue.take()?.()
    tickAt = await dueAfter(stage, now)
    while (now >= instantOf(addDays(rules.firstDay, played + 1), 0, ZONE)) {
      played++
      onDay?.(played)
    }
  }
  const counts = { ...stage.counts, errors }
  return { figures: figuresOf(counts), counts }
}

function isGoingOn(stage: Stage, until: number): boolean {
  if (stage.now() < until) return true
  const isRunning = stage.truth.emergencies.some(({ endedAt }) => endedAt === null)
  return isRunning && stage.now() < until + LONGEST_TAIL * 24 * 60 * MINUTE
}

/** While the bot is down no job runs; the first minute after it takes up what was missed. */
async function dueAfter({ bot, isDown }: Stage, now: number): Promise<number> {
  let at = await bot.nextDue(now)
  while (isDown(at)) at += MINUTE
  return at
}
