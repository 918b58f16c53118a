import { digest } from '../../src/jobs/digest'
import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('the day of the article', () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld(newPlace)
    })
    afterAll(() => world.stop())

    const textTo = (pushes: readonly [string, string][], who: string) =>
      pushes
        .filter(([to]) => to === who)
        .map(([, text]) => text)
        .join('\n')

    async function runDigest(clock: string) {
      await digest(world.server.rt, world.at(clock))
      return world.arrived(clock)
    }

    it('hears one left behind report for the others, before the morning is due', async () => {
      const said = '张书记和李敏上山核图斑去了,今天6点前回,山上没信号,我留守,感冒还没好'
      const reply = await world.say('suhong', said, '07:50')
      expect(reply).toContain('苏红您好,我是『在村』')
      expect(reply).toContain('张书记和李敏上山核图斑去了,18:00前回,可能没信号')
      expect(reply).toContain('您留守')
      expect(reply).toContain('18:45前不打扰')
    })

    it('hears a leader declare a return with no signal', async () => {
      const reply = await world.say('duanli', '我和普建去三组走访监测户,下午5点回,山上没信号', '08:10')
      expect(reply).toContain('您和普建去三组走访监测户,17:00前回,可能没信号')
      expect(reply).toContain('17:45前不打扰')
    })

    it('reminds the lead of the silent team, once', async () => {
      expect(receivers(await world.remind('08:40'))).toEqual(['yanghai'])
      expect(await world.remind('08:40')).toEqual([])
      expect(await world.remind('08:41')).toEqual([])
    })

    it('climbs the ladder of the silent team alone, each step once', async () => {
      const climbed: [string, string[]][] = []
      for (const clock of ['09:00', '09:15', '09:30', '09:45', '10:00']) {
        const pushes = await world.watch(clock)
        climbed.push([clock, receivers(pushes)])
        expect(await world.watch(clock)).toEqual([])
        if (clock !== '10:00') continue
        const alarm = textTo(pushes, 'qinglin')
        expect(alarm).toContain('青岭镇岔河村')
        expect(alarm).toContain('不等于不在岗')
        expect(alarm).toContain('杨海(第一书记 13800000006)')
        expect(alarm).toMatch(/问过:9:00杨海.*;9:30何永/)
        expect(alarm).toContain('13800000015')
      }
      expect(climbed).toEqual([
        ['09:00', ['yanghai']],
        ['09:15', []],
        ['09:30', ['hezhishu']],
        ['09:45', []],
        ['10:00', ['qinglin']],
      ])
    })

    it('answers where somebody is with who said it and when', async () => {
      const reply = await world.say('qinglin', '张伟在哪', '10:05')
      expect(reply).toContain('苏红')
      expect(reply).toContain('7:50')
      expect(reply).toContain('18:00')
    })

    it('brings the all-clear to whoever was asked or alarmed when a late voice comes', async () => {
      const { reply } = await world.standIn.voice('yanghai', { at: world.at('10:20') })
      expect(reply).toContain('听到您有话')
      expect(receivers(await world.arrived('10:21'))).toEqual(['hezhishu', 'qinglin'])
      expect(await world.watch('11:00')).toEqual([])
    })

    it('runs the ladder of the declared return that passed, fifteen minutes later for no signal', async () => {
      expect(await world.watch('17:44')).toEqual([])
      expect(receivers(await world.watch('17:45'))).toEqual(['duanli', 'pujian'])
      expect(await world.watch('18:00')).toEqual([])
      const alarm = await world.watch('18:15')
      expect(receivers(alarm)).toEqual(['maozhishu'])
      expect(receivers(await world.watch('18:30'))).toEqual(['qinglin'])
      const reply = await world.say('pujian', '我和段书记回来了', '18:35')
      expect(reply).toContain('收到')
      const cleared = receivers(await world.arrived('18:35'))
      expect(cleared).toEqual(['duanli', 'maozhishu', 'qinglin'])
    })

    it('lets a correction replace a count', async () => {
      await world.say('limin', '我们回来了,今天核图斑12块,走访3户', '18:40')
      const reply = await world.say('limin', '更正,走访是5户不是3户', '18:42')
      expect(reply).toContain('5户')
    })

    it('brings the evening digest to each supervisor once, with the right totals', async () => {
      const pushes = await runDigest('20:20')
      expect(receivers(pushes)).toEqual(expect.arrayContaining(['qinglin', 'quyu']))
      expect(textTo(pushes, 'qinglin')).toContain('12块')
      expect(textTo(pushes, 'qinglin')).toContain('5户')
      expect(textTo(pushes, 'qinglin')).not.toContain('3户')
      expect(await runDigest('20:20')).toEqual([])
      expect(await runDigest('20:50')).toEqual([])
    })

    it('keeps a Saturday quiet, except for safety', async () => {
      for (const clock of ['08:40', '09:00', '10:00', '11:00']) {
        expect(await world.remind(`2026-07-04 ${clock}`)).toEqual([])
        expect(await world.watch(`2026-07-04 ${clock}`)).toEqual([])
      }
      expect(await runDigest('2026-07-04 20:20')).toEqual([])
      await world.say('yanghai', '我上山看看,12点回', '2026-07-04 09:30')
      expect(receivers(await world.watch('2026-07-04 12:30'))).toEqual(['yanghai'])
    })
  })
})
