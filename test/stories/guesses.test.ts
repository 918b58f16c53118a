import { eachDatabase } from '../databases'
import { receivers, startWorld, textTo, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('a guess about somebody not back', () => {
    let world: World
    beforeEach(async () => {
      // A Saturday: no morning is waited for.
      world = await startWorld(newPlace, { day: '2026-07-18' })
      for (const who of ['limin', 'zhaowen']) await world.say(who, '你好', '08:00')
      await world.say('zhangwei', '上山巡山,12点前回', '08:10')
      await world.watch('12:30')
      await world.watch('12:45')
    })
    afterEach(() => world.stop())

    it.each(['张书记应该在后山', '估计下组了', '可能已经回村了'])(
      'ends the search, which begins again when the guess is old: %s',
      async (words) => {
        expect(await world.say('limin', words, '12:50')).toContain('到13:50还没听到张伟的消息,我再问')
        const clear = await world.arrived('12:50')
        expect(receivers(clear)).toEqual(['suhong', 'zhangwei'])
        expect(textTo(clear, 'suhong')).toContain('李敏估计:')
        for (const clock of ['13:00', '13:15', '13:45']) expect(await world.watch(clock)).toEqual([])
        expect(textTo(await world.watch('13:50'), 'zhangwei')).toContain('您说的12:00过了')
        expect(receivers(await world.watch('14:05'))).toEqual(['limin', 'suhong'])
        await world.watch('14:20')
        expect(receivers(await world.watch('14:35'))).toEqual(['qinglin'])
      },
    )

    it('ends it once: a second guess ends nothing', async () => {
      await world.say('limin', '应该在后山', '12:50')
      await world.arrived('12:50')
      for (const clock of ['13:50', '14:05']) await world.watch(clock)
      expect(await world.say('limin', '应该还在后山', '14:10')).toContain('我接着问')
      expect(await world.arrived('14:10')).toEqual([])
      await world.watch('14:20')
      expect(receivers(await world.watch('14:35'))).toEqual(['qinglin'])
    })

    it('is over with the first word of the one it is about', async () => {
      await world.say('limin', '应该在后山', '12:50')
      await world.say('zhangwei', '下山了', '13:10')
      await world.arrived('13:10')
      for (const clock of ['13:50', '14:05', '14:35']) expect(await world.watch(clock)).toEqual([])
    })

    it.each(['张书记在后山', '他回村了', '张伟刚下山,跟我一起'])(
      'is none, and ends it: %s',
      async (words) => {
        await world.say('limin', words, '12:50')
        expect(receivers(await world.arrived('12:50'))).toContain('zhangwei')
        expect(await world.watch('13:15')).toEqual([])
      },
    )

    it('with a time moves what is waited for', async () => {
      await world.say('limin', '张书记应该3点前能回', '12:50')
      await world.arrived('12:50')
      expect(await world.watch('13:15')).toEqual([])
      expect(receivers(await world.watch('15:30'))).toEqual(['zhangwei'])
    })
  })

  describe('a guess of a village cadre about the team', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace, { day: '2026-07-16' })
    })
    afterEach(() => world.stop())

    it('makes its morning known', async () => {
      await world.watch('09:00')
      await world.watch('09:30')
      await world.say('wangzhishu', '应该下组了', '09:35')
      expect(receivers(await world.arrived('09:35'))).toContain('limin')
      const later = [...(await world.watch('09:45')), ...(await world.watch('10:00'))]
      expect(later.filter(([, text]) => text.includes('丛岗村'))).toEqual([])
    })
  })
})
