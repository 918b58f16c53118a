import { eachDatabase } from '../databases'
import { receivers, ROSTER, startWorld, textTo, type World } from '../world'

const MUTE = ROSTER.replace('hezhishu,何永', ',何永')

eachDatabase((_name, _open, newPlace) => {
  describe('a supervisor', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace, { day: '2026-07-16' })
      for (const who of ['qinglin', 'quyu', 'zhangwei', 'duanli', 'yanghai'])
        await world.say(who, '你好', '08:00')
    })
    afterEach(() => world.stop())

    it.each([
      ['全覆盖', '已走访1个村,共3个。\n未走访:松坡村、岔河村。'],
      ['全覆盖 未走访', '未走访:松坡村、岔河村。'],
      ['全覆盖 已走访', '已走访1个村,共3个:丛岗村。'],
      ['全覆盖 已走访/未走访', '已走访1个村,共3个:丛岗村。'],
      ['未走访的村', '未走访:松坡村、岔河村。'],
      ['还有哪些村没走访', '未走访:松坡村、岔河村。'],
    ])('reads which villages were visited: %s', async (asked, answer) => {
      await world.say('qinglin', '走访 丛岗村 办公室没人', '09:00')
      expect(await world.say('qinglin', asked, '09:05')).toContain(answer)
    })

    it.each(['通知情况', '通知谁没回', '多少人回了通知'])('reads how a notice stands: %s', async (asked) => {
      await world.say('qinglin', '通知(要回) 丛岗村: 周五前报台账', '09:00')
      await world.say('qinglin', '确认', '09:01')
      await world.arrived('09:01')
      expect(await world.say('qinglin', asked, '09:05')).toContain('3人,0人回了')
    })

    it('of the district, asked about a township, calls the roll there by the bare word', async () => {
      for (const [who, at] of [
        ['zhangwei', '13:00'],
        ['duanli', '13:02'],
        ['yanghai', '13:04'],
      ] as const)
        await world.say(who, '地震了,晃得厉害', at)
      expect(textTo(await world.arrived('13:04'), 'quyu')).toContain('要点名吗?回『点名』')
      expect(await world.say('quyu', '点名', '13:05')).toContain('要给青岭镇3个村')
      expect(await world.say('quyu', '全区点名', '13:06')).toContain('要给全区')
    })

    it('who has joined a roll call and confirms it all the same hears that it runs', async () => {
      await world.say('qinglin', '全镇点名 地震', '13:00')
      await world.say('qinglin', '确认', '13:01')
      await world.say('quyu', '点名 青岭镇', '13:02')
      expect(await world.say('quyu', '确认', '13:03')).toContain('已经在点名了')
    })

    it('reads 演练 in every word about a drill, and sends nobody searching after it', async () => {
      await world.say('qinglin', '全镇演练点名', '13:00')
      await world.say('qinglin', '确认', '13:01')
      expect(await world.say('qinglin', '结束点名', '13:05')).toContain('【演练】')
      const report = textTo(await world.arrived('13:05'), 'qinglin')
      expect(report).toContain('【演练】')
      expect(report).not.toContain('打电话核实')
    })

    it('who passed on a call for help gives orders without their being news of it', async () => {
      await world.say('qinglin', '丛岗村张伟被困在山上了,快救人', '13:00')
      await world.arrived('13:00')
      await world.say('qinglin', '通知 松坡村: 下午有雨', '13:05')
      await world.say('qinglin', '段丽在哪', '13:06')
      expect(await world.arrived('13:07')).toEqual([])
    })

    it('hears what somebody near says who has taken a call for help', async () => {
      await world.say('limin', '张书记摔伤了走不动', '13:00')
      await world.arrived('13:00')
      await world.say('wangzhishu', '我来找', '13:02')
      await world.arrived('13:02')
      expect(await world.say('wangzhishu', '人找到了没大事', '13:30')).toMatch(/镇上/)
      const news = await world.arrived('13:30')
      expect(receivers(news)).toEqual(['qinglin', 'quyu'])
      expect(textTo(news, 'quyu')).toContain('没大事')
    })

    it('who is handed a search gets the link to forward too', async () => {
      await world.stop()
      world = await startWorld(newPlace, {
        day: '2026-07-16',
        publicUrl: 'https://bot.example',
        roster: MUTE,
      })
      for (const at of ['09:00', '09:15', '10:00']) await world.watch(at)
      await world.say('qinglin', '岔河村交给区玉', '10:05')
      expect(textTo(await world.arrived('10:05'), 'quyu')).toContain('https://bot.example/w/')
    })
  })

  it('those near hear how far from a place somebody in need is', async () => {
    const world = await startWorld(newPlace, { day: '2026-07-16' })
    await world.say('limin', '救命,我摔伤了', '13:00')
    await world.arrived('13:00')
    await world.say('limin', '在三号桥往上两百米', '13:02')
    expect(textTo(await world.arrived('13:02'), 'zhaowen')).toContain('三号桥往上')
    await world.stop()
  })
})
