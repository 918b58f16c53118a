import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('an open roll call', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace, { day: '2026-07-16' })
      for (const who of ['qinglin', 'quyu', 'zhangwei', 'duanli']) await world.say(who, '你好', '13:00')
    })
    afterEach(() => world.stop())

    const call = async (at: string, confirmed: string, words = '全镇点名 地震', who = 'qinglin') => {
      await world.say(who, words, at)
      const reply = await world.say(who, '确认', confirmed)
      await world.arrived(confirmed)
      return reply
    }

    it('passes an answer nobody has read to whoever called, who says 平安', async () => {
      await call('14:00', '14:01')
      await world.standIn.voice('limin', { at: world.at('14:03') })
      const passed = await world.arrived('14:03')
      expect(receivers(passed)).toEqual(['qinglin'])
      expect(passed[0]?.[1]).toContain('李敏')
      expect(await world.say('qinglin', '点名情况', '14:04')).toContain('平安0')
      expect(await world.say('qinglin', '平安', '14:05')).toContain('李敏平安')
      expect(await world.say('qinglin', '点名情况', '14:06')).toContain('平安1')
    })

    it('takes 要帮助 of a caller who looked at it for a call for help', async () => {
      await call('14:00', '14:01')
      await world.say('limin', '@@@###', '14:03')
      expect(receivers(await world.arrived('14:03'))).toEqual(['qinglin'])
      await world.say('qinglin', '要帮助', '14:05')
      expect(receivers(await world.arrived('14:05'))).toEqual(expect.arrayContaining(['zhaowen', 'quyu']))
      expect(await world.say('qinglin', '点名情况', '14:06')).toContain('要帮助1')
    })

    it('counts whoever called for help just before as in need, and as accounted for once that is handled', async () => {
      await world.say('yanghai', '救命,房子塌了,我被困了', '13:58')
      await call('14:00', '14:01')
      for (const who of ['zhangwei', 'limin', 'suhong', 'duanli', 'pujian'])
        await world.say(who, '平安', '14:05')
      expect(await world.say('qinglin', '点名情况', '14:06')).toContain('要帮助:岔河村 杨海 13800000006')
      await world.say('qinglin', '已处理,人救出来了', '14:30')
      const ended = await world.watch('14:31')
      expect(ended.filter(([who, text]) => who === 'qinglin' && text.includes('点名结束'))).toHaveLength(1)
    })

    it('takes the last answer of a person', async () => {
      await call('14:00', '14:01')
      await world.say('limin', '平安', '14:03')
      await world.say('limin', '救命,我被困在塌方里了', '14:10')
      const standing = await world.say('qinglin', '点名情况', '14:11')
      expect(standing).toContain('平安0')
      expect(standing).toContain('要帮助1')
    })

    it('asks only those whom no other roll call asks already; the second caller gets both lists', async () => {
      await call('14:00', '14:01', '丛岗村点名 地震')
      const reply = await call('14:05', '14:06', '全区点名 地震', 'quyu')
      expect(reply).toContain('秦琳')
      expect(reply).toContain('问3人')
      await world.watch('14:31')
      await world.watch('14:36')
      expect(await world.say('quyu', '点名情况', '14:37')).toMatch(/丛岗村[\s\S]*全区/)
    })

    it('keeps who opened it, why, when and how it ended', async () => {
      await call('14:00', '14:01', '全镇点名 地震了')
      await world.say('qinglin', '结束点名', '14:20')
      const [, report] = (await world.arrived('14:20')).find(([who]) => who === 'qinglin') ?? []
      expect(report).toContain('秦琳14:01开的')
      const log = await world.say('quyu', '点名记录', '15:00')
      expect(log).toContain('青岭镇')
      expect(log).toContain('地震')
      expect(log).toContain('秦琳14:01开的,14:20人工结束')
      expect(await world.say('zhangwei', '点名记录', '15:01')).not.toContain('秦琳')
    })

    it('that is a drill ends with the day and asks nobody after eight', async () => {
      await call('19:40', '19:41', '全镇点名演练')
      await world.watch('19:51')
      const ended = await world.watch('20:01')
      expect(receivers(ended)).toEqual(['qinglin'])
      for (const [, text] of ended) expect(text).toContain('【演练】')
      expect(await world.watch('20:11')).toEqual([])
    })

    it('that is a drill does not begin after eight, even when it was ordered before', async () => {
      await world.say('qinglin', '全镇点名演练', '19:58')
      expect(await world.say('qinglin', '确认', '20:02')).toContain('白天')
      expect(await world.arrived('20:02')).toEqual([])
    })
  })
})
