import { rmSync } from 'node:fs'
import { OutboundMessage } from '../../entities'
import { openDatabase } from '../../src/record/database'
import { type StandIn, startStandIn } from '../../src/standin'
import { eachDatabase, type Place } from '../databases'
import { settingsFor } from '../scripts/command'
import { othersUntil, playDay, SAID_AT } from './day'
import { EACH_MINUTE, killAll, MEMBERS, onClock, prepare, pushesOf, startWeb, type Web } from './processes'
import { at } from './reports'

jest.setTimeout(600_000)

const MINUTE = 60_000
/** A process starts so long before the minute in which something is due. */
const LEAD = 4_000

/** `killedAt`: one is killed when so many messages have arrived. After a killed process what it had in hand is free again a minute later. */
const ROUNDS: readonly { clock: string; killedAt?: number }[] = [
  { clock: '08:40', killedAt: 3 },
  { clock: '08:42' },
  { clock: '09:00' },
  { clock: '09:15', killedAt: 3 },
  { clock: '09:17' },
  { clock: '09:30' },
  { clock: '09:45' },
  { clock: '10:00' },
  { clock: '10:10' },
  { clock: '10:55' },
  { clock: '11:00' },
  { clock: '17:40' },
  { clock: '20:20' },
]

eachDatabase((_name, _open, newPlace) => {
  describe('a day of processes as `npm start` starts them, killed and stopped', () => {
    let standIn: StandIn | undefined
    let place: Place
    let settings: Record<string, string>
    let offset = 0
    beforeEach(async () => {
      place = await newPlace()
      standIn = await startStandIn({ members: MEMBERS, now: () => Date.now() + offset })
      settings = { ...settingsFor(standIn, place.url), LOG_LEVEL: 'debug' }
    })
    afterEach(async () => {
      await killAll()
      await standIn?.stop()
      rmSync(settings['SPOOL_DIR'] ?? '', { recursive: true, force: true })
    })

    const start = (now: number, more: Record<string, string>): Promise<[Web, Web]> => {
      offset = now - Date.now()
      const both = { ...onClock(settings, now), ...more }
      return Promise.all([startWeb(both), startWeb(both)])
    }
    /** Both hear it: the second brings it again. */
    async function say(clock: string, now: number, wecom: StandIn): Promise<void> {
      const said = SAID_AT[clock]
      if (said === undefined) return
      const [first, second] = await start(now, {})
      wecom.callbackUrl = first.callbackUrl
      const answer = await wecom.say(...said, { at: at(clock) })
      wecom.callbackUrl = second.callbackUrl
      expect(await wecom.again(answer)).toMatchObject({ status: 200, reply: answer.reply })
      expect(await Promise.all([first.stop(), second.stop()])).toEqual([0, 0])
    }

    it('say each reminder, rung and digest once, as one that never ends does, with one token', async () => {
      const wecom = standIn
      if (wecom === undefined) throw new Error('no stand-in')
      const alone = await playDay([await newPlace()], { clocks: ROUNDS.map(({ clock }) => clock) })
      // Nobody has applied the migrations yet: one of the two does.
      const [one, other] = await start(at('08:30'), {})
      expect(await Promise.all([one.stop(), other.stop()])).toEqual([0, 0])
      await prepare(place)
      for (const { clock, killedAt } of ROUNDS) {
        const due = at(clock)
        await othersUntil(place, due - LEAD, due - MINUTE)
        await say(clock, due - LEAD, wecom)
        const enough = killedAt === undefined ? undefined : pushesOf(wecom, killedAt)
        const [first, second] = await start(due - LEAD, { JOBS: 'on' })
        if (enough !== undefined) await enough.then(() => first.kill())
        // As a rule both run each job in the same moment; one that starts late finds it done.
        for (const job of EACH_MINUTE) await Promise.any([first.ran(job, due), second.ran(job, due)])
        const codes = await Promise.all([first.stop(), second.stop()])
        expect(codes).toEqual([killedAt === undefined ? 0 : null, 0])
      }
      const got = wecom.pushes.flatMap(({ to, text }) => to.map((userid) => `${userid} ${text}`)).sort()
      expect(got).toEqual(alone.got)
      expect(got.length).toBeGreaterThan(40)
      expect(wecom.requests['gettoken']).toBe(alone.requests['gettoken'])
      const database = await openDatabase(place.target)
      expect(await database.db.countBy(OutboundMessage, { state: 'claimed' })).toBe(0)
      await database.close()
    })
  })
})
