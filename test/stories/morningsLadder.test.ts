import { eachDatabase } from '../databases'
import { receivers, ROSTER, startWorld, textTo, type World } from '../world'

/** 丛岗村 is silent; the other two villages have spoken. */
async function silentMorning(world: World, day = '2026-07-01') {
  await world.say('duanli', '我们都在村里', `${day} 08:00`)
  await world.say('yanghai', '在村', `${day} 08:00`)
}

/** Who is told at each of these times; every watch is run twice, and the second does nothing. */
async function climb(world: World, clocks: readonly string[]) {
  const told: [string, string[]][] = []
  for (const clock of clocks) {
    const pushes = await world.watch(clock)
    if (pushes.length > 0) told.push([clock, receivers(pushes)])
    expect(await world.watch(clock)).toEqual([])
  }
  return told
}

const MORNING = [
  ...['08:59', '09:00', '09:01', '09:14', '09:15', '09:16', '09:30', '09:45', '09:59', '10:00', '10:30'],
  ...['11:00', '12:59', '13:00', '13:30', '15:00', '17:00', '19:59', '20:00', '21:00', '22:00'],
]

eachDatabase((_name, _open, newPlace) => {
  describe('a silent morning', () => {
    let world: World
    afterEach(() => world.stop())

    it('climbs to the right people at the right times, and to nobody else', async () => {
      world = await startWorld(newPlace)
      await silentMorning(world)
      const reminder = await world.remind('08:40')
      expect(receivers(reminder)).toEqual(['zhangwei'])
      expect(await world.remind('08:59')).toEqual([])
      expect(await climb(world, MORNING)).toEqual([
        ['09:00', ['limin', 'suhong']],
        ['09:15', ['zhangwei']],
        ['09:30', ['wangzhishu']],
        ['09:45', ['zhaowen']],
        ['10:00', ['qinglin']],
        ['11:00', ['quyu']],
        ['13:00', ['quyu']],
      ])
    })

    it('says in its alarm who is silent, what was tried, whom to ring and how to answer', async () => {
      world = await startWorld(newPlace)
      await world.say('limin', '我们都在村里,整台账', '2026-06-30 16:00')
      await silentMorning(world)
      for (const clock of ['09:00', '09:15', '09:30', '09:45']) await world.watch(clock)
      const alarm = textTo(await world.watch('10:00'), 'qinglin')
      for (const piece of ['青岭镇丛岗村', '还没有消息(不等于不在岗)', '张伟', '13800000001', '13800000003'])
        expect(alarm).toContain(piece)
      expect(alarm).toContain('李敏「我们都在村里,整台账」')
      expect(alarm).toMatch(/问过:9:00李敏.*苏红.*9:15张伟.*9:30王国平.*9:45赵文/)
      expect(alarm).toContain('还没问到:字有福(村干部 13800000013)')
      expect(alarm).toContain('可以先打:王国平')
      expect(alarm).toContain('我来找')
      expect(Buffer.byteLength(alarm)).toBeLessThanOrEqual(2048)
      expect(textTo(await world.watch('11:00'), 'quyu')).toContain('青岭镇丛岗村')
      const again = textTo(await world.watch('13:00'), 'quyu')
      expect(again).toContain('第2次提醒')
    })

    it('goes on the next working day as the second day of one search', async () => {
      world = await startWorld(newPlace, { day: '2026-07-03' })
      await silentMorning(world, '2026-07-03')
      await world.remind('08:40')
      for (const clock of ['09:00', '09:15', '09:30', '09:45', '10:00', '11:00', '13:00', '20:00'])
        await world.watch(clock)
      for (const clock of ['2026-07-04 09:00', '2026-07-04 10:00', '2026-07-05 12:00'])
        expect(await world.watch(clock)).toEqual([])
      await silentMorning(world, '2026-07-06')
      expect(receivers(await world.remind('2026-07-06 08:40'))).toEqual(['zhangwei'])
      const mates = await world.watch('2026-07-06 09:00')
      expect(receivers(mates)).toEqual(['limin', 'suhong'])
      expect(textTo(mates, 'limin')).toContain('第二天')
      expect(textTo(await world.watch('2026-07-06 09:30'), 'wangzhishu')).toBe('')
      expect(textTo(await world.watch('2026-07-06 09:31'), 'wangzhishu')).toContain('第二天')
      await world.watch('2026-07-06 09:45')
      const alarm = textTo(await world.watch('2026-07-06 10:00'), 'qinglin')
      expect(alarm).toContain('第二天')
      // One search, one all-clear, to whoever was asked or alarmed on either day.
      await world.say('limin', '在村', '2026-07-06 10:05')
      const clear = await world.arrived('2026-07-06 10:05')
      expect(receivers(clear)).toEqual(['qinglin', 'quyu', 'suhong', 'wangzhishu', 'zhangwei', 'zhaowen'])
      expect(clear).toHaveLength(6)
      expect(await world.watch('2026-07-06 10:06')).toEqual([])
    })

    it('does not begin again when somebody has ended it, on the second day neither', async () => {
      world = await startWorld(newPlace, { day: '2026-07-02' })
      await silentMorning(world, '2026-07-02')
      for (const clock of ['09:00', '09:15', '09:30', '09:45', '10:00']) await world.watch(clock)
      await world.say('qinglin', '我来找', '19:50')
      await world.watch('20:00')
      await silentMorning(world, '2026-07-03')
      expect(receivers(await world.watch('2026-07-03 09:00'))).toEqual(['limin', 'suhong'])
      await world.say('qinglin', '已找到', '2026-07-03 09:10')
      await world.arrived('2026-07-03 09:10')
      for (const clock of ['09:11', '09:15', '10:00', '12:00'])
        expect(await world.watch(`2026-07-03 ${clock}`)).toEqual([])
    })

    it('asks a team of one a second time at the due time, and then the village', async () => {
      world = await startWorld(newPlace)
      await world.say('duanli', '我们都在村里', '08:00')
      await world.say('zhangwei', '我们都在村里', '08:00')
      expect(receivers(await world.remind('08:40'))).toEqual(['yanghai'])
      expect(await climb(world, MORNING)).toEqual([
        ['09:00', ['yanghai']],
        ['09:30', ['hezhishu']],
        ['10:00', ['qinglin']],
        ['11:00', ['quyu']],
        ['13:00', ['quyu']],
      ])
    })

    it('stops at the first word, and tells whoever was asked but not the one who spoke or was only reminded', async () => {
      world = await startWorld(newPlace)
      await silentMorning(world)
      await world.remind('08:40')
      await world.watch('09:00')
      await world.say('limin', '我们都在村里', '09:05')
      expect(receivers(await world.arrived('09:05'))).toEqual(['suhong'])
      expect(await climb(world, MORNING.slice(3))).toEqual([])
    })

    it('goes on when a word of yesterday arrives late', async () => {
      world = await startWorld(newPlace)
      await silentMorning(world)
      await world.watch('09:00')
      await world.standIn.say('limin', '在村', { at: world.at('2026-06-30 16:00') })
      expect(await world.arrived('09:05')).toEqual([])
      expect(receivers(await world.watch('09:15'))).toEqual(['zhangwei'])
    })

    it('takes one step a minute after a stop of ours, and gives the last ask five minutes before an alarm', async () => {
      world = await startWorld(newPlace)
      await silentMorning(world)
      await world.watch('09:00')
      const minutes = Array.from({ length: 14 }, (_, n) => `10:${String(30 + n)}`)
      expect(await climb(world, minutes)).toEqual([
        ['10:30', ['zhangwei']],
        ['10:31', ['wangzhishu']],
        ['10:32', ['zhaowen']],
        ['10:37', ['qinglin']],
      ])
      expect(receivers(await world.watch('11:00'))).toEqual(['quyu'])
    })

    it('opens only the cases of today when it looks for the first time', async () => {
      world = await startWorld(newPlace)
      await silentMorning(world)
      expect(receivers(await world.watch('14:00'))).toEqual(['limin', 'suhong'])
      expect(receivers(await world.watch('14:01'))).toEqual(['zhangwei'])
    })

    it('opens no case once the evening rest has come', async () => {
      world = await startWorld(newPlace)
      await silentMorning(world)
      expect(await world.watch('20:00')).toEqual([])
      expect(await world.watch('20:30')).toEqual([])
    })

    it('goes to the level above when a level has nobody, whose own rung then counts as taken', async () => {
      const roster = ROSTER.replace(/^qinglin.*\n/m, '')
      world = await startWorld(newPlace, { roster })
      await silentMorning(world)
      expect(await climb(world, MORNING)).toEqual([
        ['09:00', ['limin', 'suhong']],
        ['09:15', ['zhangwei']],
        ['09:30', ['wangzhishu']],
        ['09:45', ['zhaowen']],
        ['10:00', ['quyu']],
        ['13:00', ['quyu']],
      ])
    })

    it('goes to every supervisor who may see the team when nobody is above', async () => {
      const roster = ROSTER.replace(/^quyu.*\n/m, '')
      world = await startWorld(newPlace, { roster })
      await silentMorning(world)
      expect((await climb(world, MORNING)).slice(4)).toEqual([
        ['10:00', ['qinglin']],
        ['11:00', ['qinglin']],
        ['13:00', ['qinglin']],
      ])
    })

    it('keeps the times of the other rungs when one has nobody', async () => {
      const roster = ROSTER.replace(/^wangzhishu.*\n/m, '')
        .replace(/^limin.*\n/m, '')
        .replace(/^suhong/m, '')
      world = await startWorld(newPlace, { roster })
      await silentMorning(world)
      await world.remind('08:40')
      const told = await climb(world, MORNING)
      expect(told.slice(0, 3)).toEqual([
        ['09:15', ['zhangwei']],
        ['09:45', ['zhaowen']],
        ['10:00', ['qinglin']],
      ])
    })
  })
})
