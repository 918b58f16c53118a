import { countOutcomes, importRoster, RosterFileError } from '../../src/roster'
import { eachDatabase } from '../databases'
import { bytesOf, xlsxOf } from './files'
import { AT, LI, WORLD, ZHANG, rosterIn, texts } from './world'

eachDatabase((_, open) => {
  const { load, people, postings, villages, everything, spans, rejectedBy, database } = rosterIn(open)

  describe('a first import', () => {
    test('stores villages, people and postings in the order of the file', async () => {
      const report = await load(...WORLD)
      expect(countOutcomes(report)).toEqual({ added: 5, changed: 0, left: 0, rejected: 0 })
      expect(report.written).toBe(true)
      const [village] = await villages()
      expect(village).toMatchObject({ township: '青石乡', name: '柳湾村', latitude: null, longitude: null })
      expect((await people()).map(({ identity, userid, mobile }) => [identity, userid, mobile])).toEqual([
        ['@zhangsan', 'zhangsan', '13800000001'],
        ['@lisi', 'lisi', '13800000002'],
        ['青石乡/柳湾村/王大山', null, '13900000001'],
        ['@qa', 'qa', '13900000002'],
        ['@dm', 'dm', '13900000003'],
      ])
      expect(
        (await postings()).map((p) => [p.role, p.villageId, p.township, p.fromDay, p.createdAt]),
      ).toEqual([
        ['first_secretary', village?.id, '青石乡', '2026-06-01', AT],
        ['team_member', village?.id, '青石乡', '2026-06-01', AT],
        ['village_secretary', village?.id, '青石乡', null, AT],
        ['township_admin', null, '青石乡', null, AT],
        ['district_admin', null, null, null, AT],
      ])
      expect((await postings()).map(({ personId }) => personId)).toEqual((await people()).map(({ id }) => id))
    })

    test('from an .xlsx file stores the same', async () => {
      const columns = Object.keys(ZHANG) as (keyof typeof ZHANG)[]
      const data = [columns, columns.map((column) => ZHANG[column])].map((row) =>
        row.map((value) => ({ value })),
      )
      await importRoster(database(), await xlsxOf({ sheet: '名册', data }), 'roster.xlsx', AT)
      expect(await spans()).toEqual(['张三 柳湾村 2026-06-01..'])
    })

    test('says who is spoken for by others', async () => {
      expect(texts(await load(...WORLD))).toEqual(['4 王大山没有账号:机器人不给本人发消息,由别人代说'])
    })

    test('keeps formula-like text as it is written', async () => {
      await load({ ...ZHANG, 姓名: '=1+1', 政治面貌: '@SUM(A1)' })
      expect(await people()).toMatchObject([{ name: '=1+1', politicalStatus: '@SUM(A1)' }])
    })
  })

  describe('the same file again', () => {
    test('leaves everything as it is', async () => {
      await load(...WORLD)
      const before = await everything()
      const report = await load(...WORLD)
      expect(countOutcomes(report)).toEqual({ added: 0, changed: 0, left: 5, rejected: 0 })
      expect(await everything()).toEqual(before)
    })

    test('with an account in other letters is the same person', async () => {
      await load(ZHANG)
      expect(countOutcomes(await load({ ...ZHANG, 账号: 'ZHANGSAN' }))).toMatchObject({ added: 0, left: 1 })
    })

    test('with rows missing takes nobody away', async () => {
      await load(...WORLD)
      await load(ZHANG)
      expect(await postings()).toHaveLength(5)
    })

    test('with empty cells takes nothing away', async () => {
      await load({ ...ZHANG, 派出单位: '区住建局' })
      expect(countOutcomes(await load({ ...ZHANG, 手机: '' }))).toMatchObject({ left: 1 })
      expect(await people()).toMatchObject([{ mobile: '13800000001', sendingUnit: '区住建局' }])
    })
  })

  test('a dry run says the same and writes nothing', async () => {
    const report = await importRoster(database(), bytesOf(WORLD), 'roster.csv', AT, { dryRun: true })
    expect(countOutcomes(report)).toMatchObject({ added: 5 })
    expect(report).toMatchObject({ dryRun: true, written: false })
    expect(await everything()).toEqual([[], [], []])
  })

  test('one rejected row: nothing is written', async () => {
    expect(await rejectedBy(...WORLD, { ...LI, 账号: 'x', 驻村开始: '' })).toEqual(['7 工作队员要写驻村开始'])
    expect(await people()).toEqual([])
  })

  test('a file that cannot be read writes nothing', async () => {
    await expect(importRoster(database(), Buffer.from('x'), 'a.doc', AT)).rejects.toThrow(RosterFileError)
  })

  test('a district of 363 people in 133 villages is imported in a moment, and again', async () => {
    const rows = Array.from({ length: 363 }, (_, i) => ({
      ...ZHANG,
      账号: `user${String(i)}`,
      姓名: `队员${String(i)}`,
      职务: i < 133 ? '第一书记' : '工作队员',
      乡镇: `第${String((i % 133) % 12)}乡`,
      村: `第${String(i % 133)}村`,
    }))
    const started = performance.now()
    expect(countOutcomes(await load(...rows))).toMatchObject({ added: 363 })
    expect(countOutcomes(await load(...rows))).toMatchObject({ left: 363 })
    expect(performance.now() - started).toBeLessThan(4000)
    expect(await villages()).toHaveLength(133)
  })
})
