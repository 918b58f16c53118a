import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'
import { manyTeams, villageOf } from './manyTeams'

/** A township of eight, and one of five in which everybody writes. */
const ROSTER = manyTeams({ townships: { 赵家镇: 8, 钱家镇: 5 } })

eachDatabase((_name, _open, newPlace) => {
  describe('a township silent together', () => {
    let world: World
    const members = (township: number, from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => `m${township}${String(from + i).padStart(2, '0')}`)

    async function morning(day: string, silentFrom: number) {
      for (const who of [...members(0, 0, silentFrom), ...members(1, 0, 5)])
        await world.say(who, '在村里', `${day} 08:10`)
      for (const time of ['09:00', '09:15', '09:30', '09:45']) await world.watch(`${day} ${time}`)
      return world.watch(`${day} 10:00`)
    }

    beforeAll(async () => {
      world = await startWorld(newPlace, { roster: ROSTER })
      for (const who of ['quyu', 'admin0', 'admin1']) await world.say(who, '你好', '08:00')
    })
    afterAll(() => world.stop())

    it('is told once to township and district at the time of the first alarm, every team with its phone', async () => {
      const pushes = await morning('2026-07-01', 5)
      expect(receivers(pushes)).toEqual(['admin0', 'quyu'])
      expect(pushes).toHaveLength(2)
      for (const [, text] of pushes) {
        expect(text).toContain('可能停电或断网')
        expect(text).toContain('8个村里有3个村')
        for (const village of [5, 6, 7]) expect(text).toContain(villageOf(0, village))
        expect(text).not.toContain(villageOf(0, 4))
        expect(text).toContain('13800000050')
      }
    })

    it('is not told again by the alarms of each, neither to the district nor in the afternoon', async () => {
      expect(await world.watch('2026-07-01 10:01')).toEqual([])
      expect(await world.watch('2026-07-01 11:00')).toEqual([])
    })

    it('lets one of them be taken by its number', async () => {
      expect(await world.say('quyu', '2我来找', '2026-07-01 11:02')).toContain(villageOf(0, 6))
    })

    it('tells no supervisor of each that is heard of, and once when all are', async () => {
      await world.say('m005', '在村里,刚才停电', '2026-07-01 11:10')
      await world.say('m006', '在村里', '2026-07-01 11:11')
      expect(receivers(await world.watch('2026-07-01 11:12'))).toEqual([])
      await world.say('m007', '在村里', '2026-07-01 11:20')
      const clear = await world.watch('2026-07-01 11:21')
      expect(receivers(clear)).toEqual(['admin0', 'quyu'])
      expect(clear[0]?.[1]).toContain('3个村都有消息了')
      expect(await world.watch('2026-07-01 11:22')).toEqual([])
      expect(await world.watch('2026-07-01 13:00')).toEqual([])
    })

    it('leaves two silent teams to alarms of their own, at the township alone', async () => {
      const pushes = await morning('2026-07-02', 6)
      expect(receivers(pushes)).toEqual(['admin0'])
      expect(pushes).toHaveLength(2)
      expect(pushes[0]?.[1]).not.toContain('停电')
    })
  })
})
