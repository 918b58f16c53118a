import { countOutcomes } from '../../src/roster'
import { eachDatabase } from '../databases'
import { without } from './files'
import { LI, PINE, WANG, ZHANG, rosterIn, texts } from './world'

eachDatabase((_, open) => {
  const { load, postings, spans, rejectedBy } = rosterIn(open)

  describe('postings', () => {
    test('get their end when the person leaves, and the end may be corrected or taken back', async () => {
      await load(LI)
      const report = await load({ ...LI, 驻村结束: '2026-08-31' })
      expect(report.outcomes).toEqual([
        {
          line: 2,
          what: 'changed',
          text: '李四,柳湾村 工作队员(2026-06-01 至 2026-08-31);驻村结束 未定 → 2026-08-31',
        },
      ])
      await load({ ...LI, 驻村结束: '2026-09-15' })
      expect(await spans()).toEqual(['李四 柳湾村 2026-06-01..2026-09-15'])
      await load(LI)
      expect(await spans()).toEqual(['李四 柳湾村 2026-06-01..'])
    })

    test('keep their end when the file has no column for it', async () => {
      await load({ ...LI, 驻村结束: '2026-08-31' })
      await load(without(LI, '驻村结束'))
      expect(await spans()).toEqual(['李四 柳湾村 2026-06-01..2026-08-31'])
    })

    test('of who moves are two, the old one ended, and neither is overwritten', async () => {
      await load(ZHANG, LI)
      const moved = { ...LI, ...PINE, 驻村开始: '2026-09-01' }
      const report = await load({ ...LI, 驻村结束: '2026-08-31' }, moved)
      expect(report.outcomes.map(({ what }) => what)).toEqual(['changed', 'added'])
      expect(await spans()).toEqual([
        '张三 柳湾村 2026-06-01..',
        '李四 柳湾村 2026-06-01..2026-08-31',
        '李四 松坡村 2026-09-01..',
      ])
      expect(countOutcomes(await load(moved))).toMatchObject({ left: 1 })
    })

    test('of who comes back to a village are two', async () => {
      await load({ ...LI, 驻村结束: '2026-08-31' })
      await load({ ...LI, 驻村开始: '2026-10-01' })
      expect(await spans()).toEqual(['李四 柳湾村 2026-06-01..2026-08-31', '李四 柳湾村 2026-10-01..'])
    })

    test('in two villages at once are rejected', async () => {
      expect(await rejectedBy(LI, { ...LI, ...PINE, 驻村开始: '2026-09-01' })).toEqual([
        '3 李四和第 2 行的柳湾村 工作队员(2026-06-01 起)时间重叠(驻村结束当天也算在内)',
      ])
      expect(
        await rejectedBy({ ...LI, 驻村结束: '2026-09-01' }, { ...LI, ...PINE, 驻村开始: '2026-09-01' }),
      ).toHaveLength(1)
    })

    test('in two villages of the same name are in two villages', async () => {
      expect(await rejectedBy(LI, { ...LI, 乡镇: '白水镇' })).toHaveLength(1)
    })

    test('in another village are rejected while the stored one is not ended', async () => {
      await load(LI)
      expect(await rejectedBy({ ...LI, ...PINE, 驻村开始: '2026-09-01' })).toEqual([
        '2 李四还是柳湾村 工作队员(2026-06-01 起),时间重叠:换了村请在表里加上那一行,写上驻村结束(当天也算在内)',
      ])
    })

    test('in another village are free for village cadres and supervisors', async () => {
      await load(
        { ...WANG, 账号: 'w' },
        { ...WANG, 账号: 'w', ...PINE },
        { ...LI, 账号: 'w', 姓名: '王大山' },
      )
      expect(await postings()).toHaveLength(3)
    })

    test('of one role in one village do not overlap either', async () => {
      await load(LI)
      expect(await rejectedBy({ ...LI, 驻村开始: '2026-05-28' })).toEqual([
        '2 李四已是柳湾村 工作队员(2026-06-01 起):同一段任职请照原来写驻村开始,新的一段请先给原来那段写上驻村结束',
      ])
    })

    test('whose row ends them wrongly bring one reason, not two', async () => {
      await load(LI)
      const moved = { ...LI, ...PINE, 驻村开始: '2026-09-01' }
      expect(await rejectedBy({ ...LI, 驻村结束: '八月底' }, moved)).toEqual([
        '2 驻村结束「八月底」不是日期,请写成 2026-06-01',
      ])
    })

    test('said twice count once; with two ends they are rejected', async () => {
      const report = await load(LI, LI)
      expect(countOutcomes(report)).toMatchObject({ added: 1, left: 1 })
      expect(texts(report)).toContain('3 和第 2 行是同一段任职,只算一次')
      expect(await rejectedBy(LI, { ...LI, 驻村结束: '2026-08-31' })).toEqual([
        '3 和第 2 行是同一段任职(工作队员),驻村结束却不同',
      ])
    })

    test('without a first day get it later, and keep it when it is left out again', async () => {
      await load(WANG)
      await load({ ...WANG, 驻村开始: '2026-01-01' })
      expect(countOutcomes(await load(WANG))).toMatchObject({ left: 1 })
      expect(await spans()).toEqual(['王大山 柳湾村 2026-01-01..'])
      expect(await rejectedBy({ ...WANG, 驻村结束: '2025-12-31' })).toEqual([
        '2 驻村结束早于驻村开始(2026-01-01)',
      ])
    })
  })
})
