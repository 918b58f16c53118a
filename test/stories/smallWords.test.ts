import { eachDatabase } from '../databases'
import { receivers, startWorld, textTo, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  let world: World
  beforeEach(async () => {
    world = await startWorld(newPlace)
  })
  afterEach(() => world.stop())

  it("carries a caller's place to those near and into later alarms, and tells above who of them is on the way", async () => {
    await world.say('limin', '救命,我摔断腿了', '10:00')
    await world.arrived('10:00')
    await world.say('limin', '在3组后面的路上', '10:02')
    const heard = await world.arrived('10:02')
    expect(textTo(heard, 'wangzhishu')).toContain('3组后面的路上')
    await world.say('wangzhishu', '我来找', '10:05')
    const told = await world.arrived('10:05')
    expect(receivers(told)).toEqual(['limin', 'qinglin', 'quyu'])
    expect(textTo(told, 'quyu')).toMatch(/王国平\(13800000011\)去跟这件事了/)
    expect(textTo(await world.watch('11:05'), 'quyu')).toContain('3组后面的路上')
  })

  it.each([
    ['hezhishu', '杨书记去我家了', /何永家/, /我家/],
    ['limin', '明天下组上山,17点前回', /明天17:00前回/, /0:00起/],
    ['limin', '张书记上山核图斑,18点前回', /18:30前不打扰/, /路上慢点/],
    ['limin', '我上山核图斑,18点前回', /路上慢点/, /0:00/],
    ['limin', '地震了!房子晃得厉害', /注意安全.*报?平安/, /没全看懂/],
    ['limin', '我没事了,已经到卫生院', /卫生院/, /办公事/],
    ['shuiwu', '你好', /谁请假/, /丛岗村工作队/],
    ['yijian', '你好', /意见/, /丛岗村工作队/],
  ])('answers %s 「%s」 in fitting words', async (who, text, expected, never) => {
    const reply = (await world.say(who, text, '08:30')) ?? ''
    expect(reply).toMatch(expected)
    expect(reply).not.toMatch(never)
  })

  it('says that an order has waited too long for its confirmation', async () => {
    await world.say('qinglin', '青岭镇点名', '10:00')
    expect(await world.say('qinglin', '确认', '10:11')).toContain('过了确认的时间')
  })

  it('speaks of a hill only where one was named', async () => {
    await world.say('yanghai', '下组走访,没信号,16点前回', '08:00')
    for (const clock of ['16:45', '17:00', '17:15', '17:30']) await world.watch(clock)
    const alarmed = await world.arrived('17:30')
    expect(alarmed).toEqual([])
    expect(world.standIn.pushes.map(({ text }) => text).join()).toContain('16:00回(没信号)')
  })
})
