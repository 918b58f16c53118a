import { eachDatabase } from '../databases'
import { startWorld, textTo, type World } from '../world'

const ON_LEAVE = '丛岗村:苏红请假今天,半天(病假,去医院看看)'

eachDatabase((_name, _open, newPlace) => {
  let world: World
  beforeEach(async () => {
    world = await startWorld(newPlace)
  })
  afterEach(() => world.stop())

  describe('a call for help for somebody of another village of the township', () => {
    it('is about that person and reaches that village, not the team of whoever called', async () => {
      await world.say('zhaowen', '普建摔了一跤 腿疼走不动 在松坡丫口', '10:30')
      const told = await world.arrived('10:30')
      expect(told.map(([userid]) => userid).sort()).toEqual(['duanli', 'maozhishu', 'qinglin', 'quyu'])
      expect(textTo(told, 'qinglin')).toMatch(/^【求助 10:30】青岭镇松坡村 普建 在松坡丫口/)
      expect(textTo(told, 'qinglin')).toContain('人员:普建(工作队员 13800000005)')
    })

    it('is followed by what that person says next', async () => {
      await world.say('zhaowen', '普建摔了一跤 腿疼走不动 在松坡丫口', '10:30')
      await world.arrived('10:30')
      expect(await world.say('pujian', '已经扶到卫生室', '10:33')).toContain('转给管这件事的人')
      expect(textTo(await world.arrived('10:33'), 'duanli')).toContain('普建说在:卫生室')
    })
  })

  it('what somebody in need plans for tomorrow is not where they are', async () => {
    await world.say('yanghai', '救命 车翻了', '10:30')
    await world.arrived('10:30')
    await world.say('yanghai', '明天要去区里培训', '10:40')
    const told = await world.arrived('10:40')
    expect(told.map(([userid]) => userid)).toEqual(['qinglin', 'quyu'])
  })

  describe('a leave that begins today', () => {
    it.each([
      ['wangzhishu', '张书记他们三个都在村里,刚才还看见', ON_LEAVE],
      ['suhong', '上午在村里整台账', ON_LEAVE],
      ['suhong', '我回来了,销假', '青岭镇今天没有人请假。'],
    ])('(%s:「%s」) ends only by its owner coming back', async (who, words, expected) => {
      await world.say('suhong', '下午想请半天假去医院看看', '09:30')
      await world.say(who, words, '10:00')
      const answer = await world.say('qinglin', '今天谁请假了', '10:15')
      expect(answer?.split('\n').at(-1)).toBe(expected)
    })
  })
})
