import { eachDatabase } from '../databases'
import { type District, openDistrict, tellTheDay } from './district'

const HILL = '和李组长上山核图斑,18:00前回,山上没信号(李华7:42说)'
const NOT_FOUND = /^您能看到的范围里没有『(.+?)』。/

eachDatabase((_name, open) => {
  let district: District
  beforeAll(async () => {
    district = await openDistrict(open)
    await tellTheDay(district)
  })
  const where = async (who: string, about?: string, time = '10:00') =>
    (await district.ask(who, time, { asks: 'where', ...(about === undefined ? {} : { about }) })).text

  describe('Where a person is', () => {
    it('tells a supervisor what was said, by whom and when, and the phone', async () => {
      expect(await where('qin', '张书记')).toBe(`张建国(松坡村第一书记):${HILL}。\n电话:13900000001`)
    })

    it.each([
      ['lihua', '张书记'],
      ['yangzhishu', '张书记'],
      ['yangzhishu', '第一书记'],
    ])('tells %s of the own village the same of %s without the phone', async (who, about) => {
      expect(await where(who, about)).toBe(`张建国(松坡村第一书记):${HILL}。`)
    })

    it('tells somebody what others said of himself', async () => {
      expect(await where('zhang', 'self')).toBe(`您:${HILL}。`)
    })

    it('says since when a return is waited for', async () => {
      expect(await where('qin', '张书记', '19:00')).toContain(
        '说好18:00前回,说过没信号(李华7:42说);到时间了还没听到消息',
      )
    })

    it('gives the last word, with its age, of whoever is silent today', async () => {
      expect(await where('qin', '段书记')).toBe(
        '段永春(岔河村第一书记):今天还没有消息(不等于不在岗);上一次说的是:在村整台账(本人昨天17:40说)。\n电话:13900000004',
      )
    })

    it('says that nothing was ever heard', async () => {
      expect(await where('qin', '苏老师')).toBe(
        '苏红梅(岔河村工作队员):今天还没有消息(不等于不在岗)。\n没留电话。',
      )
    })

    it('tells of a day gone by and of one to come', async () => {
      const of = async (date: string, about: string) =>
        (await district.ask('qin', '10:00', { asks: 'where', about, date })).text.split('\n')[0]
      expect(await of('2026-07-09', '段书记')).toBe('段永春(岔河村第一书记):在村整台账(本人昨天17:40说)。')
      expect(await of('2026-07-08', '段书记')).toBe('段永春(岔河村第一书记):前天没有记录(不代表不在村)。')
      expect(await of('2026-07-11', '木兰')).toContain('明天的去向还没人说')
    })

    it('tells of several at once', async () => {
      expect(await where('qin', '木兰和张书记')).toBe(
        [
          '木兰(清水村工作队长):去镇上开会,15:00前回(本人8:10说)。',
          '电话:13900000005',
          `张建国(松坡村第一书记):${HILL}。`,
          '电话:13900000001',
        ].join('\n'),
      )
    })
  })

  describe('A name', () => {
    it.each([
      ['qin', '马小军', 'of another township'],
      ['lihua', '段书记', 'of another village'],
      ['yangzhishu', '木兰', 'of another village'],
      ['qin', '赵子龙', 'of nobody'],
      ['qin', '大箐村', 'of a village elsewhere'],
      ['qin', '马街镇', 'of a township elsewhere'],
      ['qin', '大箐村的马书记', 'of somebody elsewhere'],
    ])('from %s, 「%s」 %s, is answered as one that does not exist', async (who, about) => {
      expect(NOT_FOUND.exec(await where(who, about))?.[1]).toBe(about)
    })

    it('that fits two is asked back once, and the number answers', async () => {
      const { text, question } = await district.ask('qin', '10:00', { asks: 'where', about: '小李' })
      expect(text).toBe(
        '『小李』对得上2个,您问的是哪一个?回数字就行:\n1 松坡村李明(工作队员)\n2 松坡村李华(工作队员)',
      )
      if (question === undefined) throw new Error('nothing asked back')
      const chosen = async (choice: string) =>
        (await district.choose('qin', '10:01', question.payload, choice))?.text
      for (const choice of ['2', '第二个', '李华', '2。']) {
        expect(await chosen(choice)).toBe('李华(松坡村工作队员):在村(本人7:43说)。\n电话:13900000003')
      }
      expect(await chosen('今天下雨')).toBeUndefined()
      expect(await chosen('3')).toBeUndefined()
    })

    it('chosen from a list never leads beyond the scope', async () => {
      const { question } = await district.ask('ou', '10:00', { asks: 'where', about: '张书记' })
      if (question === undefined) throw new Error('nothing asked back')
      const stolen = await district.choose('qin', '10:01', question.payload, '2')
      expect(stolen?.text).toMatch(NOT_FOUND)
    })

    it('of a village and a township alike is asked back', async () => {
      const { text, question } = await district.ask('ou', '10:00', { asks: 'where', about: '清水' })
      expect(text).toContain('1 清水镇清水村\n2 清水镇(全部)')
      if (question === undefined) throw new Error('nothing asked back')
      const village = await district.choose('ou', '10:01', question.payload, '1')
      expect(village?.text).toMatch(/^清水村工作队1人:公务1。/)
    })
  })

  describe('Where a village is', () => {
    it('is one line for each member, with phones for a supervisor', async () => {
      expect(await where('qin', '松坡村')).toBe(
        [
          '松坡村工作队3人:在村1,外出干活2。',
          `张建国(第一书记 13900000001):${HILL}`,
          `李明(工作队员 13900000002):${HILL}`,
          '李华(工作队员 13900000003):在村(本人7:43说)',
        ].join('\n'),
      )
    })

    it.each(['lihua', 'yangzhishu'])('is what %s sees without naming it', async (who) => {
      const text = await where(who)
      expect(text).toMatch(/^松坡村工作队3人:在村1,外出干活2。\n张建国\(第一书记\):/)
      expect(text).not.toContain('139')
    })

    it('says that nothing is heard of a team, and that this means nothing', async () => {
      expect(await where('qin', '岔河')).toMatch(/^岔河村工作队2人,今天还没有消息\(不等于不在岗\)。\n段永春/)
    })
  })

  describe('Where everybody is', () => {
    it('begins with those of whom nothing is heard', async () => {
      expect(await where('qin')).toBe(
        [
          '清水镇3个村,2个有消息,1个还没有(不等于不在岗)。',
          '还没有消息:',
          '岔河村:段永春(第一书记 13900000004)、苏红梅(工作队员 没留电话);最后一次是昨天17:40,说在村整台账',
          '有消息的:',
          '松坡村(3人):在村1,外出干活2;张建国、李明18:00前回,山上没信号',
          '清水村(1人):公务1',
        ].join('\n'),
      )
    })

    it('names the township before the village for whoever sees several', async () => {
      const lines = (await where('ou')).split('\n')
      expect(lines[0]).toBe('全区5个村,3个有消息,2个还没有(不等于不在岗)。')
      expect(lines).toContain('马街镇大箐村(2人):外出干活1,请假1')
      expect(await where('ou', '马街镇')).toMatch(/^马街镇2个村,1个有消息/)
    })
  })

  describe('Somebody without a team to see', () => {
    it('is told what can be asked', async () => {
      expect(await where('shui', '张书记')).toMatch(/^您这边可以问本单位驻村人员的请假和轮换/)
      expect(await where('yi', '张书记')).toBe('您这边没有可查的工作队。')
      expect(await where('qin', 'self')).toMatch(/^您不在村里的工作队/)
    })
  })
})
