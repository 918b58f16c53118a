import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('the day of the article', () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld(newPlace)
    })
    afterAll(() => world.stop())

    it('hears one left behind report for the others, before the morning is due', async () => {
      const reply = await world.say(
        'suhong',
        '张书记和李敏上山核图斑去了,6点前回,山上没信号,我留守,感冒还没好',
        '07:50',
      )
      expect(reply).toContain('苏红您好,我是『在村』')
      expect(reply).toContain('张书记')
      expect(reply).toContain('18:00')
      expect(reply).toContain('没信号')
      console.log(reply)
    })

    it('hears a leader declare a return with no signal', async () => {
      const reply = await world.say('duanli', '我和普建去三组走访监测户,下午5点回,山上没信号', '08:10')
      console.log(reply)
      expect(reply).toContain('17:45前不打扰')
    })

    it('reminds the lead of the silent team, once', async () => {
      const pushes = await world.remind('08:40')
      expect(receivers(pushes)).toEqual(['yanghai'])
      expect(await world.remind('08:40')).toEqual([])
      expect(await world.remind('08:41')).toEqual([])
    })

    it('climbs the ladder of the silent team alone, each step once', async () => {
      const climbed: [string, string[]][] = []
      for (const clock of ['09:00', '09:15', '09:30', '09:45', '10:00']) {
        const pushes = await world.watch(clock)
        console.log(clock, JSON.stringify(pushes))
        climbed.push([clock, receivers(pushes)])
        expect(await world.watch(clock)).toEqual([])
      }
      expect(climbed).toEqual([
        ['09:00', ['yanghai']],
        ['09:15', []],
        ['09:30', ['hezhishu']],
        ['09:45', []],
        ['10:00', ['qinglin']],
      ])
    })

    it('brings the all-clear to whoever was asked or alarmed when a late voice comes', async () => {
      const { reply } = await world.standIn.voice('yanghai', { at: world.at('10:20') })
      console.log(reply)
      const pushes = await world.arrived('10:21')
      expect(receivers(pushes)).toEqual(['hezhishu', 'qinglin'])
    })

    it('runs the ladder of the declared return that passed', async () => {
      expect(await world.watch('17:30')).toEqual([])
      expect(receivers(await world.watch('17:45'))).toEqual(['duanli', 'pujian'])
      const cadre = await world.watch('18:00')
      console.log(JSON.stringify(cadre))
      expect(await world.watch('18:30')).not.toEqual([])
    })
  })
})
