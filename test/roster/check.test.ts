import { checkRows } from '../../src/roster/check'
import { RosterFileError, tableFrom } from '../../src/roster/table'
import { type Row, without } from './files'

const MEMBER = {
  账号: 'lisi',
  姓名: '李四',
  手机: '13800000002',
  职务: '工作队员',
  乡镇: '青石乡',
  村: '柳湾村',
  派出单位: '区住建局',
  驻村开始: '2026-06-01',
  驻村结束: '',
  出生日期: '',
  纬度: '',
  经度: '',
}

function checked(...rows: Row[]) {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return checkRows(tableFrom([columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))]))
}

test('a full row is read cell by cell', () => {
  const row = {
    ...MEMBER,
    账号: 'LiSi',
    手机: '+86 138-0000-0002',
    政治面貌: '中共党员',
    出生日期: '1988/2/9',
    驻村结束: '2028年5月31日',
    纬度: '25.1',
    经度: '99.2',
  }
  expect(checked(row)).toEqual({
    rejected: [],
    warnings: [],
    rows: [
      {
        line: 2,
        userid: 'lisi',
        name: '李四',
        mobile: '13800000002',
        role: 'team_member',
        township: '青石乡',
        village: '柳湾村',
        unit: null,
        sendingUnit: '区住建局',
        politicalStatus: '中共党员',
        birthDate: '1988-02-09',
        fromDay: '2026-06-01',
        toDay: '2028-05-31',
        latitude: 25.1,
        longitude: 99.2,
      },
    ],
  })
})

describe('a row is rejected', () => {
  test.each([
    [{ 姓名: '' }, '没有姓名'],
    [{ 职务: '' }, '没有职务'],
    [{ 职务: '书记' }, '不认识职务「书记」,只能是:第一书记、工作队长、'],
    [{ 乡镇: '' }, '工作队员要写乡镇'],
    [{ 村: '' }, '工作队员要写村'],
    [{ 驻村开始: '' }, '工作队员要写驻村开始'],
    [{ 职务: '第一书记', 村: '', 驻村开始: '' }, '第一书记要写村;第一书记要写驻村开始'],
    [{ 职务: '村干部', 村: '' }, '村干部要写村'],
    [{ 职务: '村党支部书记', 乡镇: '' }, '村党支部书记要写乡镇'],
    [{ 职务: '乡镇管理员', 乡镇: '' }, '乡镇管理员要写乡镇'],
    [{ 职务: '派出单位联络人', 派出单位: '' }, '派出单位联络人要写派出单位'],
    [{ 账号: '无' }, '账号「无」不像企业微信账号'],
    [{ 驻村开始: '六月初' }, '驻村开始「六月初」不是日期,请写成 2026-06-01'],
    [{ 驻村结束: '2026-06-31' }, '驻村结束「2026-06-31」不是日期'],
    [{ 出生日期: '1988.2' }, '出生日期「1988.2」不是日期'],
    [{ 驻村结束: '2026-05-31' }, '驻村结束早于驻村开始'],
    [{ 纬度: '95', 经度: '99' }, '纬度「95」不对,应在 -90 到 90 之间'],
    [{ 纬度: '99.2', 经度: '25.1' }, '是不是和经度写反了'],
    [{ 纬度: '25.1', 经度: '199.2' }, '经度「199.2」不对,应在 -180 到 180 之间'],
    [{ 纬度: '25.1' }, '纬度和经度要一起写'],
    [{ 姓名: '李'.repeat(61) }, '姓名太长,最多 60 个字'],
    [{ 派出单位: '局'.repeat(121) }, '派出单位太长,最多 120 个字'],
  ])('with the reason: %j', (change, reason) => {
    const { rows, rejected } = checked(MEMBER, { ...MEMBER, ...change })
    expect(rows.map(({ line }) => line)).toEqual([2])
    expect(rejected).toEqual([{ line: 3, reason: expect.stringContaining(reason) as string }])
  })
})

describe('a row is accepted', () => {
  test.each([
    [{ 驻村结束: '2026-06-01' }],
    [{ 账号: '' }],
    [{ 手机: '', 派出单位: '' }],
    [{ 职务: '村干部', 驻村开始: '' }],
    [{ 职务: '乡镇管理员', 村: '', 驻村开始: '' }],
    [{ 职务: '区级管理员', 乡镇: '', 村: '', 驻村开始: '' }],
    [{ 职务: '意见受理人', 乡镇: '', 村: '', 驻村开始: '' }],
    [{ 职务: '派出单位联络人', 乡镇: '', 村: '', 驻村开始: '' }],
  ])('with %j', (change) => {
    const { rows, rejected } = checked({ ...MEMBER, ...change })
    expect(rejected).toEqual([])
    expect(rows).toHaveLength(1)
  })
})

test('a malformed phone is kept as written, with a warning', () => {
  const { rows, warnings } = checked({ ...MEMBER, 手机: '138 0000' })
  expect(rows[0]?.mobile).toBe('138 0000')
  expect(warnings).toEqual([{ line: 2, text: '李四的手机「138 0000」不像电话号码,照原样存下' }])
})

test('a place that the role does not need is left out', () => {
  const { rows } = checked({ ...MEMBER, 职务: '区级管理员', 纬度: '25.1', 经度: '99.2' })
  expect(rows[0]).toMatchObject({ township: null, village: null, latitude: null, longitude: null })
})

test('the unit of a contact is whom it follows, not where it comes from', () => {
  expect(checked({ ...MEMBER, 职务: '派出单位联络人' }).rows[0]).toMatchObject({
    unit: '区住建局',
    sendingUnit: null,
  })
})

test('an end that is empty is open, an end without a column is not said', () => {
  expect(checked(MEMBER).rows[0]?.toDay).toBeNull()
  expect(checked(without(MEMBER, '驻村结束')).rows[0]?.toDay).toBeUndefined()
})

test('a column that a role in the file needs stops the whole file when it is missing', () => {
  const row = without(MEMBER, '驻村开始', '乡镇')
  expect(() => checked(row)).toThrow(RosterFileError)
  expect(() => checked(row)).toThrow('缺少列:乡镇、驻村开始')
})

test('a column that no role in the file needs may be missing', () => {
  expect(checked({ 姓名: '杜明', 职务: '区级管理员' }).rows).toHaveLength(1)
})
