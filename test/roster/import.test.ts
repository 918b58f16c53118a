import { Person, Posting, Village } from '../../entities'
import { countOutcomes, importRoster, RosterFileError, type RosterReport } from '../../src/roster'
import { eachDatabase, type TestDatabase } from '../databases'
import { bytesOf, type Row, without, xlsxOf } from './files'

const AT = Date.parse('2026-06-01T08:00:00+08:00')

const WILLOW = { 乡镇: '青石乡', 村: '柳湾村' }
const PINE = { 乡镇: '青石乡', 村: '松坡村' }
const ZHANG = {
  账号: 'ZhangSan',
  姓名: '张三',
  手机: '13800000001',
  职务: '第一书记',
  ...WILLOW,
  驻村开始: '2026-06-01',
  驻村结束: '',
}
const LI = { ...ZHANG, 账号: 'lisi', 姓名: '李四', 手机: '13800000002', 职务: '工作队员' }
const WANG = { 账号: '', 姓名: '王大山', 手机: '13900000001', 职务: '村党支部书记', ...WILLOW }
const QIAN = { 账号: 'qa', 姓名: '钱安', 手机: '13900000002', 职务: '乡镇管理员', 乡镇: '青石乡' }
const DU = { 账号: 'dm', 姓名: '杜明', 手机: '13900000003', 职务: '区级管理员' }
const WORLD = [ZHANG, LI, WANG, QIAN, DU]

const texts = ({ warnings }: RosterReport) => warnings.map(({ line, text }) => `${String(line)} ${text}`)

eachDatabase((_, open) => {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.close())

  const load = (...rows: Row[]) => importRoster(database, bytesOf(rows), 'roster.csv', AT)
  const people = () => database.db.find(Person, { order: { id: 'ASC' } })
  const postings = () => database.db.find(Posting, { order: { id: 'ASC' } })
  const villages = () => database.db.find(Village, { order: { id: 'ASC' } })
  const spans = async () => {
    const names = new Map((await villages()).map(({ id, name }) => [id, name]))
    const who = new Map((await people()).map(({ id, name }) => [id, name]))
    return (await postings()).map(
      (p) =>
        `${who.get(p.personId) ?? '?'} ${names.get(p.villageId ?? 0) ?? '-'} ${p.fromDay ?? ''}..${p.toDay ?? ''}`,
    )
  }
  async function rejectedBy(...rows: Row[]): Promise<string[]> {
    const before = [await people(), await postings(), await villages()]
    const report = await load(...rows)
    expect(report.written).toBe(false)
    expect([await people(), await postings(), await villages()]).toEqual(before)
    return report.rejected.map(({ line, reason }) => `${String(line)} ${reason}`)
  }

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
      await importRoster(database, await xlsxOf({ sheet: '名册', data }), 'roster.xlsx', AT)
      expect(await spans()).toEqual(['张三 柳湾村 2026-06-01..'])
    })

    test('says who is spoken for by others', async () => {
      expect(texts(await load(...WORLD))).toEqual(['4 王大山没有账号:机器人不会给他发消息,由别人代说'])
    })

    test('keeps formula-like text as it is written', async () => {
      await load({ ...ZHANG, 姓名: '=1+1', 政治面貌: '@SUM(A1)' })
      expect(await people()).toMatchObject([{ name: '=1+1', politicalStatus: '@SUM(A1)' }])
    })
  })

  describe('the same file again', () => {
    test('leaves everything as it is', async () => {
      await load(...WORLD)
      const before = [await people(), await postings(), await villages()]
      const report = await load(...WORLD)
      expect(countOutcomes(report)).toEqual({ added: 0, changed: 0, left: 5, rejected: 0 })
      expect([await people(), await postings(), await villages()]).toEqual(before)
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
    const report = await importRoster(database, bytesOf(WORLD), 'roster.csv', AT, { dryRun: true })
    expect(countOutcomes(report)).toMatchObject({ added: 5 })
    expect(report).toMatchObject({ dryRun: true, written: false })
    expect([await people(), await postings(), await villages()]).toEqual([[], [], []])
  })

  test('one rejected row: nothing is written', async () => {
    expect(await rejectedBy(...WORLD, { ...LI, 账号: 'x', 驻村开始: '' })).toEqual(['7 工作队员要写驻村开始'])
    expect(await people()).toEqual([])
  })

  test('a file that cannot be read writes nothing', async () => {
    await expect(importRoster(database, Buffer.from('x'), 'a.doc', AT)).rejects.toThrow(RosterFileError)
  })

  describe('a person', () => {
    test('gets another phone, and what was not known before', async () => {
      await load(ZHANG)
      const report = await load({ ...ZHANG, 手机: '138-0000-0009', 出生日期: '1988-02-09' })
      expect(report.outcomes).toEqual([
        {
          line: 2,
          what: 'changed',
          text: '张三,柳湾村 第一书记(2026-06-01 起);手机 13800000001 → 13800000009;出生日期 无 → 1988-02-09',
        },
      ])
      expect(await people()).toMatchObject([{ mobile: '13800000009', birthDate: '1988-02-09' }])
    })

    test('may have several roles, each in a row of its own', async () => {
      await load(ZHANG, { ...ZHANG, 职务: '工作队长' }, { ...DU, 账号: 'zhangsan', 姓名: '张三', 手机: '' })
      expect(await people()).toHaveLength(1)
      expect((await postings()).map(({ role }) => role)).toEqual([
        'first_secretary',
        'team_leader',
        'district_admin',
      ])
    })

    test('is not two people of one account', async () => {
      expect(await rejectedBy(ZHANG, { ...LI, 账号: 'zhangsan' })).toEqual([
        '3 账号 zhangsan 在第 2 行是张三,这里是李四',
      ])
    })

    test('whose rows disagree about the phone keeps the first, with a warning', async () => {
      const report = await load(ZHANG, { ...ZHANG, 职务: '工作队长', 手机: '13800000009' })
      expect(texts(report)).toContain('3 张三的手机前面写的是13800000001,这里是13800000009;用前面的')
      expect(await people()).toMatchObject([{ mobile: '13800000001' }])
    })

    test('who gets another name under the same account is renamed, with a warning', async () => {
      await load(ZHANG)
      expect(texts(await load({ ...ZHANG, 姓名: '张三丰' }))).toContain(
        '2 账号 zhangsan 原来是张三,现在改为张三丰',
      )
      expect(await people()).toMatchObject([{ name: '张三丰' }])
    })

    test('without an account is known by village and name', async () => {
      const other = { ...WANG, ...PINE }
      await load(WANG, { ...WANG, 职务: '村干部' }, other)
      expect((await people()).map(({ identity }) => identity)).toEqual([
        '青石乡/柳湾村/王大山',
        '青石乡/松坡村/王大山',
      ])
    })

    test('above the villages and without an account is known by township, unit or name', async () => {
      await load(
        { ...QIAN, 账号: '' },
        { ...DU, 账号: '' },
        { ...DU, 账号: '', 姓名: '陈/同', 职务: '派出单位联络人', 派出单位: '区水务局' },
      )
      expect((await people()).map(({ identity }) => identity)).toEqual([
        '青石乡//钱安',
        '//杜明',
        '//区水务局/陈／同',
      ])
    })

    test('who gets an account later stays the same person', async () => {
      await load(WANG)
      const [before] = await people()
      const report = await load({ ...WANG, 账号: 'WangDS' })
      expect(report.outcomes[0]?.text).toBe('王大山,柳湾村 村党支部书记;账号 无 → wangds')
      expect(await people()).toEqual([{ ...before, identity: '@wangds', userid: 'wangds' }])
      expect(await postings()).toHaveLength(1)
    })

    test('whose account a later file leaves out stays the same person', async () => {
      await load({ ...WANG, 账号: 'wangds' })
      const report = await load(WANG)
      expect(countOutcomes(report)).toMatchObject({ left: 1 })
      expect(texts(report)).toContain('2 王大山没有写账号,当作已有的账号 wangds')
    })

    test('with the account in one row only is one person', async () => {
      const report = await load({ ...WANG, 职务: '村干部' }, { ...WANG, 账号: 'wangds' })
      expect(await people()).toMatchObject([{ identity: '@wangds' }])
      expect(texts(report)).toContain('2 王大山这一行没有账号,当作同一处的同名人(账号 wangds)')
    })

    test('without an account among two namesakes is rejected', async () => {
      const twins = [
        { ...WANG, 账号: 'w1' },
        { ...WANG, 账号: 'w2', 职务: '村干部' },
      ]
      expect(await rejectedBy(...twins, { ...WANG, 职务: '村干部' })).toEqual([
        '4 这里有两位王大山,请写上账号',
      ])
      await load(...twins)
      expect(await rejectedBy(WANG)).toEqual(['2 名册里的王大山已有账号 w1、w2,请在这一行写上'])
    })

    test('with another account beside a namesake of the village is somebody else, with a warning', async () => {
      await load(LI)
      const report = await load({ ...LI, 账号: 'lisi2' })
      expect(await people()).toHaveLength(2)
      expect(texts(report).join()).toContain('2 这里还有一位李四(账号 lisi),按两个人处理')
    })
  })

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

  describe('villages', () => {
    const here = { ...ZHANG, 纬度: '25.1', 经度: '99.2' }
    test('get coordinates, and other ones later', async () => {
      await load(ZHANG)
      await load(here)
      const report = await load({ ...here, 纬度: '25.3' })
      expect(report.outcomes[0]?.text).toContain('柳湾村坐标 25.1,99.2 → 25.3,99.2')
      expect(await villages()).toMatchObject([{ latitude: 25.3, longitude: 99.2 }])
    })

    test('with two coordinates keep the first, with a warning', async () => {
      const report = await load(here, { ...LI, 纬度: '25.2', 经度: '99.2' })
      expect(texts(report)).toContain('3 柳湾村的坐标第 2 行写的是 25.1,99.2,这里是 25.2,99.2;用前面的')
      expect(await villages()).toMatchObject([{ latitude: 25.1 }])
    })

    test('far away bring a warning', async () => {
      expect(texts(await load({ ...ZHANG, 纬度: '0', 经度: '0' }))).toContain(
        '2 柳湾村的坐标「0,0」不在国内,请核对',
      )
    })
  })

  describe('what is missing', () => {
    const missing = (report: RosterReport) =>
      report.warnings.filter(({ line }) => line === null).map(({ text }) => text)

    test('is counted and named', async () => {
      const contact = { ...DU, 账号: 'ct', 姓名: '陈同', 职务: '派出单位联络人', 派出单位: '区水务局' }
      expect(missing(await load(LI, { ...LI, 账号: 'b', ...PINE, 驻村开始: '2026-07-01' }, contact))).toEqual(
        [
          '2 支工作队没有第一书记:青石乡柳湾村、青石乡松坡村',
          '2 个村没有村党支部书记:青石乡柳湾村、青石乡松坡村',
          '1 个乡镇没有能收到消息的乡镇管理员:青石乡',
          '1 个派出单位有联络人,名册里却没有它的人:区水务局',
          '没有能收到消息的区级管理员:到了区一级的事没有人知道',
        ],
      )
    })

    test('is nothing when the rest is already stored', async () => {
      await load(...WORLD)
      expect(missing(await load({ ...LI, 账号: 'new', 姓名: '新人' }))).toEqual([])
    })

    test('is who is ended by this file', async () => {
      await load(...WORLD)
      expect(missing(await load({ ...ZHANG, 驻村开始: '2026-06-01', 驻村结束: '2026-06-01' }))).toEqual([])
      const report = await importRoster(
        database,
        bytesOf([ZHANG].map((row) => ({ ...row, 驻村结束: '2026-06-01' }))),
        'a.csv',
        AT + 86_400_000,
      )
      expect(missing(report)).toEqual(['1 支工作队没有第一书记:青石乡柳湾村'])
    })

    test('is an admin whom no message reaches', async () => {
      expect(missing(await load(ZHANG, WANG, DU, { ...QIAN, 账号: '' }))).toEqual([
        '1 个乡镇没有能收到消息的乡镇管理员:青石乡',
      ])
    })
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
