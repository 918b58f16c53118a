import iconv from 'iconv-lite'
import { readRoster } from '../../src/roster/read'
import { RosterFileError } from '../../src/roster/table'
import { xlsxOf } from './files'

const CSV = '账号,姓名,职务,乡镇\r\nqa,钱安,乡镇管理员,青石乡\r\n'
const ROW = { line: 2, cells: { 账号: 'qa', 姓名: '钱安', 职务: '乡镇管理员', 乡镇: '青石乡' } }

const read = (text: string | Buffer, name = 'roster.csv') => readRoster(Buffer.from(text), name)
const rowsOf = async (text: string) => (await read(text)).rows

describe('a .csv file', () => {
  test.each<[string, Buffer, number?]>([
    ['UTF-8', Buffer.from(CSV)],
    ['UTF-8 with a byte order mark', Buffer.from(`\uFEFF${CSV}`)],
    ['GBK', iconv.encode(CSV, 'gbk')],
    ['GB18030', iconv.encode(CSV, 'gb18030')],
    ['UTF-16 with a byte order mark', iconv.encode(CSV, 'utf-16le', { addBOM: true })],
    ['Unix line ends', Buffer.from(CSV.replaceAll('\r\n', '\n'))],
    ['tabs between the cells', Buffer.from(CSV.replaceAll(',', '\t'))],
    ['semicolons between the cells', Buffer.from(CSV.replaceAll(',', ';'))],
    ['a separator hint of Excel above', Buffer.from(`sep=;\n${CSV.replaceAll(',', ';')}`), 3],
    ['no line end after the last row', Buffer.from(CSV.trimEnd())],
    ['every cell quoted', Buffer.from(CSV.replace(/[^,\r\n]+/g, '"$&"'))],
  ])('is read: %s', async (_, bytes, line = 2) => {
    expect((await read(bytes)).rows).toEqual([{ ...ROW, line }])
  })

  test('keeps rare characters that only GB18030 has', async () => {
    const bytes = iconv.encode('姓名,职务\n𬭚娃,区级管理员\n', 'gb18030')
    expect((await read(bytes)).rows[0]?.cells.姓名).toBe('𬭚娃')
  })

  test('may have commas, quotes and line breaks inside quotes, and lines keep their spreadsheet number', async () => {
    const text = '姓名,职务,派出单位\n甲,村干部,"一局, ""二科""\n三楼"\n\n,,\n乙,村干部,\n'
    expect(await rowsOf(text)).toEqual([
      { line: 2, cells: { 姓名: '甲', 职务: '村干部', 派出单位: '一局, "二科" 三楼' } },
      { line: 5, cells: { 姓名: '乙', 职务: '村干部' } },
    ])
  })

  test('may have rows shorter and longer than the headings', async () => {
    expect(await rowsOf('姓名,职务,手机\n甲,村干部\n乙,村干部,1,2,3\n')).toEqual([
      { line: 2, cells: { 姓名: '甲', 职务: '村干部' } },
      { line: 3, cells: { 姓名: '乙', 职务: '村干部', 手机: '1' } },
    ])
  })
})

describe('headings', () => {
  test('may stand in any order, with spaces, notes in brackets, stars and colons', async () => {
    const table = await read(
      ' 职 务 ,*姓名,村(社区),驻村结束(可空),乡镇:\n村干部,甲,柳湾村,2026-06-01,青石乡\n',
    )
    expect([...table.columns]).toEqual(['职务', '姓名', '村', '驻村结束', '乡镇'])
    expect(table.rows[0]?.cells).toEqual({
      职务: '村干部',
      姓名: '甲',
      村: '柳湾村',
      驻村结束: '2026-06-01',
      乡镇: '青石乡',
    })
  })

  test('may stand under a title', async () => {
    const table = await read('驻村工作队名册,,\n\n姓名,职务\n甲,村干部\n')
    expect(table.rows).toEqual([{ line: 4, cells: { 姓名: '甲', 职务: '村干部' } }])
  })

  test('nobody knows are reported as written, and their cells are ignored', async () => {
    const table = await read('序号,姓名,职务,备注(可空),\n1,甲,村干部,好,\n2,,,,\n')
    expect(table.unknownColumns).toEqual(['序号', '备注(可空)'])
    expect(table.rows).toEqual([{ line: 2, cells: { 姓名: '甲', 职务: '村干部' } }])
  })
})

describe('an .xlsx file', () => {
  test('gives dates, numbers and texts as they look, from its first sheet, with the rows as the sheet counts them', async () => {
    const bytes = await xlsxOf(
      {
        sheet: '名册',
        data: [
          ['姓名', '手机', '账号', '驻村开始', '出生日期', '职务', '纬度'].map((value) => ({ value })),
          [],
          [
            { value: '张 三' },
            { value: 13800000001, type: Number },
            { value: 10023, type: Number },
            { value: new Date('2026-06-01T00:00:00Z'), type: Date, format: 'yyyy"年"m"月"d"日"' },
            { value: new Date('1990-01-31T00:00:00Z'), type: Date, format: 'yyyy/m/d' },
            { value: '工作队员' },
            { value: 25.1, type: Number },
          ],
          [{ value: '李四' }, { value: '' }, { value: '1E5' }, null, null, { value: '村干部' }],
        ],
      },
      { sheet: '说明', data: [[{ value: '不要读我' }]] },
    )
    expect((await read(bytes, '名册.XLSX')).rows).toEqual([
      {
        line: 3,
        cells: {
          姓名: '张三',
          手机: '13800000001',
          账号: '10023',
          驻村开始: '2026-06-01',
          出生日期: '1990-01-31',
          职务: '工作队员',
          纬度: '25.1',
        },
      },
      { line: 4, cells: { 姓名: '李四', 账号: '1E5', 职务: '村干部' } },
    ])
  })

  test('is told by its content when it is called .csv', async () => {
    const bytes = await xlsxOf({
      sheet: '名册',
      data: [
        [{ value: '姓名' }, { value: '职务' }],
        [{ value: '甲' }, { value: '村干部' }],
      ],
    })
    expect((await read(bytes, '名册.csv')).rows).toHaveLength(1)
  })
})

describe('a file that is no roster', () => {
  const OLD_EXCEL = Buffer.from('d0cf11e0a1b11ae1', 'hex')
  test.each([
    ['an empty file', '', 'a.csv', '文件是空的'],
    ['only blank cells', ' , \n,,\n', 'a.csv', '文件里没有内容'],
    ['only headings', '姓名,职务\n', 'a.csv', '一个人也没有'],
    ['a heading missing', '姓名,手机\n甲,1\n', 'a.csv', '缺少列:职务。读到的第一行是:「姓名」「手机」'],
    ['a heading twice', '姓名,职务,姓名\n甲,村干部,乙\n', 'a.csv', '「姓名」这一列写了两次'],
    ['a quote that never ends', '姓名,职务\n"甲,村干部\n', 'a.csv', '引号'],
    ['an unknown encoding', Buffer.from([0xff, 0xff, 0x80, 0x0a]), 'a.csv', '认不出文件的编码'],
    ['a binary file', Buffer.from('姓名,职务\0\n甲,村干部'), 'a.csv', '不是 .csv'],
    ['an old .xls', OLD_EXCEL, 'a.xls', '旧版 .xls'],
    ['an old .xls called .xlsx', OLD_EXCEL, 'a.xlsx', '旧版 .xls'],
    ['a PDF called .xlsx', '%PDF-1.7', 'a.xlsx', '不是表格'],
    ['a web page called .csv', '\n<html><table>', 'a.csv', '不是表格'],
    ['another kind of file', CSV, 'a.docx', '名册要用 .xlsx 或 .csv'],
    ['a file without an extension', CSV, 'roster', '名册要用 .xlsx 或 .csv'],
    ['a broken .xlsx', 'PK\x03\x04garbage', 'a.xlsx', '读不了这个 .xlsx 文件'],
  ])('is refused with what to do: %s', async (_, content, name, message) => {
    const reading = read(content, name)
    await expect(reading).rejects.toThrow(RosterFileError)
    await expect(reading).rejects.toThrow(message)
  })

  test('is refused before it fills the memory: an archive that unpacks to gigabytes', async () => {
    const entry = Buffer.alloc(46)
    entry.write('PK\x01\x02', 'latin1')
    entry.writeUInt32LE(4_000_000_000, 24)
    await expect(read(Buffer.concat([Buffer.from('PK\x03\x04'), entry]), 'a.xlsx')).rejects.toThrow('太大')
  })

  test('is refused when an .xlsx is a Word document', async () => {
    const bytes = await xlsxOf({ sheet: 'x', data: [[{ value: 'y' }]] })
    await expect(
      read(Buffer.from(bytes.toString('latin1').replaceAll('workbook', 'document'), 'latin1'), 'a.xlsx'),
    ).rejects.toThrow(RosterFileError)
  })
})
