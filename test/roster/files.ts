import writeXlsxFile, { type SheetData } from 'write-excel-file/node'

/** A row of a roster by column; what is not said is empty. */
export type Row = Record<string, string>

const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** The rows as .csv text; the columns are all that any row names, in that order. */
export function csvOf(rows: readonly Row[]): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const lines = rows.map((row) => columns.map((column) => cell(row[column] ?? '')).join(','))
  return `${[columns.join(','), ...lines].join('\r\n')}\r\n`
}

export const bytesOf = (rows: readonly Row[]): Buffer => Buffer.from(csvOf(rows))

export const without = (row: Row, ...columns: string[]): Row =>
  Object.fromEntries(Object.entries(row).filter(([column]) => !columns.includes(column)))

export interface Sheet {
  sheet: string
  data: SheetData
}

/** An .xlsx workbook with these sheets. */
export const xlsxOf = (...sheets: Sheet[]): Promise<Buffer> => writeXlsxFile(sheets).toBuffer()
