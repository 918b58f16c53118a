import { eachDatabase } from '../databases'
import { receivers, ROSTER, startWorld, textTo, type World } from '../world'

const MORE = `${ROSTER}qinlin2,秦岭,13800000022,乡镇管理员,青岭镇,,,,,,
`

/** Who hears of a call for help, whoever it names. */
eachDatabase((_name, _open, newPlace) => {
  let world: World
  afterEach(() => world.stop())
  async function start() {
    world = await startWorld(newPlace, { day: '2026-07-04', roster: MORE })
    for (const who of ['zhangwei', 'limin', 'suhong', 'wangzhishu', 'zhaowen', 'qinglin', 'qinlin2', 'quyu'])
      await world.say(who, '你好', '07:30')
    await world.arrived('07:31')
  }

  it('reaches a supervisor on leave too', async () => {
    await start()
    await world.say('qinlin2', '今天请假', '08:00')
    await world.say('limin', '求助,我困在河边', '09:00')
    expect(receivers(await world.arrived('09:00'))).toContain('qinlin2')
    expect(receivers(await world.watch('09:10'))).toEqual(['qinglin', 'qinlin2', 'quyu'])
  })

  it('reaches mates who may be elsewhere when it is said of the whole team', async () => {
    await start()
    await world.say('limin', '救命,我们车翻了,张书记受伤', '09:00')
    const told = await world.arrived('09:00')
    expect(receivers(told)).toEqual([
      'qinglin',
      'qinlin2',
      'quyu',
      'suhong',
      'wangzhishu',
      'zhangwei',
      'zhaowen',
    ])
    await world.say('qinglin', '我来找', '09:05')
    expect(receivers(await world.arrived('09:05'))).toEqual(['limin'])
  })

  it('names a village secretary who is hurt', async () => {
    await start()
    await world.say('limin', '救命,王支书摔沟里了', '09:00')
    expect(textTo(await world.arrived('09:00'), 'qinglin')).toMatch(/人员:王国平/)
  })

  it('is heard by the village in its own words', async () => {
    await start()
    await world.say('limin', '求助,老乡家着火了', '09:00')
    expect(textTo(await world.arrived('09:00'), 'wangzhishu')).toContain('老乡家着火了')
  })

  it('is of the speaker when he calls himself by his name', async () => {
    await start()
    await world.say('yanghai', '杨海胸口疼得厉害,喘不上气', '09:00')
    const alarm = textTo(await world.arrived('09:00'), 'qinglin')
    expect(alarm).toContain('人员:杨海')
    expect(alarm).toContain('13800000006')
  })
})
