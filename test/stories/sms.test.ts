import { Sms } from '../../entities'
import { eachDatabase } from '../databases'
import { type Gateway, startGateway } from '../gateway'
import { receivers, startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('the second road', () => {
    let world: World
    let gateway: Gateway
    beforeEach(async () => {
      gateway = await startGateway()
      world = await startWorld(newPlace, { smsWebhookUrl: gateway.url })
      for (const who of ['qinglin', 'quyu', 'zhangwei']) await world.say(who, '你好', '08:00')
    })
    afterEach(async () => {
      await world.stop()
      await gateway.stop()
    })
    const phones = () => gateway.got.map(({ to }) => to).sort()
    /** WeCom answers nothing from now on: neither a call nor a token. */
    const wecomGone = () => {
      world.standIn.failNext(500, { http: 503 })
      world.standIn.failNext(500, { http: 503 }, 'gettoken')
    }

    it('tells people of the village without an account of a call for help, at once', async () => {
      await world.say('zhangwei', '救命,车翻了,有人受伤', '10:00')
      await world.arrived('10:00')
      expect(phones()).toEqual(['13800000013'])
      expect(gateway.got[0]?.text).toContain('张伟')
      await world.arrived('10:01')
      expect(phones()).toHaveLength(1)
    })

    it('takes over what WeCom has not delivered after five minutes, each once', async () => {
      wecomGone()
      await world.say('zhangwei', '救命,车翻了,有人受伤', '10:00')
      await world.arrived('10:04')
      expect(phones()).toEqual(['13800000013'])
      await world.arrived('10:05')
      expect(phones()).toEqual(
        [
          '13800000002',
          '13800000003',
          '13800000011',
          '13800000012',
          '13800000013',
          '13800000021',
          '13800000031',
        ].sort(),
      )
      await world.arrived('10:06')
      expect(phones()).toHaveLength(7)
      expect(new Set(gateway.got.map(({ key }) => key)).size).toBe(7)
    })

    it('carries an alarm at the top, but no question and no reminder', async () => {
      for (const who of ['duanli', 'yanghai']) await world.say(who, '在村里', '08:30')
      await world.say('limin', '在村里', '08:30')
      await world.say('zhangwei', '我上山核图斑,10点回', '08:40')
      for (const time of ['10:30', '10:45', '11:00']) await world.watch(time)
      wecomGone()
      await world.watch('11:15')
      await world.arrived('11:20')
      expect(phones()).toEqual(['13800000021'])
    })

    it('tries again what the gateway does not take, and drops what is over by then', async () => {
      gateway.status = 503
      await world.say('zhangwei', '救命,车翻了,有人受伤', '10:00')
      await world.arrived('10:00')
      gateway.status = 200
      await world.arrived('10:00')
      expect(phones()).toEqual([])
      await world.arrived('10:01')
      expect(phones()).toEqual(['13800000013'])

      gateway.status = 503
      wecomGone()
      await world.arrived('10:06')
      await world.say('qinglin', '误报', '10:07')
      gateway.status = 200
      await world.arrived('10:08')
      expect(phones()).toEqual(['13800000013'])
      const { db } = world.server.rt.database
      expect(await db.countBy(Sms, { state: 'waiting' })).toBe(0)
    })

    it('gives up what the gateway refuses', async () => {
      gateway.status = 400
      await world.say('zhangwei', '救命,车翻了,有人受伤', '10:00')
      await world.arrived('10:00')
      const [row] = await world.server.rt.database.db.find(Sms)
      expect(row).toMatchObject({ state: 'refused', reason: 'http 400' })
    })
  })

  describe('without SMS_WEBHOOK_URL', () => {
    it('there is no second road', async () => {
      const world = await startWorld(newPlace)
      await world.say('qinglin', '你好', '08:00')
      await world.say('zhangwei', '救命,车翻了,有人受伤', '10:00')
      expect(receivers(await world.arrived('10:00'))).not.toEqual([])
      expect(await world.server.rt.database.db.count(Sms)).toBe(0)
      await world.stop()
    })
  })
})
