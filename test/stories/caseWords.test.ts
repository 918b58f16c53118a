import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('a word that ends a search', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace, { day: '2026-07-18' })
      for (const who of ['qinglin', 'limin']) await world.say(who, '你好', '08:00')
      await world.say('suhong', '李敏晕倒了,叫不醒', '20:00')
      await world.arrived('20:00')
    })
    afterEach(() => world.stop())

    it.each(['已送医院,处理好了', '去看过了,是误报', '人接到了 已处理'])(
      'may follow what happened: %s',
      async (words) => {
        expect(await world.say('qinglin', words, '20:30')).toContain('了结')
        expect(receivers(await world.arrived('20:30'))).toContain('quyu')
      },
    )

    it.each(['5组图斑已处理', '手机找到了'])('is none when it is about something else: %s', async (words) => {
      expect(await world.say('qinglin', words, '20:30')).not.toContain('了结')
    })

    it('ends nothing when a member says it of something of his own', async () => {
      expect(await world.say('limin', '手机掉了,找到了', '20:30')).not.toContain('了结')
    })
  })
})
