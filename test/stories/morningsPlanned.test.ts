import { addDays } from '../../src/time'
import { eachDatabase } from '../databases'
import { receivers, ROSTER, startWorld, type World } from '../world'

/** What is said the day before, or earlier, about the day that follows. */
eachDatabase((_name, _open, newPlace) => {
  describe('what was said before', () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld(newPlace, { day: '2026-06-30' })
    })
    afterAll(() => world.stop())

    /** Each story has a week of its own. */
    let week = 0
    const days = () => {
      const monday = addDays('2026-07-06', 7 * week++)
      return { monday, tuesday: addDays(monday, 1) }
    }

    /** 松坡村 has two people. Both days the other teams speak. */
    async function askedOn(
      said: readonly [string, string][],
    ): Promise<{ reminded: string[]; asked: string[] }> {
      const { monday, tuesday } = days()
      for (const [who, text] of said) await world.say(who, text, `${monday} 10:00`)
      await world.say('zhangwei', '我们都在村里', `${tuesday} 07:30`)
      await world.say('yanghai', '在村', `${tuesday} 07:30`)
      const reminded = receivers(await world.remind(`${tuesday} 08:40`))
      const asked = receivers(await world.watch(`${tuesday} 09:00`))
      await world.say('duanli', '在村', `${tuesday} 09:30`)
      await world.arrived(`${tuesday} 09:30`)
      return { reminded, asked }
    }

    const nobody = { reminded: [], asked: [] }
    it.each<[string, [string, string][]]>([
      ['a plan for the day', [['duanli', '明天继续上山核图斑']]],
      [
        'leave of every member',
        [
          ['duanli', '明天请假一天,家里有事'],
          ['pujian', '明天请事假一天'],
        ],
      ],
      ['business of every member in one sentence', [['duanli', '明天我和普建去区里培训']]],
      ['business that names a start and no end', [['duanli', '我和普建明天早上8点去区里开会']]],
      ['rest of every member', [['duanli', '我们明天轮休']]],
      [
        'leave of one and business of the other',
        [
          ['duanli', '明天请假一天'],
          ['pujian', '明天我去区里开会'],
        ],
      ],
      ['a no-signal time', [['pujian', '明天我在山上,没信号']]],
      ['a whereabouts until today', [['duanli', '我和普建上山,明天下午5点回']]],
    ])('accounts for the day: %s', async (_what, said) => {
      expect(await askedOn(said)).toEqual(nobody)
    })

    it('asks the one who is there when the other is on leave', async () => {
      expect(await askedOn([['duanli', '明天请假一天']])).toEqual({ reminded: ['pujian'], asked: ['pujian'] })
    })

    it('asks the one who is there when the other is on business', async () => {
      const { reminded } = await askedOn([['duanli', '明天我去区里开会']])
      expect(reminded).toEqual(['pujian'])
    })

    it('asks when the leave was taken back', async () => {
      const { reminded } = await askedOn([
        ['duanli', '我们明天轮休'],
        ['duanli', '撤回'],
      ])
      expect(reminded).toEqual(['duanli'])
    })
  })

  describe('after a late evening', () => {
    let world: World
    afterEach(() => world.stop())

    it('is due at noon, with its reminder twenty minutes before and its ladder after', async () => {
      world = await startWorld(newPlace, { day: '2026-06-30' })
      await world.say('pujian', '今天走访8户', '17:30')
      await world.say('yanghai', '在村', '2026-07-01 00:20')
      await world.say('zhangwei', '我们都在村里', '2026-07-01 08:00')
      expect(await world.remind('2026-07-01 08:40')).toEqual([])
      expect(await world.watch('2026-07-01 09:00')).toEqual([])
      expect(await world.watch('2026-07-01 11:39')).toEqual([])
      const reminder = await world.remind('2026-07-01 11:40')
      expect(receivers(reminder)).toEqual(['duanli'])
      expect(reminder[0]?.[1]).not.toContain('早')
      expect(receivers(await world.watch('2026-07-01 12:00'))).toEqual(['pujian'])
      expect(receivers(await world.watch('2026-07-01 12:15'))).toEqual(['duanli'])
      const secretary = await world.watch('2026-07-01 12:30')
      expect(receivers(secretary)).toEqual(['maozhishu'])
      expect(secretary[0]?.[1]).not.toContain('早')
      expect(receivers(await world.watch('2026-07-01 13:00'))).toEqual(['qinglin'])
      expect(receivers(await world.watch('2026-07-01 14:00'))).toEqual(['quyu'])
      expect(receivers(await world.watch('2026-07-01 16:00'))).toEqual(['quyu'])
    })

    it('is due at nine after a word at five, and after a late word of somebody else', async () => {
      world = await startWorld(newPlace, { day: '2026-06-30' })
      await world.say('duanli', '回村了', '16:59:59')
      await world.say('maozhishu', '工作队都在村里', '20:00')
      await world.say('zhangwei', '我们都在村里', '2026-07-01 08:00')
      await world.say('yanghai', '在村', '2026-07-01 08:00')
      expect(receivers(await world.remind('2026-07-01 08:40'))).toEqual(['duanli'])
      expect(receivers(await world.watch('2026-07-01 09:00'))).toEqual(['pujian'])
    })
  })

  describe('the lead', () => {
    let world: World
    afterEach(() => world.stop())

    it('is the first secretary posted last; who is on leave is passed over', async () => {
      const roster = `${ROSTER}xinlai,辛来,13800000007,第一书记,青岭镇,松坡村,区财政局,2026-06-20,,,
duizhang,邓涛,13800000008,工作队长,青岭镇,岔河村,区财政局,2026-06-20,,,
`
      world = await startWorld(newPlace, { roster, day: '2026-06-30' })
      await world.say('zhangwei', '我们都在村里', '2026-07-01 08:00')
      await world.say('yanghai', '明天请假一天', '2026-06-30 10:00')
      const pushes = await world.remind('2026-07-01 08:40')
      expect(receivers(pushes)).toEqual(['duizhang', 'xinlai'])
      expect(pushes.find(([who]) => who === 'duizhang')?.[1]).toContain('邓队长')
    })
  })

  describe('days without work', () => {
    let world: World
    afterEach(() => world.stop())

    it('are quiet, and a Saturday worked for a holiday is not', async () => {
      world = await startWorld(newPlace, { day: '2026-07-04' })
      for (const day of ['2026-07-04', '2026-10-01']) {
        for (const clock of ['08:40', '09:30', '17:40'])
          expect(await world.remind(`${day} ${clock}`)).toEqual([])
        for (const clock of ['09:00', '09:15', '09:30', '10:00', '11:00', '13:00', '20:00'])
          expect(await world.watch(`${day} ${clock}`)).toEqual([])
      }
      expect(receivers(await world.remind('2026-10-10 08:40'))).toEqual(['duanli', 'yanghai', 'zhangwei'])
      expect(receivers(await world.watch('2026-10-10 09:00'))).toEqual([
        'limin',
        'pujian',
        'suhong',
        'yanghai',
      ])
      expect(await world.watch('2026-10-11 09:00')).toEqual([])
      expect(await world.watch('2026-10-11 10:00')).toEqual([])
    })

    it('carry declared returns and their all-clears all the same', async () => {
      world = await startWorld(newPlace, { day: '2026-07-04' })
      await world.say('limin', '我上山去了,下午5点回', '10:00')
      expect(receivers(await world.watch('17:30'))).toEqual(['limin'])
      expect(receivers(await world.watch('17:45'))).toEqual(['suhong', 'zhangwei'])
      await world.say('limin', '回来了', '17:50')
      expect(receivers(await world.arrived('17:50'))).toEqual(['suhong', 'zhangwei'])
    })
  })
})
