import { CsvError, parse } from 'csv-parse/sync'
import { type Grid, RosterFileError } from './table'

/** UTF-8 with or without its mark, UTF-16 with one, else GB18030, which holds GBK and GB2312. Throws RosterFileError. */
export function decodeText(bytes: Buffer): string {
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030']
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch {
      // Not this one: a text in another encoding holds bytes that mean nothing here.
    }
  }
  throw new RosterFileError('认不出文件的编码。请另存为「CSV UTF-8」或 .xlsx 再导入。')
}

/** Excel writes the list separator of its country, and tabs as 「Unicode 文本」. */
function delimiterOf(text: string): string {
  const headings =
    text.split(/[\r\n]+/, 10).find((line) => line.includes('姓名') || line.includes('职务')) ?? ''
  return [',', '\t', ';'].find((delimiter) => headings.includes(delimiter)) ?? ','
}

/** Rows of a .csv file; an empty line is a row too, as in a spreadsheet. Throws RosterFileError. */
export function readCsv(bytes: Buffer): Grid {
  const text = decodeText(bytes)
  if (text.includes('\0')) throw new RosterFileError('这不是 .csv 文本文件。请另存为 .csv 或 .xlsx 再导入。')
  try {
    return parse(text, { delimiter: delimiterOf(text), relax_column_count: true, skip_empty_lines: false })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const line = typeof error['lines'] === 'number' ? `第 ${String(error['lines'])} 行附近` : ''
    throw new RosterFileError(`读不了这个 .csv 文件:${line}的引号 " 没有成对。`, { cause: error })
  }
}
