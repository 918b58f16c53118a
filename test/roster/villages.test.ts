import { importRoster, type RosterReport } from '../../src/roster'
import { eachDatabase } from '../databases'
import { bytesOf } from './files'
import { AT, DU, LI, PINE, QIAN, WANG, WORLD, ZHANG, rosterIn, texts } from './world'

eachDatabase((_, open) => {
  const { load, villages, database } = rosterIn(open)

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
        database(),
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
})
