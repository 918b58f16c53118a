import { rmSync } from 'node:fs'
import { Message, WorkItem } from '../../entities'
import { openDatabase } from '../../src/record/database'
import { type StandIn, startStandIn } from '../../src/standin'
import { eachDatabase } from '../databases'
import { queued } from '../jobs/setup'
import { settingsFor } from '../scripts/command'
import { playDay, startServers } from './day'
import { load } from './load'
import { killAll, MEMBERS, prepare, startWeb, type Web } from './processes'
import { at, reports } from './reports'

jest.setTimeout(180_000)

eachDatabase((name, _open, newPlace) => {
  // An SQLite file has one server; only a database server has several.
  const here = name === 'SQLite' ? describe.skip : describe

  here('several processes on one database', () => {
    let standIn: StandIn | undefined
    const clock = { now: at('08:00') }
    afterEach(async () => {
      await killAll()
      await standIn?.stop()
      standIn = undefined
    })

    it('two remind, climb and report as one does: each rung, reminder and digest once, with one token', async () => {
      const alone = await playDay([await newPlace()])
      const place = await newPlace()
      const both = await playDay([place, place])
      expect(both.got).toEqual(alone.got)
      expect(both.got.length).toBeGreaterThan(40)
      expect(both.duplicates).toEqual([])
      // The stand-in's day passes in seconds: a token runs out every two hours of it.
      expect(both.requests['gettoken']).toBe(alone.requests['gettoken'])
    })

    it('two keep the limit of a person between them', async () => {
      const place = await newPlace()
      await prepare(place)
      standIn = await startStandIn({ members: MEMBERS, now: () => clock.now })
      const servers = await startServers(standIn, [place, place], clock)
      const [first] = servers
      if (first === undefined) throw new Error('no server')
      const many = Array.from({ length: 60 }, (_, i) => ({
        ...{ key: `k${i}`, personId: 1, userid: 'm00', purpose: 'alarm' as const, text: `第${i}句` },
      }))
      await queued(first.rt.database, many, clock.now)
      await Promise.all(servers.map(({ courier }) => courier.deliver(clock.now)))
      expect(standIn.dropped).toEqual([])
      expect(standIn.pushesTo('m00').length).toBeLessThanOrEqual(30)
      for (let minute = 1; minute <= 4; minute++) {
        clock.now += 61_000
        await Promise.all(servers.map(({ courier }) => courier.deliver(clock.now)))
      }
      expect(standIn.pushesTo('m00')).toHaveLength(60)
      expect(standIn.dropped).toEqual([])
      await Promise.all(servers.map((server) => server.stop()))
    })

    it('may be stopped and killed one after another under load: no callback fails, nothing is lost or counted twice', async () => {
      const place = await newPlace()
      await prepare(place)
      standIn = await startStandIn({ members: MEMBERS })
      const settings = settingsFor(standIn, place.url)
      const job = () => startWeb({ ...settings, JOBS: 'on' })
      const [web, otherWeb, ...jobs] = await Promise.all([
        startWeb(settings),
        startWeb(settings),
        job(),
        job(),
      ])
      const up: Web[] = [web, otherWeb]
      let turn = 0
      let misses = 0
      const rolled = { done: false, missed: 0 }
      // As a balancer does: out of the pool, then ended.
      const replace = async (end: 'stop' | 'kill'): Promise<void> => {
        const [old] = up.splice(0, 1)
        expect(await old?.[end]()).toBe(end === 'stop' ? 0 : undefined)
        up.push(await startWeb(settings))
      }
      async function roll(): Promise<void> {
        expect(await jobs[0].stop()).toBe(0)
        await replace('stop')
        rolled.missed = misses
        await replace('kill')
        await jobs[1].kill()
      }
      const rolling = roll().finally(() => {
        rolled.done = true
      })
      let round = 0
      while (!rolled.done) {
        const answers = await load(standIn, reports(30, 1000 + 30 * round), {
          target: () => up[turn++ % up.length]?.callbackUrl ?? '',
          onMiss: () => misses++,
        })
        expect(answers.every(({ status }) => status === 200)).toBe(true)
        round++
      }
      await rolling
      // Only what the killed one had in hand came a second time.
      expect(rolled.missed).toBe(0)
      await Promise.all(up.map((each) => each.stop()))
      const database = await openDatabase(place.target)
      expect(await database.db.countBy(Message, {})).toBe(30 * round)
      const items = await database.db.find(WorkItem, { select: { count: true } })
      expect(new Set(items.map(({ count }) => count)).size).toBe(29 * round)
      expect(items).toHaveLength(29 * round)
      await database.close()
      rmSync(settings['SPOOL_DIR'] ?? '', { recursive: true, force: true })
    })
  })
})
