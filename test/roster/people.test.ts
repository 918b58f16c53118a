import { countOutcomes } from '../../src/roster'
import { eachDatabase } from '../databases'
import { DU, LI, PINE, QIAN, WANG, ZHANG, rosterIn, texts } from './world'

eachDatabase((_, open) => {
  const { load, people, postings, rejectedBy } = rosterIn(open)

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
})
