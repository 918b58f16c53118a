import { eachDatabase } from '../databases'
import { startWorld, type World } from '../world'
import { manyTeams, villageOf } from './manyTeams'

const ROSTER = manyTeams({ townships: { 赵家镇: 4, 钱家镇: 4, 孙家镇: 4, 李家镇: 4 } })

eachDatabase((_name, _open, newPlace) => {
  describe('a storm that passes', () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld(newPlace, { roster: ROSTER })
      await world.say('quyu', '你好', '08:00')
      for (const minute of ['09:00', '09:15', '09:30', '09:45', '10:00', '11:00']) await world.watch(minute)
    }, 120_000)
    afterAll(() => world.stop())
    const toDistrict = async (clock: string) =>
      (await world.arrived(clock)).filter(([who]) => who === 'quyu').map(([, text]) => text)

    it('is told of the first team at once, and of those that follow within minutes in one text', async () => {
      await world.say('m000', '在村里', '11:10')
      expect(await toDistrict('11:10')).toEqual([expect.stringContaining(villageOf(0, 0))])
      for (const [who, clock] of [
        ['m001', '11:11'],
        ['m100', '11:11:30'],
        ['m101', '11:14'],
      ] as const)
        await world.say(who, '在村里', clock)
      expect(await toDistrict('11:14')).toEqual([])
      const [text, ...more] = await toDistrict('11:15')
      expect(more).toEqual([])
      expect(text).toContain('3件事有消息了')
      for (const [t, v] of [
        [0, 1],
        [1, 0],
        [1, 1],
      ] as const)
        expect(text).toContain(villageOf(t, v))
      expect(await toDistrict('11:20')).toEqual([])
    })

    it('is told to a township, which had an alarm for each team, of each at once', async () => {
      await world.say('m200', '在村里', '11:30')
      const told = await world.arrived('11:30')
      expect(told.filter(([who]) => who === 'admin2')).toHaveLength(1)
    })

    it('says one that ended alone as it is, when its time comes', async () => {
      await world.say('m201', '在村里', '11:32')
      expect(await toDistrict('11:34')).toEqual([])
      expect(await toDistrict('11:35')).toEqual([expect.stringContaining(`${villageOf(2, 1)}工作队有消息了`)])
    })
  })
})
