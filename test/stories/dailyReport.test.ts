import { policyFrom } from '../../src/policy'
import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('the question about the day', () => {
    let world: World
    afterEach(() => world.stop())

    it('goes at 17:40 to the lead of a team of which only a sign of life is known, once', async () => {
      world = await startWorld(newPlace)
      await world.say('limin', '你好', '08:00')
      await world.say('duanli', '我们都在村里', '08:00')
      expect(await world.remind('17:39')).toEqual([])
      const asked = await world.remind('17:40')
      // 岔河村 said nothing at all: its silence is looked after by the morning's search.
      expect(receivers(asked)).toEqual(['zhangwei'])
      expect(asked).toHaveLength(1)
      for (const clock of ['17:40', '17:41', '18:30', '20:10']) expect(await world.remind(clock)).toEqual([])
    })

    it.each([
      ['work', '走访8户'],
      ['a whereabouts', '下组走访'],
      ['a difficulty', '三组的水管坏了,想请镇上协调'],
    ])('is not asked when %s was told', async (_what, text) => {
      world = await startWorld(newPlace)
      await world.say('limin', '你好', '08:00')
      await world.say('suhong', text, '16:00')
      expect(await world.remind('17:40')).toEqual([])
    })

    it('is not asked of somebody under a declared return, but of the next', async () => {
      world = await startWorld(newPlace, { day: '2026-06-30' })
      await world.say('zhangwei', '明天上山,下午6点回,没信号', '10:00')
      await world.say('suhong', '你好', '2026-07-01 09:10')
      const asked = await world.remind('2026-07-01 17:40')
      expect(receivers(asked)).not.toContain('zhangwei')
    })

    it('is not asked of somebody on leave, but of the next', async () => {
      world = await startWorld(newPlace, { day: '2026-06-30' })
      await world.say('zhangwei', '明天请假一天', '10:00')
      await world.say('suhong', '你好', '2026-07-01 09:10')
      expect(receivers(await world.remind('2026-07-01 17:40'))).toEqual(['limin'])
    })

    it('goes to the next when the lead had two messages that day', async () => {
      world = await startWorld(newPlace)
      expect(receivers(await world.remind('08:40'))).toContain('zhangwei')
      await world.watch('09:00')
      expect(receivers(await world.watch('09:15'))).toContain('zhangwei')
      await world.say('suhong', '你好', '09:20')
      await world.arrived('09:20')
      expect(receivers(await world.remind('17:40'))).toEqual(['limin'])
    })

    it('is never asked where the district wants none', async () => {
      world = await startWorld(newPlace, { policy: policyFrom({ dailyReport: { ask: 'never' } }) })
      await world.say('limin', '你好', '08:00')
      expect(await world.remind('17:40')).toEqual([])
    })

    it('is not asked on a day off', async () => {
      world = await startWorld(newPlace, { day: '2026-07-04' })
      await world.say('limin', '你好', '08:00')
      expect(await world.remind('17:40')).toEqual([])
    })
  })
})
