import { rmSync } from 'node:fs'
import { Message, OutboundMessage, WorkItem } from '../../entities'
import { openDatabase } from '../../src/record/database'
import { type StandIn, startStandIn } from '../../src/standin'
import { eachDatabase, type Place } from '../databases'
import { settingsFor } from '../scripts/command'
import { load } from './load'
import {
  killAll,
  MEMBERS,
  prepare,
  runJob,
  startJob,
  startWeb,
  TEAM,
  untilDrained,
  type Web,
} from './processes'
import { at, CALL, reports } from './reports'

jest.setTimeout(180_000)

eachDatabase((_name, _open, newPlace) => {
  let place: Place
  let standIn: StandIn
  let settings: Record<string, string>
  beforeEach(async () => {
    place = await newPlace()
    await prepare(place)
    standIn = await startStandIn({ members: MEMBERS })
    settings = settingsFor(standIn, place.url)
  })
  afterEach(async () => {
    await killAll()
    await standIn.stop()
    rmSync(settings['SPOOL_DIR'] ?? '', { recursive: true, force: true })
  })

  async function withRows<T>(look: (db: Awaited<ReturnType<typeof openDatabase>>['db']) => Promise<T>) {
    const database = await openDatabase(place.target)
    try {
      return await look(database.db)
    } finally {
      await database.close()
    }
  }

  /** A minute later by the machine's clock, what a dead process had in hand is free again. */
  const aMinuteLater = () =>
    withRows((db) =>
      db.update(OutboundMessage, { state: 'claimed' }, { claimedAt: () => 'claimedAt - 61000' }),
    )

  it('a server killed under load loses no message and counts none twice', async () => {
    let web: Web = await startWeb(settings)
    let restarted: Promise<void> = Promise.resolve()
    const killAt = new Set([40, 110])
    const said = reports(160)
    const answers = await load(standIn, said, {
      target: () => web.callbackUrl,
      whenUp: () => restarted,
      onAnswer(answered) {
        if (!killAt.delete(answered)) return
        restarted = web.kill().then(async () => {
          web = await startWeb(settings)
        })
      },
    })
    await restarted
    expect(answers.map(({ status }) => status)).toEqual(said.map(() => 200))
    expect(killAt.size).toBe(0)
    // On a busy machine the database may have been too slow for some of them.
    await untilDrained(web, settings['SPOOL_DIR'] ?? '')
    await web.stop()
    // A server killed with an alarm in hand leaves it to the next to look a minute later.
    await aMinuteLater()
    await runJob('deliver', at('20:00'), settings)
    await withRows(async (db) => {
      expect(await db.countBy(Message, {})).toBe(said.length)
      const items = await db.find(WorkItem, { select: { count: true } })
      const counts = items.map(({ count }) => count).sort((a, b) => (a ?? 0) - (b ?? 0))
      expect(counts).toEqual(said.flatMap(({ text }, i) => (text === CALL ? [] : [1000 + i])))
    })
    const alarms = standIn.pushes.filter(({ text }) => text.includes('被困住了'))
    const told = alarms.flatMap(({ to }) => to).sort()
    const caller = TEAM[80 % TEAM.length] ?? ''
    const village = caller[1] ?? ''
    const wanted = [...TEAM.filter((userid) => userid[1] === village && userid !== caller), `s${village}`]
    expect(told).toEqual([...wanted, 'district', 'town'].sort())
  })

  it('jobs killed while they send say each thing once', async () => {
    /** The third message of the run has reached people, its sender does not know it any more. */
    async function killedAfterSending(name: string, clock: string): Promise<void> {
      const job = startJob(name, at(clock), settings)
      let pushed = 0
      let killed: Promise<void> | undefined
      const stop = standIn.onPush(() => {
        if (++pushed === 3) killed = job.kill()
      })
      await job.report
      stop()
      await killed
    }
    /** The calls are under way and never answered. */
    async function killedBeforeSending(name: string, clock: string): Promise<void> {
      standIn.failNext(8, { delayMs: 60_000, accept: false })
      const before = standIn.requests['message/send'] ?? 0
      const job = startJob(name, at(clock), settings)
      const calls = () => (standIn.requests['message/send'] ?? 0) - before
      while (calls() < 8) await new Promise((next) => setTimeout(next, 10))
      await job.kill()
    }
    await killedAfterSending('remind', '08:40')
    await aMinuteLater()
    await runJob('remind', at('08:40'), settings)
    await killedBeforeSending('watch', '09:00')
    await aMinuteLater()
    await killedAfterSending('watch', '09:00')
    await aMinuteLater()
    await runJob('watch', at('09:00'), settings)
    await runJob('watch', at('09:00'), settings)

    const said = standIn.pushes.flatMap(({ to, text }) => to.map((userid) => `${userid} ${text}`))
    expect(new Set(said).size).toBe(said.length)
    const told = standIn.pushes.flatMap(({ to }) => to).sort()
    // The reminder to each lead, then the question to each of the mates.
    expect(told).toEqual([...TEAM].sort())
    await withRows(async (db) => {
      expect(await db.countBy(OutboundMessage, { state: 'sent' })).toBe(TEAM.length)
    })
  })
})
