import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('around an order', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace, { day: '2026-07-16' })
      for (const who of ['qinglin', 'limin', 'yanghai']) await world.say(who, '你好', '08:00')
    })
    afterEach(() => world.stop())

    it('好 sends nothing yet, and says how to', async () => {
      await world.say('qinglin', '通知(要回) 丛岗村: 周五前报台账', '09:00')
      expect(await world.say('qinglin', '好', '09:01')).toBe('回『确认』我才发,不发就回『取消』。')
      expect(await world.arrived('09:01')).toEqual([])
      await world.say('qinglin', '确认', '09:02')
      expect(receivers(await world.arrived('09:02'))).toEqual(['limin', 'suhong', 'zhangwei'])
    })

    it('取消 drops it', async () => {
      await world.say('qinglin', '全镇点名 地震', '09:00')
      expect(await world.say('qinglin', '算了', '09:01')).toBe('好,不发了,谁也没有打扰。')
      await world.say('qinglin', '确认', '09:02')
      expect(await world.arrived('09:02')).toEqual([])
    })

    it('words nobody can read answer a notice all the same', async () => {
      await world.say('qinglin', '通知(要回) 丛岗村: 周五前报台账', '09:00')
      await world.say('qinglin', '确认', '09:01')
      await world.arrived('09:01')
      expect(await world.say('limin', '不行,下周才能报', '09:10')).toBe('收到,通知这就算回过了。')
      expect(await world.say('qinglin', '通知情况', '09:11')).toContain('1人回了')
      expect(await world.say('limin', '下下周也行', '09:12')).not.toContain('通知')
    })

    it('a visit repeats what was found, and nothing of those who have said nothing', async () => {
      const kept = await world.say('qinglin', '走访 丛岗村 办公室没人 张书记在山上核图斑', '09:00')
      expect(kept).toContain('在岗(下组入户)「办公室没人 张书记在山上核图斑」')
      expect(kept).not.toContain('张伟(第一书记 13800000001):今天还没有消息')
      expect(await world.say('limin', '谁来过我们村', '10:00')).toContain('张书记在山上核图斑')
      expect(await world.say('yanghai', '我们村的走访记录', '10:01')).toBe('还没有走访记录。')
      expect(await world.say('qinglin', '全镇走访情况', '10:02')).toContain('已走访1个村,共3个')
    })
  })
})
