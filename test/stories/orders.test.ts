import { remind } from '../../src/jobs/remind'
import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('orders of supervisors', () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld(newPlace)
      for (const who of ['qinglin', 'quyu', 'zhangwei', 'limin']) await world.say(who, '你好', '07:30')
    })
    afterAll(() => world.stop())

    it('sends a notice to the teams of a place once it is confirmed, and to nobody else', async () => {
      expect(await world.say('qinglin', '通知 丛岗村: 今天下午有大雨,别上山', '10:00')).toContain('3人')
      expect(await world.arrived('10:00')).toEqual([])
      expect(await world.say('qinglin', '确认', '10:01')).toContain('发给3人')
      const pushes = await world.arrived('10:01')
      expect(receivers(pushes)).toEqual(['limin', 'suhong', 'zhangwei'])
      expect(pushes[0]?.[1]).toContain('今天下午有大雨,别上山')
      expect(pushes[0]?.[1]).toContain('不用回')
    })

    it('lets an order that is not confirmed within ten minutes lapse', async () => {
      await world.say('qinglin', '通知 松坡村: 明天开会', '10:05')
      await world.say('qinglin', '确认', '10:16')
      expect(await world.arrived('10:16')).toEqual([])
    })

    it('counts any later message as the answer to a notice that wants one, and repeats it once', async () => {
      await world.say('qinglin', '通知(要回) 丛岗村: 明天上午9点镇上培训', '10:20')
      await world.say('qinglin', '1', '10:21')
      expect(receivers(await world.arrived('10:21'))).toEqual(['limin', 'suhong', 'zhangwei'])
      await world.say('limin', '收到', '10:30')
      const tally = await world.say('qinglin', '通知情况', '10:40')
      expect(tally).toContain('3人,1人回了')
      const { rt } = world.server
      await remind(rt, world.at('2026-07-02 10:22'))
      expect(receivers(await world.arrived('2026-07-02 10:22'))).toEqual(['suhong', 'zhangwei'])
      await remind(rt, world.at('2026-07-02 10:23'))
      expect(await world.arrived('2026-07-02 10:23')).toEqual([])
    })

    it('names in the tally only those without an account and those it did not reach', async () => {
      world.standIn.failNext(1, { errcode: 60111 })
      await world.say('qinglin', '通知(要回) 岔河村: 明天下午3点培训', '2026-07-02 10:24')
      await world.say('qinglin', '1', '2026-07-02 10:25')
      await world.arrived('2026-07-02 10:25')
      const tally = await world.say('qinglin', '通知情况', '2026-07-02 10:26')
      expect(tally).toContain('1人,0人回了')
      expect(tally).toContain('没送到、要打电话的:杨海 13800000006')
    })

    it('carries a letter to a whole district, to which nobody has to answer', async () => {
      expect(
        await world.say('quyu', '致全区驻村工作队员的一封信: 天热了,大家多保重', '2026-07-02 10:27'),
      ).toContain('6人')
      await world.say('quyu', '确认', '2026-07-02 10:28')
      const pushes = await world.arrived('2026-07-02 10:28')
      expect(receivers(pushes)).toEqual(['duanli', 'limin', 'pujian', 'suhong', 'yanghai', 'zhangwei'])
      expect(pushes[0]?.[1]).toContain('【来信 10:28】天热了,大家多保重')
      expect(pushes[0]?.[1]).toContain('不用回')
    })

    it('keeps a visit beside what the team had declared; the team can read it', async () => {
      await world.say('limin', '张书记上山核图斑去了,我在村委会', '2026-07-02 10:30')
      const kept = await world.say('qinglin', '走访 丛岗村 办公室没人 张书记在山上核图斑', '2026-07-02 11:00')
      expect(kept).toContain('在岗(下组入户)')
      expect(kept).toContain('李敏')
      expect(await world.arrived('2026-07-02 11:00')).toEqual([])
      expect(await world.say('zhangwei', '走访记录', '2026-07-02 12:00')).toContain('张书记在山上核图斑')
      expect(await world.say('duanli', '走访记录', '2026-07-02 12:00')).not.toContain('张书记')
    })

    it('shows which villages were visited and draws among the least visited, telling nobody there', async () => {
      const coverage = await world.say('qinglin', '全覆盖', '2026-07-02 12:10')
      expect(coverage).toContain('已走访1个村,共3个')
      expect(coverage).toContain('松坡村')
      const drawn = await world.say('qinglin', '抽查2个村', '2026-07-02 12:12')
      expect(drawn).toContain('松坡村')
      expect(drawn).toContain('岔河村')
      expect(drawn).not.toContain('丛岗村')
      expect(await world.arrived('2026-07-02 12:12')).toEqual([])
    })

    it('takes no orders from a member, nor for a place out of scope', async () => {
      await world.say('zhangwei', '通知 松坡村: 开会', '2026-07-02 12:20')
      await world.say('zhangwei', '确认', '2026-07-02 12:21')
      expect(await world.say('qinglin', '通知 芒果镇: 开会', '2026-07-02 12:22')).toContain('芒果镇')
      expect(await world.arrived('2026-07-02 12:23')).toEqual([])
    })
  })
})
