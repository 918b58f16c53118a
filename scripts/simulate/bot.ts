import { Case } from '../../entities'
import { importRoster, reportLines } from '../../src/roster'
import { type Actor, rosterCsv } from '../../src/simulate/district'
import type { World } from '../../src/simulate/world'
import { instantOf } from '../../src/time'
import type { MakeHost } from './host'
import { born } from './life'
import { createPushes, type Push } from './pushes'
import { createWire } from './wire'

/** A text written at `at`. */
export interface Written {
  actor: Actor
  text: string
  at: number
}

/** The real handlers and jobs on a clock of their own. */
export interface Bot {
  /** Takes what arrives together at `now`; gives a reply to each. */
  hear(written: readonly Written[], now: number): Promise<{ replies: (string | null)[]; pushes: Push[] }>
  /** All jobs of one minute. */
  tick(now: number): Promise<Push[]>
  nextDue(after: number): Promise<number>
  /** Nobody was heard from then to then. */
  wasDown(from: number, to: number): Promise<void>
  caseNow(id: number): Promise<Case | null>
}

const MINUTE = 60_000
const NEXT_LIFE_AFTER = MINUTE + 1_000

/** `onError`: what the handlers and jobs log as an error, and what must never be. */
export async function startBot(
  makeHost: MakeHost,
  world: World,
  onError: (line: string) => void,
): Promise<Bot> {
  const machine = { now: instantOf(world.rules.firstDay, 0, world.zone) }
  /** By so much the machine's clock is past it: a process that died is followed a minute later. */
  let lag = 0
  const wire = createWire()
  let kickedAt = 0
  const host = makeHost((database, during) => {
    lag += NEXT_LIFE_AFTER
    return born(database, {
      ...{ zone: world.zone, machine: () => machine.now + lag, onError },
      kick: (now) => {
        kickedAt = Math.max(now, kickedAt)
      },
      send: (to, text) => during(() => wire.send(to, text, machine.now)),
    })
  })
  const roster = Buffer.from(rosterCsv(world.district))
  const report = await importRoster(host.database(), roster, 'roster.csv', machine.now)
  if (!report.written) throw new Error(reportLines(report).join('\n'))
  const pushesOf = await createPushes(host.database(), world)
  let messages = 0

  function moveTo(now: number): void {
    machine.now = now
    lag = 0
  }

  /** Every message is delivered until it is answered, and now and then once more. */
  async function answers(written: readonly Written[]): Promise<(string | null)[]> {
    const first = messages
    messages += written.length
    const answered = new Map<number, string | null>()
    await host.run(async (life) => {
      const results = await Promise.allSettled(
        written.map(async ({ actor, text, at }, n) => {
          if (answered.has(n)) return
          const key = `m:${first + n + 1}`
          const seconds = Math.floor(at / 1000) * 1000
          const delivery = {
            key,
            from: actor.userid ?? '',
            at: seconds,
            content: { kind: 'text', text },
          } as const
          const reply = await life.receive(delivery)
          answered.set(n, reply)
          if (host.isDeliveredAgain() && (await life.receive(delivery)) !== reply)
            onError(`${key}: another reply when delivered again`)
        }),
      )
      for (const result of results) if (result.status === 'rejected') throw result.reason
      if (kickedAt > 0) await life.send(kickedAt)
    })
    kickedAt = 0
    return written.map((_, n) => answered.get(n) ?? null)
  }

  return {
    async hear(written, now) {
      moveTo(now)
      // How late a message comes shows only in that the watch has run meanwhile.
      if (written.some(({ at }) => at < now - MINUTE)) {
        await host.run((life) => life.watched(Math.floor(now / MINUTE) * MINUTE))
      }
      const replies = await answers(written)
      return { replies, pushes: await pushesOf(host.database(), wire.taken()) }
    },
    async tick(now) {
      moveTo(now)
      await host.run((life) => life.tick(now))
      return pushesOf(host.database(), wire.taken())
    },
    nextDue: (after) => host.run((life) => life.nextDue(after)),
    wasDown: (from, to) => host.run((life) => life.wasDown(from, to)),
    caseNow: (id) => host.database().db.findOneBy(Case, { id }),
  }
}
