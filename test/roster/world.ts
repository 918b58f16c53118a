import { Person, Posting, Village } from '../../entities'
import { importRoster, type RosterReport } from '../../src/roster'
import type { OpenDatabase, TestDatabase } from '../databases'
import { bytesOf, type Row } from './files'

export const AT = Date.parse('2026-06-01T08:00:00+08:00')

export const WILLOW = { 乡镇: '青石乡', 村: '柳湾村' }
export const PINE = { 乡镇: '青石乡', 村: '松坡村' }
export const ZHANG = {
  账号: 'ZhangSan',
  姓名: '张三',
  手机: '13800000001',
  职务: '第一书记',
  ...WILLOW,
  驻村开始: '2026-06-01',
  驻村结束: '',
}
export const LI = { ...ZHANG, 账号: 'lisi', 姓名: '李四', 手机: '13800000002', 职务: '工作队员' }
export const WANG = { 账号: '', 姓名: '王大山', 手机: '13900000001', 职务: '村党支部书记', ...WILLOW }
export const QIAN = { 账号: 'qa', 姓名: '钱安', 手机: '13900000002', 职务: '乡镇管理员', 乡镇: '青石乡' }
export const DU = { 账号: 'dm', 姓名: '杜明', 手机: '13900000003', 职务: '区级管理员' }
export const WORLD = [ZHANG, LI, WANG, QIAN, DU]

/** Warnings as `line text`. */
export const texts = ({ warnings }: RosterReport) =>
  warnings.map(({ line, text }) => `${String(line)} ${text}`)

/** An empty database for each test, what an import does to it, and what stands in it. */
export function rosterIn(open: OpenDatabase) {
  let database: TestDatabase
  beforeEach(async () => {
    database = await open()
  })
  afterEach(() => database.close())

  const load = (...rows: Row[]) => importRoster(database, bytesOf(rows), 'roster.csv', AT)
  const people = () => database.db.find(Person, { order: { id: 'ASC' } })
  const postings = () => database.db.find(Posting, { order: { id: 'ASC' } })
  const villages = () => database.db.find(Village, { order: { id: 'ASC' } })
  const everything = async () => [await people(), await postings(), await villages()]

  /** Postings as `name village first..last`. */
  async function spans(): Promise<string[]> {
    const places = new Map((await villages()).map(({ id, name }) => [id, name]))
    const names = new Map((await people()).map(({ id, name }) => [id, name]))
    return (await postings()).map(({ personId, villageId, fromDay, toDay }) =>
      [names.get(personId), places.get(villageId ?? 0), `${fromDay ?? ''}..${toDay ?? ''}`].join(' '),
    )
  }

  /** The reasons as `line reason`, of a file that changes nothing. */
  async function rejectedBy(...rows: Row[]): Promise<string[]> {
    const before = await everything()
    const report = await load(...rows)
    expect(report.written).toBe(false)
    expect(await everything()).toEqual(before)
    return report.rejected.map(({ line, reason }) => `${String(line)} ${reason}`)
  }
  return { database: () => database, load, people, postings, villages, everything, spans, rejectedBy }
}
