import { Case, Duty } from '../../entities'
import { dutyWord } from '../../src/decide/dutyWords'
import { eachDatabase } from '../databases'
import { receivers, ROSTER, startWorld, type World, ZONE } from '../world'

const MORE = `${ROSTER}qinlin2,秦岭,13800000022,乡镇管理员,青岭镇,,,,,,
hemin,何敏,13800000032,区级管理员,,,,,,,
`

describe('words about being on duty', () => {
  const now = Date.parse('2026-07-01T10:00:00+08:00')
  const at = (instant: number) =>
    new Date(instant + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ')

  it.each([
    ['今天我值班', 'self', '07-01 10:00', '07-02 00:00'],
    ['我值班', 'self', '07-01 10:00', '07-02 00:00'],
    ['今天轮到我值班', 'self', '07-01 10:00', '07-02 00:00'],
    ['我今天值班,有事找我', 'self', '07-01 10:00', '07-02 00:00'],
    ['这周我值班', 'self', '07-01 10:00', '07-06 00:00'],
    ['下周我值班', 'self', '07-06 00:00', '07-13 00:00'],
    ['周末我值班', 'self', '07-04 00:00', '07-06 00:00'],
    ['今晚我值班', 'self', '07-01 18:00', '07-02 08:00'],
    ['明天上午我带班', 'self', '07-02 00:00', '07-02 12:00'],
    ['明天何主任值班', '何主任', '07-02 00:00', '07-03 00:00'],
    ['何主任明天值班', '何主任', '07-02 00:00', '07-03 00:00'],
    ['今天值班:何主任', '何主任', '07-01 10:00', '07-02 00:00'],
    ['今天值班的是秦岭', '秦岭', '07-01 10:00', '07-02 00:00'],
    ['7月3日到5日秦岭值班', '秦岭', '07-03 00:00', '07-06 00:00'],
    ['今天我和秦岭值班', 'self+秦岭', '07-01 10:00', '07-02 00:00'],
  ])('「%s」 says who and when', (text, who, from, until) => {
    const word = dutyWord(text, now, ZONE)
    const read = word?.does === 'declare' ? [word.who.join('+'), at(word.from), at(word.until)] : [word?.does]
    expect(read).toEqual([who, from, until])
  })

  it.each([
    ['谁值班', 'ask'],
    ['今天谁值班?', 'ask'],
    ['值班表', 'ask'],
    ['我不值班了', 'end'],
    ['今天我不值班', 'end'],
    ['昨天我值班', undefined],
    ['我在值班室', undefined],
    ['他们值班很辛苦', undefined],
    ['在村', undefined],
  ])('「%s」 is read as %s', (text, does) => {
    expect(dutyWord(text, now, ZONE)?.does).toBe(does)
  })
})

eachDatabase((_name, _open, newPlace) => {
  /** 丛岗村 alone is silent: its morning reaches the township at ten, the district at eleven. */
  async function silent(world: World) {
    await world.say('duanli', '我们都在村里', '08:05')
    await world.say('yanghai', '在村', '08:05')
    for (const clock of ['09:00', '09:15', '09:30', '09:45']) await world.watch(clock)
  }
  const caseNow = async (world: World) =>
    (await world.server.rt.database.db.find(Case, { order: { id: 'ASC' } }))[0]

  describe('who is on duty', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace, { roster: MORE })
    })
    afterEach(() => world.stop())

    it('hears an alarm alone, and the others of that level 15 minutes later when nobody has taken it', async () => {
      const reply = await world.say('qinglin', '今天我值班', '08:01')
      expect(reply).toContain('现在起到今天24:00,青岭镇由秦琳值班')
      expect(reply).toContain('15分钟')
      await silent(world)
      expect(receivers(await world.watch('10:00'))).toEqual(['qinglin'])
      expect(await world.watch('10:14')).toEqual([])
      const later = await world.watch('10:15')
      expect(receivers(later)).toEqual(['qinlin2'])
      expect(later[0]?.[1]).toContain('10:00先告诉了值班的秦琳')
      expect(later[0]?.[1]).toContain('『我来找』')
      // Nobody is on duty for the district: everybody there hears it at once.
      expect(receivers(await world.watch('11:00'))).toEqual(['hemin', 'quyu'])
    })

    it('keeps it from the others when it is taken in time, and tells them nothing of it', async () => {
      await world.say('qinglin', '今天我值班', '08:01')
      await silent(world)
      await world.watch('10:00')
      await world.say('qinglin', '我来找', '10:05')
      expect(await world.watch('10:15')).toEqual([])
      await world.say('qinglin', '已找到', '10:20')
      expect(receivers(await world.arrived('10:20'))).not.toContain('qinlin2')
    })

    it('tells whoever is on duty first again when a lease lapses, and the others then in their turn', async () => {
      await world.say('qinglin', '今天我值班', '08:01')
      await silent(world)
      await world.watch('10:00')
      await world.say('qinglin', '我来找', '10:05')
      await world.watch('10:50')
      expect(receivers(await world.watch('11:05'))).toEqual(['hemin', 'qinglin', 'quyu'])
      expect(receivers(await world.watch('11:20'))).toContain('qinlin2')
    })

    it('may be named by another supervisor, who is told', async () => {
      const reply = await world.say('quyu', '明天秦岭值班', '09:00')
      expect(reply).toContain('明天0:00到明天24:00,青岭镇由秦岭值班')
      const told = await world.arrived('09:00')
      expect(receivers(told)).toEqual(['qinlin2'])
      expect(told[0]?.[1]).toContain('区玉说')
      expect(await world.say('qinglin', '谁值班', '09:05')).toContain('秦岭')
      expect(await world.say('qinglin', '明天何主任值班', '09:06')).toContain('没找到')
      expect(await world.say('quyu', '明天何主任值班', '09:07')).toContain('全区由何敏值班')
    })

    it('ends by a word, and then everybody is told at once', async () => {
      await world.say('qinglin', '今天我值班', '08:01')
      expect(await world.say('qinglin', '我不值班了', '08:03')).toContain('您不值班了')
      await silent(world)
      expect(receivers(await world.watch('10:00'))).toEqual(['qinglin', 'qinlin2'])
    })

    it('holds no call for help back from the others', async () => {
      await world.say('qinglin', '今天我值班', '08:01')
      await world.say('zhangwei', '救命,李敏摔下山崖了', '09:00')
      expect(receivers(await world.arrived('09:00'))).toEqual(
        expect.arrayContaining(['qinglin', 'qinlin2', 'quyu', 'hemin']),
      )
    })

    it('is nothing a member of a team declares by the same words', async () => {
      expect(await world.say('zhangwei', '今天我值班', '08:10')).toContain('在村')
      expect(await world.server.rt.database.db.count(Duty)).toBe(0)
    })
  })

  describe('a supervisor on leave', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace, { roster: MORE })
    })
    afterEach(() => world.stop())

    it.each(['我今天休假', '今天请假一天', '今天轮休'])(
      'who says 「%s」 is left out of alarms',
      async (words) => {
        await world.say('qinglin', words, '08:01')
        await silent(world)
        expect(receivers(await world.watch('10:00'))).toEqual(['qinlin2'])
      },
    )

    it('gets them when nobody else remains, and after saying 「今天我值班」', async () => {
      await world.say('qinglin', '我今天休假', '08:01')
      await world.say('qinlin2', '今天请假一天', '08:01')
      await silent(world)
      expect(receivers(await world.watch('10:00'))).toEqual(['qinglin', 'qinlin2'])
      await world.say('quyu', '我今天休假', '10:30')
      await world.say('quyu', '今天我值班', '10:31')
      expect(receivers(await world.watch('11:00'))).toEqual(['quyu'])
    })
  })

  describe('handing over', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace, { roster: MORE })
      await silent(world)
      await world.watch('10:00')
    })
    afterEach(() => world.stop())

    it('「交给秦岭」 tells the other all there is, who can take what the first still holds', async () => {
      await world.say('qinglin', '我来找', '10:05')
      expect(await world.say('qinglin', '交给秦岭', '10:06')).toContain('丛岗村工作队(今天的去向)交给秦岭了')
      const told = await world.arrived('10:06')
      expect(receivers(told)).toEqual(['qinlin2'])
      expect(told[0]?.[1]).toContain('秦琳把这件事交给您')
      expect(told[0]?.[1]).toContain('13800000001')
      expect(await world.say('quyu', '丛岗村我来找', '10:07')).toContain('已经由秦琳在跟')
      expect(await world.say('qinlin2', '我来找', '10:08')).toContain('由您来跟')
      expect((await caseNow(world))?.offeredToId).toBeNull()
      expect(await world.say('qinglin', '我来找', '10:09')).toContain('已经由秦岭在跟')
    })

    it('goes on with the ladder when the other does not take it within 15 minutes', async () => {
      await world.say('qinglin', '我来找', '10:05')
      await world.say('qinglin', '交给秦岭', '10:06')
      await world.arrived('10:06')
      expect(await world.watch('10:20')).toEqual([])
      expect(receivers(await world.watch('10:21'))).toEqual(['qinglin', 'qinlin2'])
    })

    it('「交给别人」 asks to whom, and the answer may be a digit or a name', async () => {
      await world.say('qinglin', '我来找', '10:05')
      const asked = await world.say('qinglin', '交给别人', '10:06')
      expect(asked).toContain('1 秦岭')
      expect(asked).toContain('区玉')
      expect(await world.say('qinglin', '何敏', '10:07')).toContain('交给何敏了')
      expect(receivers(await world.arrived('10:07'))).toEqual(['hemin'])
    })

    it('leaves what another has taken with that one', async () => {
      await world.say('qinglin', '我来找', '10:05')
      expect(await world.say('qinlin2', '交给何主任', '10:06')).toContain('已经由秦琳在跟')
    })

    it('hands the duty over when there is no search, or when it says so', async () => {
      await world.say('qinglin', '今天我值班', '10:05')
      expect(await world.say('qinglin', '值班交给秦岭', '10:06')).toContain('青岭镇由秦岭值班')
      expect(receivers(await world.arrived('10:06'))).toEqual(['qinlin2'])
      await world.say('qinglin', '已找到', '10:07')
      expect(await world.say('qinlin2', '交给秦琳', '10:10')).toContain('青岭镇由秦琳值班')
    })

    it('takes papers handed to somebody in the village for no hand-over', async () => {
      await world.say('qinglin', '已找到', '10:05')
      expect(await world.say('qinglin', '台账交给王会计', '10:06')).not.toContain('没找到')
    })
  })
})
