import { DigestLine } from '../../entities'
import { eachDatabase } from '../databases'
import { receivers, ROSTER, startWorld, textTo, type World } from '../world'

/** 丛岗村: 张伟, 李敏, 苏红; 王国平 (secretary), 赵文 (cadre); 秦琳 (township), 区玉 (district). */
const TEAM = ['limin', 'suhong', 'zhangwei']

eachDatabase((_name, _open, newPlace) => {
  let world: World
  /** A day on which every team has spoken, so that only returns are left to ask about. */
  async function dayOf(day = '2026-07-01', roster = ROSTER) {
    world = await startWorld(newPlace, { day, roster })
    for (const who of ['zhangwei', 'limin', 'suhong', 'duanli', 'pujian', 'yanghai'])
      await world.say(who, '在村里', '07:30')
    for (const who of ['wangzhishu', 'zhaowen', 'qinglin', 'quyu']) await world.say(who, '你好', '07:30')
    await world.arrived('07:31')
  }
  afterEach(() => world.stop())

  /** Who is told at each of these times; every watch is run twice, and the second does nothing. */
  async function climb(...clocks: string[]) {
    const told: [string, string[]][] = []
    for (const clock of clocks) {
      const pushes = await world.watch(clock)
      if (pushes.length > 0) told.push([clock, receivers(pushes)])
      expect(await world.watch(clock)).toEqual([])
    }
    return told
  }

  describe('a declared return', () => {
    it('climbs its ladder to the top, which is told again every 30 minutes until it is taken', async () => {
      await dayOf()
      const reply = await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      expect(reply).toContain('18:30前不打扰')
      const clocks = [
        '18:00',
        '18:29',
        '18:30',
        '18:44',
        '18:45',
        '18:59',
        '19:00',
        '19:15',
        '19:44',
        '19:45',
      ]
      expect(await climb(...clocks, '20:14', '20:15', '20:45', '21:45')).toEqual([
        ['18:30', ['zhangwei']],
        ['18:45', ['limin', 'suhong']],
        ['19:00', ['wangzhishu', 'zhaowen']],
        ['19:15', ['qinglin']],
        ['19:45', ['quyu']],
        ['20:15', ['quyu']],
        ['20:45', ['quyu']],
        ['21:45', ['quyu']],
      ])
      await world.say('quyu', '我来找', '21:50')
      expect(await climb('22:15', '22:30')).toEqual([])
    })

    it('has every rung 15 minutes later when no signal was announced', async () => {
      await dayOf()
      expect(await world.say('zhangwei', '上山核图斑,下午6点前回,山上没信号', '13:00')).toContain(
        '18:45前不打扰',
      )
      expect(await climb('18:30', '18:45', '19:00', '19:15', '19:30', '20:00', '20:30')).toEqual([
        ['18:45', ['zhangwei']],
        ['19:00', ['limin', 'suhong']],
        ['19:15', ['wangzhishu', 'zhaowen']],
        ['19:30', ['qinglin']],
        ['20:00', ['quyu']],
        ['20:30', ['quyu']],
      ])
    })

    it('is a safety matter on a Saturday and at night too', async () => {
      await dayOf('2026-07-04')
      await world.say('zhangwei', '去三组走访,晚上9点回', '19:00')
      expect(await climb('21:30', '21:45')).toEqual([
        ['21:30', ['zhangwei']],
        ['21:45', ['limin', 'suhong']],
      ])
    })

    it('says in the alarm who, since when, where, the last word, who was asked, and how to answer', async () => {
      await dayOf()
      await world.say('zhangwei', '我和李敏去三组核图斑,下午6点前回', '13:00')
      for (const clock of ['18:30', '18:45', '19:00']) await world.watch(clock)
      const alarm = textTo(await world.watch('19:15'), 'qinglin')
      for (const piece of [
        ...['青岭镇丛岗村', '张伟、李敏说好18:00回', '13800000001', '13800000002', '18:30张伟', '18:45苏红'],
        ...['13:00 张伟「我和李敏去三组核图斑,下午6点前回」', '我来找', '知道了', '王国平'],
      ])
        expect(alarm).toContain(piece)
      expect(alarm).not.toContain('联系不上')
    })

    it('alerts the township at the time of the next rung when nobody is left to ask', async () => {
      const alone = ROSTER.split('\n')
        .filter((line) => !line.startsWith('hezhishu'))
        .join('\n')
      await dayOf('2026-07-01', alone)
      await world.say('yanghai', '上山核图斑,下午6点前回', '13:00')
      expect(await climb('18:30', '18:44', '18:45', '19:15', '19:45')).toEqual([
        ['18:30', ['yanghai']],
        ['18:45', ['qinglin']],
        ['19:45', ['quyu']],
      ])
    })
  })

  describe('business', () => {
    it('asks twice, alarms nobody, and is a line for the next digest until he is heard', async () => {
      await dayOf()
      await world.say('zhangwei', '去区里开会,下午5点回', '13:00')
      expect(await climb('17:30', '17:45', '18:00', '18:15', '18:45', '20:00')).toEqual([
        ['17:30', ['zhangwei']],
        ['17:45', ['limin', 'suhong']],
      ])
      const { db } = world.server.rt.database
      const lines = await db.find(DigestLine)
      expect(lines.map(({ kind }) => kind)).toEqual(['late_business'])
      expect(lines[0]?.text).toContain('张伟公务外出,说好17:00回')
      await world.say('zhangwei', '刚散会,在路上了', '20:05')
      expect(await db.count(DigestLine)).toBe(0)
      expect(receivers(await world.arrived('20:06'))).toEqual(TEAM.filter((who) => who !== 'zhangwei'))
    })
  })

  describe('no ladder opens', () => {
    it.each([
      ['for the end of a day', '今天轮休'],
      ['for somebody in the village', '在村里整台账,5点开个短会'],
      ['for leave', '家里有事,请假今天下午'],
      ['for rest', '下午休息,6点回'],
    ])('%s: 「%s」', async (_what, text) => {
      await dayOf()
      await world.say('zhangwei', text, '11:00')
      expect(await climb('17:30', '18:30', '18:45', '19:15', '23:59')).toEqual([])
    })
  })

  describe('a declared return is met', () => {
    it.each<[string, string, string, string]>([
      ['his own words', 'zhangwei', '回来了', '17:00'],
      ['any words of his from an hour before on', 'zhangwei', '今天走访8户', '17:00'],
      ['his own 回村了 at any time', 'zhangwei', '提前回村了', '15:00'],
      ['his leave of today', 'zhangwei', '家里有事,现在请假回去', '15:00'],
      ['a mate who puts him in the village', 'limin', '张书记回来了', '15:00'],
      ['a cadre who puts him at rest', 'wangzhishu', '张书记休息了', '15:00'],
      ['a supervisor who puts him in the village', 'qinglin', '丛岗村张伟已经在村里了', '15:00'],
      ['a mate who names him after the time', 'suhong', '张书记在三组老乡家吃饭', '18:10'],
      ['a cadre who names him after the time', 'zhaowen', '张书记在三组', '18:10'],
    ])('by %s', async (_what, who, text, clock) => {
      await dayOf()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      await world.say(who, text, clock)
      expect(await climb('18:30', '18:45', '19:00', '19:15', '19:45')).toEqual([])
    })

    it.each<[string, string, string, string]>([
      ['his own words more than an hour before', 'zhangwei', '还在核图斑,顺利', '16:59'],
      ['a mate who names him before the time', 'suhong', '张书记在三组', '17:30'],
      ['a cadre who names him before the time', 'zhaowen', '张书记上山了', '17:30'],
      ['a supervisor who names him out in the field', 'qinglin', '丛岗村张伟在三组', '18:10'],
      ['a mate who has not seen him', 'limin', '没见到张书记', '18:50'],
      ['a mate who speaks of himself', 'limin', '我在村里', '18:10'],
      ['somebody who does not know', 'wangzhishu', '不知道', '18:10'],
    ])('but not by %s', async (_what, who, text, clock) => {
      await dayOf()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      await world.say(who, text, clock)
      await world.arrived(clock)
      const told = await climb('18:51', '18:52', '18:53', '18:54', '19:06', '19:21', '19:52')
      expect(told.flatMap(([, people]) => people)).toContain('quyu')
    })

    it('not by a phone in use', async () => {
      await dayOf()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      await world.arrived('18:10')
      await world.standIn.event('zhangwei', 'enter_agent', {}, { at: world.at('18:10') })
      await world.standIn.event(
        'zhangwei',
        'LOCATION',
        { Latitude: 25, Longitude: 99 },
        { at: world.at('18:10') },
      )
      expect(await climb('18:30')).toEqual([['18:30', ['zhangwei']]])
    })

    it.each(['voice', 'picture'] as const)('by a %s before anybody was asked', async (kind) => {
      await dayOf()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      await world.arrived('17:20')
      await world.standIn[kind]('zhangwei', { at: world.at('17:20') })
      expect(await climb('18:30', '19:15')).toEqual([])
    })

    it('by words written before they were asked for, however late they arrive', async () => {
      await dayOf()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      await climb('18:30', '18:45')
      await world.say('zhangwei', '下山了', '17:50')
      await world.arrived('18:50')
      expect(await climb('19:00', '19:15')).toEqual([])
    })

    it('brings the all-clear to whoever was asked or alarmed, but not to the one who brought the news', async () => {
      await dayOf()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      await climb('18:30', '18:45', '19:00', '19:15')
      await world.say('limin', '张书记回来了,他感冒了', '19:20')
      const news = await world.arrived('19:20')
      expect(receivers(news)).toEqual(['qinglin', 'suhong', 'wangzhishu', 'zhangwei', 'zhaowen'])
      expect(textTo(news, 'wangzhishu')).toContain('李敏说:张书记在村里')
      // Illness is for the person, the township and the district.
      expect(textTo(news, 'wangzhishu')).not.toContain('感冒')
      expect(await climb('19:45', '20:15')).toEqual([])
    })
  })

  describe('people declared in one sentence', () => {
    it('are one party and one case: one alarm names them all', async () => {
      await dayOf()
      await world.say('suhong', '张书记和李敏上山核图斑了,下午6点前回', '13:00')
      expect(await climb('18:30', '18:45')).toEqual([
        ['18:30', ['limin', 'zhangwei']],
        ['18:45', ['suhong']],
      ])
      await world.watch('19:00')
      const alarms = await world.watch('19:15')
      expect(alarms).toHaveLength(1)
      expect(textTo(alarms, 'qinglin')).toContain('张伟、李敏')
    })

    it('are all settled by a voice of any', async () => {
      await dayOf()
      await world.say('zhangwei', '我和李敏上山核图斑,下午6点前回', '13:00')
      await world.say('limin', '下山了', '18:05')
      expect(await climb('18:30', '18:45', '19:15')).toEqual([])
    })

    it.each(['我回来了,张书记还在山上', '我回来了,张书记还在后面', '我先回来了,没见到张书记'])(
      'unless it says otherwise: 「%s」',
      async (text) => {
        await dayOf()
        await world.say('zhangwei', '我和李敏上山核图斑,下午6点前回', '13:00')
        await world.say('limin', text, '18:05')
        await world.arrived('18:05')
        const told = await climb('18:30', '18:45', '19:00', '19:15', '19:45')
        const alarm = told.filter(([, people]) => people.includes('quyu'))
        expect(alarm).not.toEqual([])
        const last = world.standIn.pushesTo('quyu').at(-1)?.text ?? ''
        expect(last).toContain('张伟')
        expect(last).not.toMatch(/张伟、李敏/)
      },
    )

    it('move together when one of them says a later time', async () => {
      await dayOf()
      await world.say('zhangwei', '我和李敏上山核图斑,下午6点前回,没信号', '13:00')
      expect(await world.say('limin', '要晚点,7点才能回', '17:30')).toContain('19:45前不打扰')
      expect(await climb('18:45', '19:00', '19:30', '19:45')).toEqual([['19:45', ['limin', 'zhangwei']]])
    })
  })

  describe('a new time', () => {
    it.each<[string, string, string]>([
      ['from him', 'zhangwei', '还没核完,8点回'],
      ['from a mate', 'limin', '张书记带信说8点回'],
      ['from a cadre', 'wangzhishu', '张书记8点回'],
    ])('replaces the old: %s', async (_what, who, text) => {
      await dayOf()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      await climb('18:30')
      await world.say(who, text, '18:40')
      await world.arrived('18:40')
      expect(await climb('18:45', '19:15', '20:29', '20:30', '20:45')).toEqual([
        ['20:30', ['zhangwei']],
        ['20:45', ['limin', 'suhong']],
      ])
    })

    it('tells those who were asked that it has moved', async () => {
      await dayOf()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      await climb('18:30', '18:45')
      await world.say('zhangwei', '8点回', '18:50')
      const news = await world.arrived('18:50')
      expect(receivers(news)).toEqual(['limin', 'suhong'])
      expect(textTo(news, 'limin')).toContain('20:00')
    })

    it('of a mate leaves the mate out of it', async () => {
      await dayOf()
      await world.say('suhong', '我去二组,下午4点回', '13:00')
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      await world.say('suhong', '张书记8点回', '14:00')
      expect(await climb('16:30')).toEqual([['16:30', ['suhong']]])
      await world.say('suhong', '回来了', '16:40')
      expect(await climb('18:30', '20:30')).toEqual([['20:30', ['zhangwei']]])
    })

    it("of tomorrow's trip does not replace today's", async () => {
      await dayOf()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '12:00')
      await world.say('zhangwei', '明天上山,下午5点前回', '12:30')
      expect(await climb('18:30')).toEqual([['18:30', ['zhangwei']]])
      await world.say('zhangwei', '回来了', '18:40')
      for (const who of ['duanli', 'yanghai']) await world.say(who, '在村里', '2026-07-02 08:00')
      expect(await climb('2026-07-02 17:30')).toEqual([['2026-07-02 17:30', ['zhangwei']]])
    })
  })

  describe('a doubtful return', () => {
    it.each([
      ['more than ten hours off', '07:40', '上山核图斑,6点前回', '18:30'],
      ['at night', '19:00', '去三组走访,晚上10点半回', '23:00'],
    ])('%s is watched once it is confirmed', async (_what, said, text, asked) => {
      await dayOf()
      expect(await world.say('zhangwei', text, said)).toContain('对吗')
      expect(await world.say('zhangwei', '是', said)).toContain('记下了')
      expect(await climb(asked)).toEqual([[asked, ['zhangwei']]])
    })

    it('is not watched while nobody confirms it', async () => {
      await dayOf()
      await world.say('zhangwei', '去三组走访,晚上10点半回', '19:00')
      expect(await climb('23:00', '23:15', '23:59')).toEqual([])
    })

    it('gives way to the time that is said instead', async () => {
      await dayOf()
      await world.say('zhangwei', '上山核图斑,6点前回', '07:40')
      await world.say('zhangwei', '今天下午5点回', '07:41')
      await world.say('zhangwei', '好', '07:42')
      expect(await climb('17:30', '17:45')).toEqual([
        ['17:30', ['zhangwei']],
        ['17:45', ['limin', 'suhong']],
      ])
    })

    it('keeps to two rungs when it is business', async () => {
      await dayOf()
      expect(await world.say('zhangwei', '去区里开会,6点回', '07:40')).toContain('对吗')
      await world.say('zhangwei', '对', '07:41')
      const told = await climb('18:30', '18:45', '19:00', '19:15', '19:45')
      expect(told.map(([clock]) => clock)).toEqual(['18:30', '18:45'])
    })
  })

  describe('a declaration that arrives after its own time', () => {
    it('opens no ladder; the reply asks once whether all are back', async () => {
      await dayOf()
      const reply = await world.say('zhangwei', '早上8点上山核图斑,上午11点前回,刚发出去', '13:00')
      expect(reply).toContain('都回来了吗')
      expect(await climb('13:00', '13:30', '13:45', '14:15')).toEqual([])
    })

    it('takes 「都回来了」 for an answer', async () => {
      await dayOf()
      await world.say('zhangwei', '早上8点上山核图斑,上午11点前回,刚发出去', '13:00')
      expect(await world.say('zhangwei', '都回来了', '13:01')).toContain('放心')
    })

    it('is watched from then on when somebody is still out', async () => {
      await dayOf()
      await world.say('zhangwei', '早上8点上山核图斑,上午11点前回,刚发出去', '13:00')
      expect(await world.say('zhangwei', '还没', '13:01')).toContain('13:31')
      expect(await climb('13:31')).toEqual([['13:31', ['zhangwei']]])
    })
  })

  describe('somebody in need', () => {
    it('is not taken for found by the return of the party, however plainly it is said', async () => {
      await dayOf()
      await world.say('zhangwei', '我和李敏上山核图斑,下午6点前回', '13:00')
      await climb('18:30', '18:45')
      await world.say('limin', '张伟摔断腿了,快来人', '18:50')
      await world.arrived('18:50')
      await world.say('limin', '我和张伟回来了', '18:55')
      const told = (await world.arrived('18:55')).map(([, text]) => text)
      expect(told.filter((text) => text.includes('到此为止'))).toEqual([])
      expect(await world.say('qinglin', '已找到', '19:10')).toContain('张伟')
    })
  })

  describe('somebody asked whether he is back', () => {
    it('who says 「还没」 is asked again later, and nobody else meanwhile', async () => {
      await dayOf()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      await climb('18:30')
      expect(await world.say('zhangwei', '还没', '18:35')).toContain('19:05')
      expect(await climb('18:45', '19:00', '19:05', '19:20')).toEqual([
        ['19:05', ['zhangwei']],
        ['19:20', ['limin', 'suhong']],
      ])
    })

    it('may be answered for by a digit', async () => {
      await dayOf()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      await climb('18:30', '18:45')
      expect(await world.say('limin', '1', '18:50')).toContain('张伟回来了')
      await world.arrived('18:50')
      expect(await climb('19:00', '19:15')).toEqual([])
    })

    it('is asked on about after 「不清楚」', async () => {
      await dayOf()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      await climb('18:30', '18:45')
      expect(await world.say('limin', '3', '18:50')).toContain('我再问问别人')
      expect(await climb('19:00')).toEqual([['19:00', ['wangzhishu', 'zhaowen']]])
    })
  })
})
