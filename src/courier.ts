import { randomUUID } from 'node:crypto'
import { type Delivery, deliver } from './jobs/deliver'
import { deliverSms, type SmsTally } from './jobs/sms'
import type { Runtime } from './runtime'
import type { SendSms } from './sms'
import type { WecomClient } from './wecom/client'

/** `sms`: by the second road, where there is one. */
export type Delivered = Delivery & { sms?: SmsTally }

/** Delivers the outbox, one run at a time in this process. */
export interface Courier {
  /** Something was queued and is committed: deliver soon. Returns at once; never throws. */
  kick(now: number): void
  /** A run of its own, after the one under way. */
  deliver(now: number): Promise<Delivered>
  /** What was kicked for is still said, for 5 s at most; resolves when the calls under way have been marked. */
  stop(): Promise<void>
}

/** Under load every message kicks; looking at the outbox for each would take time from them. */
const KICKS_APART = 200

/** How long a process that stops goes on delivering; the rest waits for the next. */
const LAST_WORDS = 5_000

/** What WeCom was too busy for is tried again before the minute's job comes round. */
const AGAIN_AFTER = 5_000

/** `sms`: the second road, for what WeCom does not deliver in time. */
export function createCourier(
  rt: Runtime,
  client: WecomClient,
  machine: () => number = () => Date.now(),
  sms?: SendSms,
): Courier {
  const stopping = new AbortController()
  const options = { machine, newId: randomUUID, signal: stopping.signal }
  let last: Promise<unknown> = Promise.resolve()
  /** The instant of the kicked run that has not begun yet: all kicks until then are one. */
  let kicked: number | null = null
  let again: NodeJS.Timeout | undefined
  let paced: NodeJS.Timeout | undefined
  let lastKick = -KICKS_APART

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }

  async function run(now: number): Promise<Delivered> {
    clearTimeout(again)
    const done = await deliver(rt, client, now, options)
    if (done.retried > 0 && !stopping.signal.aborted) {
      again = setTimeout(() => kick(now + AGAIN_AFTER), AGAIN_AFTER).unref()
    }
    if (sms === undefined) return done
    return { ...done, sms: await deliverSms(rt, sms, now, options) }
  }

  async function runKicked(): Promise<void> {
    const now = kicked
    kicked = null
    lastKick = performance.now()
    if (now !== null) await run(now)
  }

  function kick(now: number): void {
    if (stopping.signal.aborted) return
    const pending = kicked !== null
    kicked = Math.max(now, kicked ?? now)
    if (pending) return
    const wait = lastKick + KICKS_APART - performance.now()
    if (wait > 0) paced = setTimeout(begin, wait)
    else begin()
  }

  function begin(): void {
    inTurn(runKicked).catch((error: unknown) => {
      rt.log.error({ err: error }, 'delivery failed; the next run takes it up')
    })
  }

  return {
    kick,
    deliver: (now) => inTurn(() => run(now)),
    async stop() {
      clearTimeout(again)
      clearTimeout(paced)
      begin()
      const enough = setTimeout(() => stopping.abort(), LAST_WORDS)
      await last
      clearTimeout(enough)
      stopping.abort()
    },
  }
}
