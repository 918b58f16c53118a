import { DigestLine } from '../../entities'
import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'

/** 苏红 of 丛岗村 is silent; her mates speak every day, of themselves. Wednesday 2026-07-01 is the first day. */
async function matesSpeak(world: World, days: readonly string[]) {
  for (const day of days) {
    await world.say('zhangwei', '我在村里', `${day} 07:50`)
    await world.say('limin', '我下组走访', `${day} 07:55`)
    await world.say('duanli', '我们都在村里', `${day} 08:00`)
    await world.say('yanghai', '在村', `${day} 08:00`)
    await world.watch(`${day} 08:30`)
  }
}

const lines = (world: World) => world.server.rt.database.db.findBy(DigestLine, { kind: 'silent_days' })
const JULY = (n: number) => `2026-07-${String(n).padStart(2, '0')}`

eachDatabase((_name, _open, newPlace) => {
  describe('two silent days', () => {
    let world: World
    afterEach(() => world.stop())

    it('are asked about on the third, and stand in the next digest an hour later, once', async () => {
      world = await startWorld(newPlace)
      await matesSpeak(world, [JULY(1), JULY(2), JULY(3)])
      expect(await world.watch('2026-07-02 09:30')).toEqual([])
      expect(await world.watch('2026-07-03 09:29')).toEqual([])
      const asked = await world.watch('2026-07-03 09:30')
      expect(receivers(asked)).toEqual(['limin', 'zhangwei'])
      expect(asked[0]?.[1]).toContain('苏红')
      expect(await world.watch('2026-07-03 09:30')).toEqual([])
      expect(await world.watch('2026-07-03 10:29')).toEqual([])
      expect(await lines(world)).toEqual([])
      expect(await world.watch('2026-07-03 10:30')).toEqual([])
      await world.watch('2026-07-03 11:30')
      const [line, ...more] = await lines(world)
      expect(more).toEqual([])
      expect(line?.text).toContain('苏红')
      // The mates have been asked about this silence: they are not asked every day again.
      await matesSpeak(world, [JULY(6)])
      expect(await world.watch('2026-07-06 09:30')).toEqual([])
      await world.watch('2026-07-06 10:30')
      expect(await lines(world)).toHaveLength(1)
    })

    it.each<[string, (world: World) => Promise<unknown>]>([
      ['her own word', (w) => w.say('suhong', '在村', '2026-07-02 12:00')],
      ['a word of a mate about her', (w) => w.say('limin', '苏红在村委会整台账', '2026-07-02 12:00')],
      ['a word of a cadre about her', (w) => w.say('wangzhishu', '苏红上山了', '2026-07-02 12:00')],
      [
        'her opening the application',
        (w) => w.standIn.event('suhong', 'enter_agent', {}, { at: w.at('2026-07-02 12:00') }),
      ],
    ])('are interrupted by %s', async (_what, speak) => {
      world = await startWorld(newPlace)
      await matesSpeak(world, [JULY(1), JULY(2)])
      await speak(world)
      await matesSpeak(world, [JULY(3)])
      expect(await world.watch('2026-07-03 09:30')).toEqual([])
      await world.watch('2026-07-03 10:30')
      expect(await lines(world)).toEqual([])
    })

    it.each([
      ['在村里', 0],
      ['她下组了', 0],
      ['苏红回家了,明天来', 0],
      ['不清楚', 1],
      ['1', 0],
    ])('end with a line unless a mate knows: 「%s」', async (answer, expected) => {
      world = await startWorld(newPlace)
      await matesSpeak(world, [JULY(1), JULY(2), JULY(3)])
      await world.watch('2026-07-03 09:30')
      await world.say('limin', answer, '2026-07-03 09:50')
      await world.watch('2026-07-03 10:30')
      expect(await lines(world)).toHaveLength(expected)
    })

    it('take only the first words of a mate for the answer', async () => {
      world = await startWorld(newPlace)
      await matesSpeak(world, [JULY(1), JULY(2), JULY(3)])
      await world.watch('2026-07-03 09:30')
      await world.say('limin', '不清楚', '2026-07-03 09:50')
      await world.say('limin', '下组走访', '2026-07-03 09:55')
      await world.watch('2026-07-03 10:30')
      expect(await lines(world)).toHaveLength(1)
    })

    it('are paused by leave, rest and business', async () => {
      world = await startWorld(newPlace)
      await matesSpeak(world, [JULY(1)])
      await world.say('suhong', '2号到3号请假,家里有事', '2026-07-01 12:00')
      await matesSpeak(world, [JULY(2), JULY(3), JULY(6), JULY(7)])
      for (const day of [3, 6, 7]) expect(await world.watch(`${JULY(day)} 09:30`)).toEqual([])
      await matesSpeak(world, [JULY(8)])
      expect(receivers(await world.watch('2026-07-08 09:30'))).toEqual(['limin', 'zhangwei'])
    })

    it('ask nobody beyond two unprompted messages a day, nor on days off', async () => {
      world = await startWorld(newPlace)
      for (const day of [JULY(1), JULY(2)]) {
        await matesSpeak(world, [day])
      }
      await world.watch('2026-07-04 09:30')
      await world.say('duanli', '我们都在村里', '2026-07-03 08:00')
      await world.say('yanghai', '在村', '2026-07-03 08:00')
      expect(receivers(await world.remind('2026-07-03 08:40'))).toEqual(['zhangwei'])
      expect(receivers(await world.watch('2026-07-03 09:00'))).toEqual(['limin', 'suhong'])
      expect(receivers(await world.watch('2026-07-03 09:15'))).toEqual(['zhangwei'])
      const asked = (await world.watch('2026-07-03 09:30')).filter(([who]) => who !== 'wangzhishu')
      expect(receivers(asked)).toEqual(['limin'])
    })
  })
})
