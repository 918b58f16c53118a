import { OutboundMessage } from '../../entities'
import { digest } from '../../src/jobs/digest'
import { policyFrom } from '../../src/policy'
import { importRoster } from '../../src/roster'
import { eachDatabase } from '../databases'
import { receivers, ROSTER, startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('a search', () => {
    let world: World
    beforeEach(async () => {
      // A policy of its own: it is edited below.
      world = await startWorld(newPlace, { policy: structuredClone(policyFrom({})) })
      for (const who of ['qinglin', 'quyu', 'duanli', 'yanghai']) await world.say(who, '在村里', '08:10')
    })
    afterEach(() => world.stop())

    it('keeps the steps it was opened with when the policy is edited', async () => {
      await world.watch('09:00')
      const { mornings } = world.server.rt.policy
      Object.assign(mornings, { leadAgain: 5, secretary: 6, cadres: 7, township: 8 })
      expect(await world.watch('09:10')).toEqual([])
      expect(receivers(await world.watch('09:15'))).toEqual(['zhangwei'])
      expect(receivers(await world.watch('09:30'))).toEqual(['wangzhishu'])
      for (const who of ['zhangwei', 'duanli', 'yanghai']) await world.say(who, '在村里', '2026-07-01 09:31')
      for (const who of ['duanli', 'yanghai']) await world.say(who, '在村里', '2026-07-02 08:10')
      await world.watch('2026-07-02 09:00')
      expect(receivers(await world.watch('2026-07-02 09:05'))).toEqual(['zhangwei'])
    })

    it('asks whoever holds the role when the rung fires', async () => {
      await world.watch('09:00')
      await world.watch('09:15')
      const moved = ROSTER.replace(
        'wangzhishu,王国平,13800000011,村党支部书记,青岭镇,丛岗村,,,,,',
        'wangzhishu,王国平,13800000011,村党支部书记,青岭镇,丛岗村,,2026-01-01,2026-06-30,,\nxinzhishu,辛支,13800000019,村党支部书记,青岭镇,丛岗村,,2026-07-01,,,',
      )
      await importRoster(world.server.rt.database, Buffer.from(moved), 'roster.csv', world.at('09:20'))
      world.standIn.members.push({ userid: 'xinzhishu', name: '辛支' })
      const { db } = world.server.rt.database
      await world.watch('09:30')
      const asked = (await db.findBy(OutboundMessage, { purpose: 'ask' })).map(({ userid }) => userid)
      expect(asked).toContain('xinzhishu')
      expect(asked).not.toContain('wangzhishu')
    })

    it('asks whoever stands on several rungs once', async () => {
      const both = `${ROSTER}suhong,苏红,13800000003,村干部,青岭镇,丛岗村,,,,,\n`
      await importRoster(world.server.rt.database, Buffer.from(both), 'roster.csv', world.at('08:15'))
      for (const who of ['limin', 'suhong']) await world.say(who, '在村里', '08:16')
      await world.say('zhangwei', '我上山核图斑,11点回', '08:20')
      await world.watch('11:30')
      expect(receivers(await world.watch('11:45'))).toEqual(['limin', 'suhong'])
      expect(receivers(await world.watch('12:00'))).toEqual(['wangzhishu', 'zhaowen'])
    })

    it('is counted nowhere when it was late', async () => {
      await world.say('zhangwei', '我上山核图斑,16点回', '08:20')
      await world.watch('16:30')
      await world.say('zhangwei', '回来了,在村里', '16:40')
      await world.arrived('16:41')
      const { rt } = world.server
      await digest(rt, world.at('20:20'))
      const said = (await world.arrived('20:20')).map(([, text]) => text).join('\n')
      expect(said).not.toBe('')
      expect(said).not.toMatch(/晚归|迟到|超时|逾期|晚回|16:00|16:40/)
      expect(await world.say('qinglin', '张伟这个月表现怎么样', '20:30')).not.toMatch(/晚归|迟到|超时|逾期/)
    })

    it('sends no question of the morning while a roll call covers the team', async () => {
      await world.say('qinglin', '全镇点名 地震', '08:20')
      await world.say('qinglin', '确认', '08:21')
      await world.arrived('08:21')
      expect(await world.remind('08:45')).toEqual([])
      const { db } = world.server.rt.database
      for (const time of ['09:00', '09:15', '09:30']) await world.watch(time)
      expect(await db.findBy(OutboundMessage, { purpose: 'ask' })).toEqual([])
    })
  })
})
