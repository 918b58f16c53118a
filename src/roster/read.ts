import { extname } from 'node:path'
import { readCsv } from './csv'
import { RosterFileError, type RosterTable, tableFrom } from './table'
import { readXlsx } from './xlsx'

const MOST_BYTES = 128 * 1024 * 1024
const startsWith = (bytes: Buffer, magic: string) =>
  bytes.subarray(0, magic.length).equals(Buffer.from(magic, 'latin1'))

/** The roster in a .csv or .xlsx file: the name says that it is one, the content says which. Throws RosterFileError. */
export async function readRoster(bytes: Buffer, filename: string): Promise<RosterTable> {
  const extension = extname(filename).toLowerCase()
  if (bytes.length === 0) throw new RosterFileError('文件是空的。')
  if (bytes.length > MOST_BYTES) throw new RosterFileError('文件太大(超过 128 MB),不像一份名册。')
  if (extension === '.xls' || startsWith(bytes, '\xd0\xcf\x11\xe0'))
    throw new RosterFileError('这是旧版 .xls 或带密码的表格,读不了。请去掉密码,另存为 .xlsx 或 .csv 再导入。')
  if (extension !== '.csv' && extension !== '.xlsx')
    throw new RosterFileError('名册要用 .xlsx 或 .csv 文件。请另存为其中一种再导入。')
  if (startsWith(bytes, 'PK')) return tableFrom(await readXlsx(bytes))
  if (startsWith(bytes, '%PDF') || /^\s*<(!doctype|html|table|\?xml)/i.test(bytes.toString('latin1', 0, 200)))
    throw new RosterFileError('文件里不是表格(是 PDF 或网页)。请另存为 .xlsx 或 .csv 再导入。')
  return tableFrom(readCsv(bytes))
}
