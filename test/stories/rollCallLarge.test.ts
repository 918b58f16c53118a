import { OutboundMessage } from '../../entities'
import { rollCallPlan } from '../../src/decide/rollCallPlan'
import { eachDatabase } from '../databases'
import { queued, to } from '../jobs/setup'
import { receivers, startWorld, type World } from '../world'
import { manyTeams } from './manyTeams'

/** 363 people in twelve townships. */
const ROSTER = manyTeams({
  townships: Object.fromEntries(
    ['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸', '子'].map((name) => [`${name}镇`, 33]),
  ),
})

eachDatabase((_name, _open, newPlace) => {
  describe('a roll call of a district of 363', () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld(newPlace, { day: '2026-07-16', roster: ROSTER })
      await world.say('quyu', '你好', '22:00')
    })
    afterAll(() => world.stop())

    it('is one call to WeCom in one pass over the outbox', async () => {
      expect(await world.say('quyu', '全区点名 地震', '23:30')).toContain('363人')
      expect(await world.say('quyu', '确认', '23:31')).toContain('问363人')
      const before = world.standIn.requests['message/send'] ?? 0
      expect(receivers(await world.arrived('23:31'))).toHaveLength(363)
      expect((world.standIn.requests['message/send'] ?? 0) - before).toBe(rollCallPlan(363).calls)
    })

    it('asks all who are silent again in one call', async () => {
      const before = world.standIn.requests['message/send'] ?? 0
      expect(receivers(await world.watch('23:41'))).toHaveLength(363)
      expect((world.standIn.requests['message/send'] ?? 0) - before).toBe(1)
    })

    it('and of 2,500 takes the calls that were planned, a thousand people each', async () => {
      const { database } = world.server.rt
      const rows = Array.from({ length: 2_500 }, (_, i) =>
        to(10_000 + i, {
          key: `roll_call:9:ask1:${i}`,
          groupKey: 'roll_call:9:ask1',
          purpose: 'roll_call',
          safety: true,
        }),
      )
      await queued(database, rows, world.at('23:42'))
      const before = world.standIn.requests['message/send'] ?? 0
      await world.arrived('23:42')
      expect((world.standIn.requests['message/send'] ?? 0) - before).toBe(rollCallPlan(2_500).calls)
      expect(
        await database.db.countBy(OutboundMessage, { groupKey: 'roll_call:9:ask1', state: 'waiting' }),
      ).toBe(0)
    })
  })
})
