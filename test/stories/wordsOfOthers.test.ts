import { digest } from '../../src/jobs/digest'
import { eachDatabase } from '../databases'
import { receivers, ROSTER, startWorld, textTo, type World } from '../world'

const SECOND = 'quwei,区伟,13800000032,区级管理员,,,,,,,\n'

eachDatabase((_name, _open, newPlace) => {
  let world: World
  beforeEach(async () => {
    world = await startWorld(newPlace, { roster: ROSTER + SECOND, publicUrl: 'https://zaicun.example' })
    world.standIn.members.push({ userid: 'stranger', name: '外人' })
  })
  afterEach(() => world.stop())

  const othersSpeak = async (day: string) => {
    await world.say('zhangwei', '我们都在村里', `${day} 08:00`)
    await world.say('yanghai', '在村', `${day} 08:00`)
  }

  it("tells the other admins of the district who is on a stranger's call for help", async () => {
    await world.say('stranger', '救命,我被困在河中间了', '08:30')
    await world.arrived('08:30')
    expect(await world.say('quyu', '我来找', '08:32')).toContain('由您来跟')
    expect(textTo(await world.arrived('08:32'), 'quwei')).toMatch(/8:30的求助,区玉在跟/)
    expect(await world.say('quyu', '误报', '08:40')).toContain('误报')
    expect(textTo(await world.arrived('08:40'), 'quwei')).toContain('误报')
    expect(await world.say('qinglin', '我来找', '08:41')).toContain('没有正在找的人')
  })

  it('gives the witness link with the first alarm of a call for help', async () => {
    await world.say('limin', '救命,苏红摔断腿了', '10:00')
    const text = textTo(await world.arrived('10:00'), 'qinglin')
    expect(text).toContain('字有福')
    expect(text).toContain('https://zaicun.example/w/')
  })

  it('shows what was asked today, and counts the days a morning search goes on', async () => {
    for (const day of ['2026-07-01', '2026-07-02', '2026-07-03']) {
      await othersSpeak(day)
      for (const clock of ['09:00', '09:15', '09:30', '09:45']) await world.watch(`${day} ${clock}`)
      const text = textTo(await world.watch(`${day} 10:00`), 'qinglin')
      expect(text).toContain('问过:9:00普建(工作队员);')
      expect(text).not.toContain('昨天')
      expect(/【第.天/.exec(text)?.[0]).toBe({ '2026-07-02': '【第二天', '2026-07-03': '【第三天' }[day])
      await world.watch(`${day} 20:00`)
    }
  })

  it('asks the lead in words of a first question when nobody has asked him before', async () => {
    await othersSpeak('2026-07-01')
    await world.watch('09:00')
    expect(textTo(await world.watch('09:15'), 'duanli')).toMatch(/\(9:15\)$/)
    await world.stop()
    world = await startWorld(newPlace)
    await world.remind('08:40')
    await world.watch('09:00')
    expect(textTo(await world.watch('09:15'), 'duanli')).toMatch(/再打扰一下.*第2次问/)
  })

  it("counts a team as known once a supervisor has found it, with the finder's word", async () => {
    await othersSpeak('2026-07-01')
    for (const clock of ['09:00', '09:15', '09:30', '09:45', '10:00']) await world.watch(clock)
    await world.say('qinglin', '松坡村已找到', '10:20')
    await digest(world.server.rt, world.at('20:20'))
    const text = textTo(await world.arrived('20:20'), 'qinglin')
    expect(text).toContain('3个村都有消息')
    expect(text).toContain('松坡村:秦琳10:20说人找到了')
    expect(await world.say('quyu', '松坡村工作队在哪', '20:21')).toContain('秦琳10:20说人找到了')
  })

  it.each(['今天总结一下', '总结一下今天', '今天汇总'])('sums up the day for 「%s」', async (text) => {
    expect(await world.say('qinglin', text, '10:20')).toContain('3个村')
    expect(receivers(await world.arrived('10:20'))).toEqual([])
  })
})
