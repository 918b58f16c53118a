import { OutboundMessage } from '../../entities'
import { policyFrom } from '../../src/policy'
import { eachDatabase } from '../databases'
import { receivers, ROSTER, startWorld, type World } from '../world'

const others = async (world: World, day = '2026-07-01') => {
  await world.say('duanli', '我们都在村里', `${day} 08:00`)
  await world.say('yanghai', '在村', `${day} 08:00`)
}
const outbox = (world: World) => world.server.rt.database.db.find(OutboundMessage, { order: { id: 'ASC' } })

eachDatabase((_name, _open, newPlace) => {
  describe('quiet hours', () => {
    let world: World
    afterEach(() => world.stop())

    it('hold back what is no safety matter until seven', async () => {
      world = await startWorld(newPlace)
      await world.say('limin', '意见:早上提醒太早了', '21:30:00')
      expect(await world.arrived('21:31')).toEqual([])
      expect(await world.arrived('2026-07-02 06:59:59')).toEqual([])
      expect(receivers(await world.arrived('2026-07-02 07:00:00'))).toEqual(['yijian'])
    })

    it('begin at half past nine sharp', async () => {
      world = await startWorld(newPlace)
      await world.say('limin', '意见:早上提醒太早了', '21:29:59')
      expect(receivers(await world.arrived('21:29:59'))).toEqual(['yijian'])
    })

    it('do not hold back a declared return, its alarm, the owner or the all-clear', async () => {
      world = await startWorld(newPlace)
      await world.say('limin', '我去三组了,今晚9点半回', '19:00')
      expect(receivers(await world.watch('22:00'))).toEqual(['limin'])
      await world.watch('22:15')
      await world.watch('22:30')
      expect(receivers(await world.watch('22:45'))).toEqual(['qinglin'])
      await world.say('qinglin', '我来找', '22:46')
      expect(receivers(await world.watch('23:31'))).toEqual(['qinglin'])
      await world.say('limin', '回来了', '23:40')
      expect(receivers(await world.arrived('23:40'))).toContain('qinglin')
    })

    it('end with a second look: what has become pointless is dropped', async () => {
      world = await startWorld(newPlace)
      await others(world)
      for (const clock of ['09:00', '09:15', '09:30', '09:45', '10:00']) await world.watch(clock)
      await world.watch('20:00')
      await world.say('limin', '在村', '22:00')
      expect(await world.arrived('22:01')).toEqual([])
      const morning = await world.arrived('2026-07-02 07:00')
      expect(receivers(morning)).toEqual(['qinglin', 'suhong', 'wangzhishu', 'zhangwei', 'zhaowen'])
      expect(await world.arrived('2026-07-02 07:01')).toEqual([])
    })
  })

  describe('a day without work', () => {
    let world: World
    afterEach(() => world.stop())

    it('keeps the all-clear of a morning for the next working day', async () => {
      world = await startWorld(newPlace, { day: '2026-07-03' })
      await others(world, '2026-07-03')
      for (const clock of ['09:00', '09:15', '09:30', '09:45', '10:00'])
        await world.watch(`2026-07-03 ${clock}`)
      await world.watch('2026-07-03 20:00')
      await world.say('limin', '在村', '2026-07-04 10:00')
      expect(await world.arrived('2026-07-04 10:00')).toEqual([])
      expect(await world.watch('2026-07-05 12:00')).toEqual([])
      expect(receivers(await world.watch('2026-07-06 07:00'))).toContain('qinglin')
    })
  })

  describe('a step that has become pointless', () => {
    let world: World
    afterEach(() => world.stop())

    it('is not sent: a reminder that WeCom would not take before the team spoke', async () => {
      world = await startWorld(newPlace)
      await others(world)
      world.standIn.failNext(3, { errcode: -1 }, 'message/send')
      expect(await world.remind('08:40')).toEqual([])
      await world.say('limin', '在村', '08:42')
      expect(await world.arrived('08:50')).toEqual([])
      const [reminder] = (await outbox(world)).filter(({ purpose }) => purpose === 'reminder')
      expect(reminder?.state).toBe('dropped')
    })

    it('is not sent: a reminder after its time, and the first ask goes to the others all the same', async () => {
      world = await startWorld(newPlace)
      await others(world)
      expect(await world.remind('09:00')).toEqual([])
      expect(receivers(await world.watch('09:00'))).toEqual(['limin', 'suhong'])
    })

    it('is not sent: an ask that WeCom would not take before the team spoke, nor its all-clear', async () => {
      world = await startWorld(newPlace)
      await others(world)
      world.standIn.failNext(5, { errcode: -1 }, 'message/send')
      expect(await world.watch('09:00')).toEqual([])
      await world.say('zhangwei', '在村', '09:01')
      expect(await world.arrived('09:10')).toEqual([])
      expect(await world.watch('09:15')).toEqual([])
    })
  })

  describe('the burden', () => {
    let world: World
    afterEach(() => world.stop())

    it('is one morning ask a day for a village cadre, and none after 「别再问我」', async () => {
      world = await startWorld(newPlace)
      await others(world)
      expect(await world.say('wangzhishu', '别再问我', '08:30')).toContain('不再问您')
      for (const clock of ['09:00', '09:15']) await world.watch(clock)
      expect(await world.watch('09:30')).toEqual([])
      expect(receivers(await world.watch('09:45'))).toEqual(['zhaowen'])
      // Safety asks go on.
      await world.say('limin', '我上山了,11点回', '09:50')
      await world.watch('11:30')
      await world.watch('11:45')
      expect(receivers(await world.watch('12:00'))).toEqual(['wangzhishu', 'zhaowen'])
    })

    it('counts a cadre of two villages once', async () => {
      const roster = `${ROSTER}wangzhishu,王国平,13800000011,村党支部书记,青岭镇,松坡村,,,,,
`
      world = await startWorld(newPlace, { roster: roster.replace(/^maozhishu.*\n/m, '') })
      for (const clock of ['09:00', '09:15']) await world.watch(clock)
      const asked = (await world.watch('09:30')).filter(([who]) => who === 'wangzhishu')
      expect(asked).toHaveLength(1)
    })

    it('is what the district says', async () => {
      const policy = policyFrom({ burden: { teamPerDay: 1, cadreMorningsPerDay: 0 } })
      world = await startWorld(newPlace, { policy })
      await others(world)
      expect(receivers(await world.remind('08:40'))).toEqual(['zhangwei'])
      expect(receivers(await world.watch('09:00'))).toEqual(['limin', 'suhong'])
      for (const clock of ['09:15', '09:30', '09:45']) expect(await world.watch(clock)).toEqual([])
      expect(receivers(await world.watch('10:00'))).toEqual(['qinglin'])
    })
  })

  describe('people without an account', () => {
    let world: World
    afterEach(() => world.stop())

    it('are never written to, and stand in the alarm with their phones', async () => {
      const roster = ROSTER.replace(/^zhangwei/m, '').replace(/^wangzhishu/m, '')
      world = await startWorld(newPlace, { roster })
      await others(world)
      expect(receivers(await world.remind('08:40'))).toEqual(['limin'])
      expect(receivers(await world.watch('09:00'))).toEqual(['suhong'])
      expect(receivers(await world.watch('09:15'))).toEqual(['limin'])
      expect(await world.watch('09:30')).toEqual([])
      await world.watch('09:45')
      const [alarm] = await world.watch('10:00')
      expect(alarm?.[1]).toContain('张伟(第一书记 13800000001)')
      expect(alarm?.[1]).toMatch(/还没问到:.*王国平\(村党支部书记 13800000011\)/)
      expect(alarm?.[1]).toMatch(/还没问到:.*字有福\(村干部 13800000013\)/)
    })

    it('are spoken for by others', async () => {
      const roster = ROSTER.replace(/^yanghai/m, '')
      world = await startWorld(newPlace, { roster })
      await world.say('zhangwei', '我们都在村里', '08:00')
      await world.say('duanli', '我们都在村里', '08:00')
      expect(await world.remind('08:40')).toEqual([])
      expect(await world.watch('09:00')).toEqual([])
      expect(receivers(await world.watch('09:30'))).toEqual(['hezhishu'])
      await world.say('hezhishu', '他下组了', '09:40')
      expect(await world.watch('10:00')).toEqual([])
    })
  })
})
