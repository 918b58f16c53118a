import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  let world: World
  beforeEach(async () => {
    world = await startWorld(newPlace)
  })
  afterEach(() => world.stop())

  const othersSpeak = async () => {
    await world.say('zhangwei', '我们都在村里', '08:00')
    await world.say('duanli', '我们都在村里', '08:00')
  }
  const unheard = async () => {
    await othersSpeak()
    for (const clock of ['09:00', '09:15', '09:30']) await world.watch(clock)
  }
  const lateUp = async () => {
    await othersSpeak()
    await world.say('yanghai', '我上山核图斑,18点前回', '08:00')
    for (const clock of ['18:30', '19:00', '19:15']) await world.watch(clock)
  }

  it('takes what a village secretary told a supervisor by phone for his word: the team is known', async () => {
    await unheard()
    const alarmed = await world.watch('10:00')
    expect(receivers(alarmed)).toEqual(['qinglin'])
    const reply = await world.say('qinglin', '电话问了村支书,岔河村杨书记在山上', '10:05')
    expect(reply).toContain('何永')
    const told = await world.arrived('10:05')
    expect(receivers(told)).toEqual(['hezhishu', 'yanghai'])
    expect(told[0]?.[1]).toContain('何永(经秦琳电话)说')
    expect(await world.say('qinglin', '岔河村工作队在哪', '10:06')).toMatch(
      /在山上\(何永\(经秦琳电话\)10:05说/,
    )
    expect(await world.say('qinglin', '今天谁还没消息', '10:07')).not.toContain('岔河')
    expect(await world.watch('11:00')).toEqual([])
  })

  it.each([
    ['问了村支书,都在山上', '岔河村杨海'],
    ['给何支书打了电话,说他们都在山上', '岔河村杨海'],
    ['打电话问过何永,杨书记7点半才下得来', '19:30'],
  ])('ends or moves a late return by 「%s」 of the one search that is his', async (text, shown) => {
    await lateUp()
    await world.say('qinglin', '我来找', '19:16')
    await world.arrived('19:16')
    await world.say('qinglin', text, '19:20')
    const told = await world.arrived('19:20')
    expect(told.map(([, words]) => words).join()).toContain(shown)
    expect(await world.watch('19:45')).toEqual([])
  })

  it.each(['打村支书电话没人接', '村支书电话打不通,杨书记可能在山上', '杨书记在山上'])(
    'ends no late return by 「%s」',
    async (text) => {
      await lateUp()
      await world.say('qinglin', text, '19:20')
      expect(receivers(await world.watch('19:45'))).toEqual(['quyu'])
    },
  )
})
