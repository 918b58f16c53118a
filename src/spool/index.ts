import { Message } from '../../entities'
import { isDanger } from '../handle/keepAnyway'
import { isMute, wordsOf } from '../handle/message'
import { counted } from '../metrics'
import { isOutage } from '../record/database'
import { recordGap } from '../record/gaps'
import { noteRun } from '../record/jobRuns'
import type { Runtime } from '../runtime'
import { dayOf } from '../time'
import type { Delivery, Receive } from '../wecom/types'
import { KEPT_FOR_LATER, keptCall } from '../wording/plain'
import { type Entry, spoolFiles } from './files'
import { Late, within } from './within'

export interface SpoolOptions {
  directory: string
  /** How a message is taken in while the database answers. */
  receive: Receive
  machine: () => number
  /** ms the database has for a message; WeCom waits 5 s. */
  patience?: number
  /** ms between two looks at the spool. */
  lookEvery?: number
}

export interface Spool {
  /** As `receive`, and what the database does not take in time is kept in a file; rejects when that fails too. */
  receive: Receive
  /** Messages go to the spool at once: the database does not take them. */
  isAway(): boolean
  /** Takes up what waits, if the database lets it. */
  look(): Promise<void>
  /** Looks no more; resolves when what was being taken up is done. */
  stop(): Promise<void>
}

const PATIENCE = 3_000
const LOOK_EVERY = 1_000
const TOGETHER = 64
/** Many at once may take longer than one, and nobody waits for them. */
const DRAIN_PATIENCE = 10_000
/** Away again so soon, it never was back. */
const SAME_OUTAGE = 60_000

/**
 * Loses nothing while the database is away: what it does not take within 3 s waits in files and is taken up in order,
 * calls for help first, when it is back. The delivery key makes a message that is taken up twice, or had been stored
 * after all, count once. Whoever has words waiting queues behind them, unless in danger.
 */
export async function openSpool(rt: Runtime, options: SpoolOptions): Promise<Spool> {
  const { receive, machine, patience = PATIENCE, lookEvery = LOOK_EVERY } = options
  const files = spoolFiles(options.directory, machine)
  const waiting = new Map<string, number>()
  /** Calls for help that wait, with what was answered: they pass by the others of their sender, but not by themselves. */
  const calls = new Map<string, string | null>()
  let away = false
  let since = 0
  let backAt = 0
  let stopped = false
  let looking: Promise<void> | undefined
  /** One that hangs is waited for: others would only queue behind it. */
  let probing: Promise<void> | undefined

  function note(from: string, by: 1 | -1): void {
    const left = (waiting.get(from) ?? 0) + by
    if (left > 0) waiting.set(from, left)
    else waiting.delete(from)
  }

  function goAway(error: unknown): void {
    if (away) return
    away = true
    const now = machine()
    if (since === 0 || now - backAt > SAME_OUTAGE) since = now
    rt.log.error({ err: error }, 'the database takes no messages: they are kept in the spool')
  }

  async function comeBack(): Promise<void> {
    const now = machine()
    probing ??= rt.database
      .inTransaction(async (db) => {
        // Something is written each time: a full disk may still be read.
        await noteRun(db, 'spool', now)
        await recordGap(db, since, now, 'spooled')
      })
      .finally(() => {
        probing = undefined
      })
    await within(probing, patience)
    away = false
    backAt = now
    rt.log.info({ ms: now - since }, 'the database takes messages again')
  }

  async function keep(delivery: Delivery): Promise<string | null> {
    const urgent = isCall(rt, delivery)
    const reply = isSilent(delivery) ? null : urgent ? keptCall(rt.policy.help.dutyPhone) : KEPT_FOR_LATER
    note(delivery.from, 1)
    try {
      await files.append({ delivery, reply, at: machine() }, urgent)
    } catch (error) {
      note(delivery.from, -1)
      throw error
    }
    counted.spooled.add()
    if (urgent) calls.set(delivery.key, reply)
    return reply
  }

  async function takeOrKeep(delivery: Delivery): Promise<string | null> {
    const answered = calls.get(delivery.key)
    if (answered !== undefined) return answered
    if (away || (waiting.has(delivery.from) && !isCall(rt, delivery))) return keep(delivery)
    try {
      return await within(receive(delivery), patience)
    } catch (error) {
      if (error instanceof Late || isOutage(error)) goAway(error)
      else rt.log.error({ err: error, key: delivery.key }, 'a message was not stored; kept in the spool')
      return keep(delivery)
    }
  }

  /** Takes up one file: false when the database is away. */
  async function drain(name: string): Promise<boolean> {
    const entries = await files.read(name)
    const bad: Entry[] = []
    for (let from = 0; from < entries.length; from += TOGETHER) {
      const some = entries.slice(from, from + TOGETHER)
      const results = await Promise.allSettled(some.map((entry) => within(takeUp(entry), DRAIN_PATIENCE)))
      for (const [i, result] of results.entries()) {
        if (result.status === 'fulfilled') continue
        const error: unknown = result.reason
        if (error instanceof Late || isOutage(error)) {
          goAway(error)
          return false
        }
        rt.log.error({ err: error, key: some[i]?.delivery.key }, 'a kept message cannot be stored: set aside')
        bad.push(...some.slice(i, i + 1))
      }
    }
    if (bad.length > 0) await files.setAside(bad)
    await files.remove(name)
    counted.drained.add({}, entries.length)
    for (const { delivery } of entries) {
      note(delivery.from, -1)
      calls.delete(delivery.key)
    }
    return true
  }

  /** What was answered stays the answer: whoever is brought the message again gets the same. */
  async function takeUp({ delivery, reply }: Entry): Promise<void> {
    if ((await receive(delivery)) === reply) return
    await rt.database.inTransaction((db) => db.update(Message, { deliveryKey: delivery.key }, { reply }))
  }

  async function lookOnce(): Promise<void> {
    try {
      if (away) await comeBack()
      for (const name of await files.list()) if (stopped || !(await drain(name))) return
    } catch (error) {
      rt.log.debug({ err: error }, 'the spool still waits')
    }
  }

  function look(): Promise<void> {
    looking ??= lookOnce().finally(() => {
      looking = undefined
    })
    return looking
  }

  for (const name of await files.list()) {
    for (const { delivery, at } of await files.read(name)) {
      note(delivery.from, 1)
      if (since === 0 || at < since) since = at
    }
  }
  if (waiting.size > 0) {
    rt.log.warn({ since, senders: waiting.size }, 'messages wait in the spool from before the start')
    await comeBack()
  }
  const timer = setInterval(() => void look(), lookEvery).unref()
  void look()

  return {
    receive: takeOrKeep,
    isAway: () => away,
    look,
    async stop() {
      stopped = true
      clearInterval(timer)
      await looking
    },
  }
}

const isSilent = ({ content }: Delivery) =>
  isMute(content) || (content.kind === 'event' && wordsOf(content) === null && content.location === undefined)

function isCall(rt: Runtime, { content, at }: Delivery): boolean {
  const words = wordsOf(content)
  return words !== null && isDanger(words, { now: at, day: dayOf(at, rt.timezone), zone: rt.timezone })
}
