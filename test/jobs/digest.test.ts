import { DigestLine, OutboundMessage, Posting, Village } from '../../entities'
import { digest } from '../../src/jobs/digest'
import { bytes } from '../../src/wording/bytes'
import { at, type District, openDistrict, ROSTER, tellTheDay } from '../ask/district'
import { eachDatabase } from '../databases'

eachDatabase((_name, open) => {
  /** Runs the job; gives what it queued, `[UserID, text]`. */
  async function run({ rt }: District, time: string): Promise<[string, string][]> {
    const before = await rt.database.db.count(OutboundMessage)
    await digest(rt, at(time))
    const rows = await rt.database.db.find(OutboundMessage, { order: { id: 'ASC' } })
    return rows.slice(before).map(({ userid, text }) => [userid, text])
  }
  const textTo = (sent: readonly [string, string][], who: string) =>
    sent.find(([userid]) => userid === who)?.[1]

  async function fullDay(): Promise<District> {
    const district = await openDistrict(open)
    await tellTheDay(district)
    const { says } = district
    await says('zhang', '17:30', '下山了,核图斑12块,3块有争议', [
      { kind: 'whereabouts', who: ['self'], status: 'in_village' },
      {
        ...{ kind: 'work', category: 'farmland_patch', count: 12, unit: '块' },
        parts: [{ label: '有争议', count: 3, unit: '块' }],
      },
    ])
    await says('ma', '17:40', '走访监测户4户;路塌了要挖机;感冒一周了', [
      { kind: 'work', category: 'monitored_household', count: 4, unit: '户' },
      { kind: 'difficulty', text: '三组的路塌了,要挖机' },
      { kind: 'health', who: ['self'], symptom: '感冒', days: 7 },
    ])
    await says('zhang2', '18:00', '我在村', [{ kind: 'whereabouts', who: ['self'], status: 'in_village' }])
    const village = await district.rt.database.db.findOneByOrFail(Village, { name: '大箐村' })
    const line = {
      kind: 'care' as const,
      villageId: village.id,
      personId: district.idOf('ma'),
      at: at('17:40'),
    }
    const text = '马小军:感冒,7天了(马小军 17:40说),请关心一下。'
    await district.rt.database.db.insert(DigestLine, { key: 'care:1', text, ...line })
    return district
  }

  describe('The evening digest', () => {
    let district: District
    let sent: [string, string][]
    beforeAll(async () => {
      district = await fullDay()
      sent = await run(district, '20:20')
    })

    it('reaches every supervisor once, and nobody else but a unit with news', () => {
      expect(sent.map(([who]) => who).sort()).toEqual(['ou', 'qin', 'qin2', 'shi'])
    })

    it('tells a township its day, the answer first', () => {
      expect(textTo(sent, 'shi')).toBe(
        [
          '2个村都有消息。(7月10日20:20)',
          '要关心的:',
          '大箐村:马小军:感冒,7天了(马小军 17:40说),请关心一下。',
          '要帮一把的:',
          '大箐村:三组的路塌了,要挖机',
          '今天的工作:',
          '走访监测户4户',
          '请假1人,身体不舒服1人。',
          '大箐村马书记他们走访监测户4户。',
        ].join('\n'),
      )
    })

    it('tells who is silent, with phones and the last word', () => {
      const lines = textTo(sent, 'qin')?.split('\n') ?? []
      expect(lines[0]).toBe('3个村,2个有消息,1个还没有:岔河村(不等于不在岗)。(7月10日20:20)')
      expect(lines[1]).toMatch(/^岔河村:段永春\(第一书记 13900000004\).+最后一次是昨天17:40/)
    })

    it('tells the district by township, in the order of the roster', () => {
      const lines = textTo(sent, 'ou')?.split('\n') ?? []
      expect(lines[0]).toBe('5个村,4个有消息,1个还没有:清水镇岔河村(不等于不在岗)。(7月10日20:20)')
      const from = lines.indexOf('各乡镇:')
      expect(lines.slice(from + 1, from + 3)).toEqual([
        '清水镇3个村,2个有消息,1个还没有:岔河村(不等于不在岗)。',
        '马街镇2个村都有消息。',
      ])
      expect(lines).toContain('核图斑12块(有争议3块)')
      expect(lines).toContain('马街镇大箐村:三组的路塌了,要挖机')
    })

    it('is one text for admins of one township, to be sent in one call', async () => {
      const rows = await district.rt.database.db.findBy(OutboundMessage, { purpose: 'digest' })
      const qin = rows.filter(({ userid }) => userid.startsWith('qin'))
      expect(new Set(qin.map(({ text, groupKey }) => groupKey + text)).size).toBe(1)
      expect(qin.map(({ key }) => key)).toEqual([
        `digest:evening:2026-07-10:${district.idOf('qin')}`,
        `digest:evening:2026-07-10:${district.idOf('qin2')}`,
      ])
      expect(qin[0]?.expiresAt).toBe(at('22:20'))
    })

    it('holds nothing of illness, leave, difficulties or help in its human lines', () => {
      for (const [, text] of sent) {
        const last =
          text
            .split('\n')
            .filter((line) => line.endsWith('。'))
            .slice(-1)[0] ?? ''
        expect(last).not.toMatch(/感冒|请假|塌|求助/)
      }
    })

    it('is not sent again, neither at the same instant nor later', async () => {
      expect(await run(district, '20:20')).toEqual([])
      expect(await run(district, '21:00')).toEqual([])
      expect(await run(district, '23:00')).toEqual([])
    })

    it('says a line noted for digests only once', async () => {
      const next = await run(district, '2026-07-13 20:20')
      expect(textTo(next, 'shi')).not.toContain('感冒')
      expect(textTo(sent, 'ou')).toContain('感冒')
    })
  })

  it('says in its first line who is out of reach as announced, and that they told when they are back', async () => {
    const district = await openDistrict(open)
    for (const [who, time] of [
      ['zhang', '21:00'],
      ['duan', undefined],
    ] as const) {
      const until = time === undefined ? {} : { until: `2026-07-10T${time}:00+08:00` }
      await district.says(who, '18:00', '上山巡查,山上没信号', [
        { kind: 'whereabouts', who: ['self'], status: 'field', activity: 'patrol', noSignal: true, ...until },
      ])
    }
    await district.says('mu', '18:00', '在村', [])
    const sent = await run(district, '20:20')
    expect(textTo(sent, 'qin')).toMatch(/^3个村都有消息,2个村上山没信号,其中1个没说几点回来。/)
  })

  it('says so in the words of the article when everybody told', async () => {
    const district = await openDistrict(open)
    for (const who of ['zhang', 'duan']) {
      await district.says(who, '18:00', '上山巡查,9点回,山上没信号', [
        {
          ...{ kind: 'whereabouts', who: ['self'], status: 'field', activity: 'patrol' },
          ...{ noSignal: true, until: '2026-07-10T21:00:00+08:00' },
        },
      ])
    }
    await district.says('mu', '18:00', '在村', [])
    const sent = await run(district, '20:20')
    expect(textTo(sent, 'qin')?.split('(')[0]).toBe('3个村都有消息,2个村上山没信号,今晚都有回来时间。')
  })

  describe('The time of a digest', () => {
    it('is not before its clock, not on a day off', async () => {
      const district = await fullDay()
      expect(await run(district, '20:19')).toEqual([])
      expect(await run(district, '2026-07-11 20:20')).toEqual([])
    })

    it('lasts two hours; then it is passed over and said so', async () => {
      const district = await fullDay()
      expect(await digest(district.rt, at('22:20'))).toEqual({
        queued: 0,
        skipped: ['morning 2026-07-10', 'evening 2026-07-10'],
      })
      expect(await digest(district.rt, at('22:21'))).toEqual({ queued: 0, skipped: [] })
      const other = await fullDay()
      expect((await run(other, '22:19')).length).toBe(4)
    })
  })

  describe('The morning digest', () => {
    it('goes only where a team is not known or a search is open', async () => {
      const district = await openDistrict(open)
      await tellTheDay(district)
      await district.says('zhang2', '8:00', '在村', [])
      const sent = await run(district, '10:10')
      expect(sent.map(([who]) => who).sort()).toEqual(['ou', 'qin', 'qin2'])
      expect(textTo(sent, 'qin')).not.toContain('今天的工作')
    })

    it('goes to nobody when everybody is known', async () => {
      const district = await openDistrict(open)
      for (const who of ['zhang', 'duan', 'mu', 'ma', 'zhang2']) await district.says(who, '8:00', '在村', [])
      expect(await run(district, '10:10')).toEqual([])
      await district.searches({
        kind: 'help',
        village: '大箐村',
        dueAt: '9:50',
        people: ['ma'],
        rest: { words: '车陷在沟里' },
      })
      expect(await run(district, '2026-07-13 10:10')).not.toEqual([])
    })
  })

  describe('The digest of a sending unit', () => {
    it('tells of leave and rotation since the last one, without reasons, and of nothing else', async () => {
      const district = await fullDay()
      await district.says('ma', '19:00', '明天请假看病', [
        { kind: 'leave', leaveKind: 'sick', from: '2026-07-11', to: '2026-07-11', days: 1, reason: '看病' },
      ])
      const { db } = district.rt.database
      await db.update(Posting, { personId: district.idOf('liming') }, { toDay: '2026-07-10' })
      expect(textTo(await run(district, '20:20'), 'shui')).toBe(
        [
          '本单位驻村人员:新请假1人,轮换1人。(7月10日20:20)',
          '大箐村马小军请假明天',
          '李明:松坡村工作队员,到今天',
        ].join('\n'),
      )
      expect(textTo(await run(district, '2026-07-13 20:20'), 'shui')).toBeUndefined()
    })
  })

  it('fits 2048 bytes whatever happens, and counts what it leaves out', async () => {
    const rows = Array.from(
      { length: 40 },
      (_, n) => `many${n},赵有${n},139000001${n + 10},第一书记,清水镇,第${n}号长名字村,,2026-05-31,`,
    )
    const district = await openDistrict(open, ROSTER + rows.join('\n'))
    for (let n = 0; n < 12; n++) {
      await district.says(`many${n}`, '16:00', '好多事', [
        { kind: 'difficulty', text: '水管坏了'.repeat(20) },
        { kind: 'work', category: 'household_visit', count: n, unit: '户' },
      ])
    }
    const sent = await run(district, '20:20')
    expect(sent.length).toBeGreaterThan(3)
    for (const [, text] of sent) expect(bytes(text)).toBeLessThanOrEqual(2048)
    expect(textTo(sent, 'qin')).toMatch(
      /另有\d+处见『汇总』。[\s\S]+另有\d+件见『汇总』。[\s\S]+走访入户66户/,
    )
  })
})
