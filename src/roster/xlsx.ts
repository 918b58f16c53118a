import { InvalidInputError, readSheet } from 'read-excel-file/node'
import { type Grid, RosterFileError } from './table'

/** Far above any roster, far below what would fill the memory. */
const MOST_UNPACKED = 512 * 1024 * 1024
const DIRECTORY_ENTRY = Buffer.from('PK\x01\x02', 'latin1')

/** The unpacked size of a zip archive as its directory declares it. */
function unpackedSize(bytes: Buffer): number {
  let size = 0
  let at = bytes.indexOf(DIRECTORY_ENTRY)
  while (at !== -1 && at + 28 <= bytes.length) {
    size += bytes.readUInt32LE(at + 24)
    at = bytes.indexOf(DIRECTORY_ENTRY, at + 46)
  }
  return size
}

/** The first sheet of an .xlsx file: dates as `YYYY-MM-DD`, numbers in their shortest digits. Throws RosterFileError. */
export async function readXlsx(bytes: Buffer): Promise<Grid> {
  if (unpackedSize(bytes) > MOST_UNPACKED) throw new RosterFileError('文件展开后太大,不像一份名册。')
  try {
    const rows: unknown[][] = await readSheet(bytes, { parseNumber: plainNumber })
    return rows.map((row) => row.map(cellText))
  } catch (error) {
    const hint = error instanceof InvalidInputError ? '它不是 Excel 表格,或者已经损坏' : '它可能已经损坏'
    throw new RosterFileError(
      `读不了这个 .xlsx 文件:${hint}。请在 Excel 或 WPS 里打开,另存为 .xlsx 再导入。`,
      {
        cause: error,
      },
    )
  }
}

function cellText(value: unknown): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10)
  return typeof value === 'string' || typeof value === 'boolean' ? String(value) : ''
}

/** Spreadsheets may store 13800000000 as 1.38E10 and 25.1 as 25.100000000000001. */
function plainNumber(digits: string): string {
  if (/^-?\d+$/.test(digits)) return digits
  const number = Number(digits)
  return Number.isSafeInteger(number) ? BigInt(number).toString() : String(number)
}
