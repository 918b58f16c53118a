import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('roll call', () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld(newPlace, { day: '2026-07-16' })
      for (const who of ['qinglin', 'quyu', 'zhangwei', 'limin', 'suhong', 'duanli', 'pujian', 'yanghai']) {
        await world.say(who, '你好', '19:00')
      }
    })
    afterAll(() => world.stop())

    const textTo = (pushes: readonly [string, string][], who: string) =>
      pushes
        .filter(([to]) => to === who)
        .map(([, text]) => text)
        .join('\n')

    it('asks the one who orders it to confirm first, and reaches nobody before', async () => {
      const reply = await world.say('qinglin', '全镇点名 地震', '23:30')
      expect(reply).toContain('3个村6人')
      expect(reply).toContain('确认')
      expect(await world.arrived('23:30')).toEqual([])
    })

    it('takes words of the last half hour for answers and asks all others in one call', async () => {
      await world.say('zhangwei', '我在村委会,没事', '23:31')
      const before = world.standIn.requests['message/send'] ?? 0
      expect(await world.say('qinglin', '确认', '23:32')).toContain('问5人')
      const pushes = await world.arrived('23:32')
      expect(receivers(pushes)).toEqual(['duanli', 'limin', 'pujian', 'suhong', 'yanghai'])
      expect((world.standIn.requests['message/send'] ?? 0) - before).toBe(1)
      expect(pushes[0]?.[1]).toContain('【点名】青岭镇')
    })

    it('takes an answer for oneself and for others', async () => {
      expect(await world.say('suhong', '我和李敏平安', '23:35')).toContain('平安')
      expect(await world.say('duanli', '平安', '23:36')).toContain('段丽')
    })

    it('asks the silent again, then their mates and cadres, then gives the list', async () => {
      expect(await world.watch('23:41')).toEqual([])
      expect(receivers(await world.watch('23:42'))).toEqual(['pujian', 'yanghai'])
      expect(receivers(await world.watch('23:52'))).toEqual(['duanli', 'hezhishu', 'maozhishu'])
      const list = await world.watch('2026-07-17 00:02')
      expect(receivers(list)).toEqual(['qinglin'])
      expect(textTo(list, 'qinglin')).toContain('杨海 13800000006')
      expect(textTo(list, 'qinglin')).not.toContain('苏红')
    })

    it('lets a second caller join instead of asking everybody twice', async () => {
      expect(await world.say('quyu', '对青岭镇点名', '2026-07-17 00:05')).toContain('秦琳')
      expect(await world.arrived('2026-07-17 00:05')).toEqual([])
    })

    it('shows how it stands, numbers said included, in need first', async () => {
      await world.say('pujian', '我平安,三组伤2人,已经断电', '2026-07-17 00:08')
      const standing = await world.say('quyu', '点名情况', '2026-07-17 00:10')
      expect(standing).toContain('平安5')
      expect(standing).toContain('没回1')
      expect(standing).toContain('受伤2人')
      expect(standing).toContain('停电1个村')
    })

    it('ends with a report to every caller when all are accounted for', async () => {
      await world.say('hezhishu', '杨书记在村委会,平安', '2026-07-17 00:12')
      const pushes = await world.arrived('2026-07-17 00:12')
      expect(receivers(pushes)).toEqual(expect.arrayContaining(['qinglin', 'quyu']))
      expect(textTo(pushes, 'quyu')).toContain('点名结束')
      expect(await world.watch('2026-07-17 01:02')).toEqual([])
    })

    it('marks a drill in every message, by day only', async () => {
      expect(await world.say('qinglin', '全镇点名演练', '2026-07-17 06:00')).toContain('白天')
      expect(await world.say('qinglin', '全镇點名演練', '2026-07-17 10:00')).toContain('演练')
      await world.say('qinglin', '1', '2026-07-17 10:01')
      const pushes = await world.arrived('2026-07-17 10:01')
      expect(pushes.length).toBeGreaterThan(0)
      for (const [, text] of pushes) expect(text).toContain('【演练】')
      expect(await world.say('qinglin', '结束点名', '2026-07-17 10:05')).toContain('结束')
      expect(receivers(await world.arrived('2026-07-17 10:05'))).toEqual(['qinglin'])
    })

    it('takes a place in any script', async () => {
      expect(await world.say('quyu', '全區點名', '2026-07-17 11:00')).toContain('要给全区')
      expect(await world.say('quyu', '青嶺鎮點名', '2026-07-17 11:20')).toContain('要给青岭镇')
    })

    it('asks the township once whether to call when three people write of a quake', async () => {
      await world.say('zhangwei', '刚才地震了,晃得厉害', '2026-07-18 14:00')
      await world.say('duanli', '地震了', '2026-07-18 14:01')
      expect(await world.arrived('2026-07-18 14:01')).toEqual([])
      await world.say('yanghai', '有震感,地震', '2026-07-18 14:02')
      expect(receivers(await world.arrived('2026-07-18 14:02'))).toEqual(['qinglin', 'quyu'])
      await world.say('limin', '地震', '2026-07-18 14:03')
      expect(await world.arrived('2026-07-18 14:03')).toEqual([])
    })
  })
})
