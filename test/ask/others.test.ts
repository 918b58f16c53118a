import { eachDatabase } from '../databases'
import { type District, openDistrict, tellTheDay } from './district'

type Fact = Parameters<District['ask']>[2]

eachDatabase((_name, open) => {
  let district: District
  beforeAll(async () => {
    district = await openDistrict(open)
    await tellTheDay(district)
    const { says, searches } = district
    await says('zhang', '2026-07-09 18:00', '核图斑12块,3块有争议', [
      {
        ...{ kind: 'work', category: 'farmland_patch', count: 12, unit: '块' },
        parts: [{ label: '有争议', count: 3, unit: '块' }],
      },
    ])
    await says('ma', '8:30', '核图斑4块,2.5亩', [
      { kind: 'work', category: 'farmland_patch', count: 4, unit: '块' },
      { kind: 'work', category: 'farmland_patch', count: 2.5, unit: '亩' },
      { kind: 'work', category: 'farmland_patch', count: 5, unit: '块', done: false },
      { kind: 'work', category: 'industry' },
    ])
    await says('lihua', '8:40', '走访监测户4户;水管坏了要人修', [
      { kind: 'work', category: 'monitored_household', count: 4, unit: '户' },
      { kind: 'difficulty', text: '水管坏了,要镇上派人修' },
    ])
    await says('yangzhishu', '9:31', '没见到李明', [{ kind: 'not_seen', who: ['李明'] }], ['liming'])
    await searches({
      ...{ kind: 'morning', village: '岔河村', dueAt: '9:00' },
      asked: [
        ['su', '9:00', 'refused'],
        ['duan', '9:15'],
        ['hezhishu', '9:30'],
      ],
      rest: { level: 'township', step: 5, ownerId: district.idOf('qin') },
    })
  })
  const ask = async (who: string, fact: Fact, time = '10:00') => (await district.ask(who, time, fact)).text

  describe('Who is missing', () => {
    const CHAHE =
      '岔河村:段永春(第一书记 13900000004)、苏红梅(工作队员 没留电话);最后一次是昨天17:40,说在村整台账;' +
      '问过:9:00苏红梅(没送到);9:15段永春;9:30何正才;秦琳在找'

    it('are the teams not known, what was tried, and the people not seen', async () => {
      expect(await ask('qin', { asks: 'missing', date: '2026-07-10' })).toBe(
        [
          '清水镇3个村,2个有消息,1个还没有(不等于不在岗)。',
          CHAHE,
          '有人说没见到的:',
          '松坡村:李明(工作队员 13900000002):和李组长上山核图斑,18:00前回,山上没信号(李华7:42说);杨支书9:31说没见到人',
        ].join('\n'),
      )
    })

    it('are nobody to worry about before nine and on a day off', async () => {
      expect(await ask('qin', { asks: 'missing' }, '8:30')).toMatch(/^还没到9:00,没消息是平常事。\n/)
      expect(await ask('qin', { asks: 'missing' }, '2026-07-11 10:00')).toMatch(
        /^今天休息,没有消息是平常事。\n/,
      )
    })

    it('were those without a record on a day gone by', async () => {
      expect(await ask('qin', { asks: 'missing', date: '2026-07-09' })).toMatch(
        /^清水镇昨天3个村,2个有消息,1个没有记录。\n清水村:木兰/,
      )
      expect(await ask('qin', { asks: 'missing', date: '2026-07-11' })).toBe('明天还没到,到那天再问。')
    })

    it('are of one township when that is asked, and nobody elsewhere', async () => {
      expect(await ask('ou', { asks: 'missing', about: '马街镇' })).toMatch(
        /^马街镇2个村,1个有消息.+\n麦地社区:张秀英/,
      )
      expect(await ask('shi', { asks: 'missing', about: '清水镇' })).toContain('没有『清水镇』')
    })
  })

  describe('Who cannot be reached', () => {
    it('are those whose case has reached the township and those not seen', async () => {
      const text = await ask('qin', { asks: 'unreachable' })
      expect(text).toMatch(/^清水镇联系不上的2处:\n岔河村:段永春.+秦琳在找\n松坡村:李明/)
    })

    it('are nobody when that is so', async () => {
      expect(await ask('shi', { asks: 'unreachable' })).toBe('马街镇现在没有联系不上的人。')
    })

    it('are returns overdue from the first rung on, which their own village sees without phones', async () => {
      const late = await openDistrict(open)
      await late.searches({
        ...{ kind: 'return', village: '松坡村', dueAt: '18:00', people: ['zhang', 'liming'] },
        asked: [['zhang', '18:45']],
        rest: { step: 1, noSignal: true, place: '后山' },
      })
      const seen = '松坡村:张建国、李明说好18:00回(后山),还没听到消息(说过没信号);问过:18:45张建国'
      const of = async (who: string) =>
        (await late.ask(who, '18:50', { asks: 'unreachable' })).text.split('\n')[1]
      expect(await of('yangzhishu')).toBe(seen)
      expect(await of('qin')).toBe(`${seen};张建国(第一书记 13900000001)、李明(工作队员 13900000002)`)
      const where = await late.ask('qin', '18:50', { asks: 'where', about: '李明' })
      expect(where.text).toContain('张建国、李明说好18:00回(后山),还没听到消息')
    })
  })

  describe('Work', () => {
    it('is summed by unit, with its sub-counts and places in the roster order', async () => {
      const july = { from: '2026-07-01', to: '2026-07-31' }
      expect(await ask('ou', { asks: 'work', category: 'farmland_patch', ...july })).toBe(
        [
          '全区这个月:核图斑16块、2.5亩(有争议3块)',
          '按村:',
          '清水镇松坡村:12块',
          '马街镇大箐村:4块、2.5亩',
        ].join('\n'),
      )
    })

    it('without a period is that of today and of the month', async () => {
      const text = await ask('qin', { asks: 'work', about: '松坡村', category: 'farmland_patch' })
      expect(text).toBe(
        '松坡村今天:核图斑还没有记下的数\n松坡村这个月:核图斑12块(有争议3块)\n按天:\n昨天:12块',
      )
    })

    it('without a category is all of the last days', async () => {
      expect(await ask('shi', { asks: 'work', about: '大箐村' })).toBe(
        [
          '大箐村最近7天:',
          '核图斑4块、2.5亩',
          '产业1次(没报数)',
          '按天:',
          '今天:核图斑4块、2.5亩,产业1次(没报数)',
        ].join('\n'),
      )
      expect(await ask('qin', { asks: 'work', about: '岔河村' })).toBe('岔河村最近7天还没有记下的工作。')
    })

    it('of a person is the work of the team', async () => {
      expect(await ask('lihua', { asks: 'work', about: '张书记', date: '2026-07-09' })).toBe(
        '松坡村工作队昨天:\n核图斑12块(有争议3块)',
      )
    })
  })

  describe('Days in the village', () => {
    const july = { from: '2026-07-01', to: '2026-07-31' }
    const NOTE = '没有记录不代表不在村,可由本人随时补。'

    it('are counted without a share or a shortfall', async () => {
      expect(await ask('zhang', { asks: 'days', about: 'self', ...july })).toBe(
        `这个月到今天:\n您:有据在村2天,有据外出0天,没有记录8天\n${NOTE}`,
      )
      expect(await ask('shi', { asks: 'days', about: '大箐村', from: '2026-07-06', to: '2026-07-12' })).toBe(
        `本周到今天:\n马小军:有据在村1天,有据外出0天,没有记录4天\n丁一:有据在村0天,有据外出1天(请假1),没有记录4天\n${NOTE}`,
      )
    })

    it('begin with the posting', async () => {
      const text = await ask('shi', { asks: 'days', about: '张秀英', from: '2026-06-01', to: '2026-06-30' })
      expect(text).toContain('张秀英:有据在村0天,有据外出0天,没有记录16天')
    })

    it('are for the person, the team and the supervisors, never a list of a whole township', async () => {
      expect(await ask('yangzhishu', { asks: 'days', about: '张书记' })).toBe(
        '驻村天数只给本人、本队和乡镇以上看。',
      )
      expect(await ask('qin', { asks: 'days' })).toMatch(/^驻村天数一次看一个人或一个村/)
    })
  })

  describe('Leave', () => {
    it('is shown with its reason to the township, without it to everybody else', async () => {
      const full = '丁一请假7月10日到12日,3天(家里有事,老人住院)'
      expect(await ask('shi', { asks: 'leave', date: '2026-07-10' })).toBe(
        `马街镇今天请假的1人:\n大箐村:${full}`,
      )
      expect(await ask('shi', { asks: 'leave', about: '小丁' })).toBe(`${full}。`)
      expect(await ask('ma', { asks: 'leave', about: '丁一' })).toBe('丁一请假7月10日到12日,3天。')
    })

    it('is told to whoever asked for it, with what comes of it', async () => {
      expect(await ask('ding', { asks: 'leave', about: 'self' })).toBe(
        '您请假7月10日到12日,3天(家里有事,老人住院)。\n已经记下,没有退回;批假按镇里的规定办。有变化随时说,像『续假2天』『销假』。',
      )
      expect(await ask('ma', { asks: 'leave', about: 'self' })).toBe('您现在没有记下请假。')
    })

    it('is nobody’s where nobody is away', async () => {
      expect(await ask('qin', { asks: 'leave', date: '2026-07-10' })).toBe('清水镇今天没有人请假。')
    })

    it('is what a mate says, too', async () => {
      const other = await openDistrict(open)
      const fact = { kind: 'whereabouts' as const, who: ['苏老师'], status: 'leave' as const }
      await other.says('duan', '9:00', '苏老师请假了', [fact], ['su'])
      const text = (await other.ask('qin', '10:00', { asks: 'leave' })).text
      expect(text).toBe('清水镇今天请假的1人:\n岔河村:苏红梅请假(段书记9:00说)')
    })

    it('and rotation are all a sending unit sees', async () => {
      const other = await openDistrict(open)
      await other.says('ma', '8:00', '请假1天,看病', [
        { kind: 'leave', leaveKind: 'sick', from: '2026-07-10', to: '2026-07-10', days: 1, reason: '看病' },
      ])
      const text = async (fact: Fact, time = '10:00') => (await other.ask('shui', time, fact)).text
      expect(await text({ asks: 'leave' })).toBe('本单位今天请假:\n大箐村马小军请假今天')
      expect(await text({ asks: 'leave', about: '马书记' })).toBe('马小军今天请假:\n大箐村马小军请假今天')
      expect(await text({ asks: 'leave', about: '段书记' })).toMatch(/没有『段书记』/)
      expect(await text({ asks: 'leave' }, '2026-06-10 10:00')).toBe(
        [
          '本单位今天没有人请假。',
          '近期轮换:',
          '张建国:松坡村第一书记,5月31日起',
          '李明:松坡村工作队员,5月31日起',
          '马小军:大箐村第一书记,5月31日起',
        ].join('\n'),
      )
      expect(await text({ asks: 'summary' })).toMatch(/^您这边可以问本单位/)
    })
  })

  describe('A summary', () => {
    it('of a township begins with the answer', async () => {
      const lines = (await ask('qin', { asks: 'summary', date: '2026-07-10' }, '18:00')).split('\n')
      expect(lines[0]).toBe('清水镇3个村,2个有消息,1个还没有:岔河村(不等于不在岗)。(7月10日18:00)')
      expect(lines).toEqual(expect.arrayContaining(['松坡村:水管坏了,要镇上派人修', '走访监测户4户']))
    })

    it('of the district goes by township', async () => {
      const lines = (await ask('ou', { asks: 'summary', date: '2026-07-10' }, '18:00')).split('\n')
      const from = lines.indexOf('各乡镇:')
      expect(lines.slice(from + 1, from + 3)).toEqual([
        '清水镇3个村,2个有消息,1个还没有:岔河村(不等于不在岗)。',
        '马街镇2个村,1个有消息,1个还没有:麦地社区(不等于不在岗)。',
      ])
    })

    it('of a period is its totals and what needs a hand', async () => {
      expect(
        await ask('qin', { asks: 'summary', about: '清水镇', from: '2026-07-06', to: '2026-07-12' }),
      ).toBe(
        '清水镇本周:\n核图斑12块(有争议3块)\n走访监测户4户\n要帮一把的:\n松坡村:水管坏了,要镇上派人修(今天)',
      )
    })

    it('of a village is its people and its work', async () => {
      const text = await ask('liming', { asks: 'summary' }, '11:00')
      expect(text).toMatch(/^松坡村工作队3人:在村1,外出干活2。\n张建国/)
      expect(text).toMatch(/\n工作:走访监测户4户\n要帮一把的:水管坏了,要镇上派人修$/)
    })
  })

  it.each(['liming', 'yangzhishu', 'qin', 'shui', 'yi'])('tells %s how it is used', async (who) => {
    expect(await ask(who, { asks: 'help' })).toMatch(/。$/)
  })
})
