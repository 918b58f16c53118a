import { rmSync } from 'node:fs'
import { OutboundMessage } from '../../entities'
import { openDatabase } from '../../src/record/database'
import { type StandIn, startStandIn } from '../../src/standin'
import { eachDatabase, type Place } from '../databases'
import { settingsFor } from '../scripts/command'
import { othersUntil } from './day'
import { EACH_MINUTE, killAll, MEMBERS, onClock, prepare, pushesOf, startWeb, TEAM } from './processes'
import { at } from './reports'

jest.setTimeout(300_000)

const LEADS = TEAM.filter((userid) => userid.endsWith('0'))
const MATES = TEAM.filter((userid) => !userid.endsWith('0'))

eachDatabase((_name, _open, newPlace) => {
  describe('a restart over a due time', () => {
    let standIn: StandIn
    let place: Place
    let settings: Record<string, string>
    let offset = 0
    beforeEach(async () => {
      place = await newPlace()
      await prepare(place)
      standIn = await startStandIn({ members: MEMBERS, now: () => Date.now() + offset })
      settings = { ...settingsFor(standIn, place.url), JOBS: 'on', LOG_LEVEL: 'debug' }
    })
    afterEach(async () => {
      await killAll()
      await standIn.stop()
      rmSync(settings['SPOOL_DIR'] ?? '', { recursive: true, force: true })
    })

    const start = (clock: string) => {
      offset = at(clock) - Date.now()
      return startWeb(onClock(settings, at(clock)))
    }
    /** A process from its start until it has run every job; who was told by it. */
    async function runs(clock: string, end: 'kill' | 'stop' = 'stop'): Promise<string[]> {
      const before = standIn.pushes.length
      const server = await start(clock)
      const slots: number[] = []
      for (const job of EACH_MINUTE) slots.push(await server.ran(job, at(clock)))
      // At once: not in the next minute of the clock.
      expect(slots.filter((slot) => slot % 60_000 === 0)).toEqual([])
      await server[end]()
      return standIn.pushes
        .slice(before)
        .flatMap(({ to }) => to)
        .sort()
    }
    async function isKilledAfter(pushes: number, clock: string): Promise<void> {
      const enough = pushesOf(standIn, pushes)
      const server = await start(clock)
      await enough
      await server.kill()
    }

    it('has a rung that fell due while nothing ran said once, by the next process', async () => {
      expect(await runs('08:58:30', 'kill')).toEqual(LEADS)
      expect(await runs('09:00:40')).toEqual(MATES)
      expect(await runs('09:01:45')).toEqual([])
    })

    it('has it said once although two were killed at it, and the clock was then set back an hour', async () => {
      await isKilledAfter(3, '09:00:01')
      await isKilledAfter(3, '09:00:20')
      // What each had in hand is free after a minute.
      await runs('09:01:40')
      await runs('09:02:50')
      const told = () => standIn.pushes.flatMap(({ to }) => to).sort()
      expect(told()).toEqual(MATES)
      expect(await runs('08:01:00')).toEqual([])
      expect(await runs('09:00:30')).toEqual([])
      await othersUntil(place, at('09:15:00'))
      expect(await runs('09:15:05')).toEqual(LEADS)
      const database = await openDatabase(place.target)
      expect(await database.db.countBy(OutboundMessage, { state: 'claimed' })).toBe(0)
      await database.close()
    })
  })
})
