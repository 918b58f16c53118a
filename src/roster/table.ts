import { quoted, tidy } from './cells'
import { COLUMNS, type ColumnName } from './columns'

/** Cells as text; the row at index i is line i + 1 of the spreadsheet. */
export type Grid = string[][]

export interface RosterRow {
  /** As the spreadsheet numbers it: the first row is 1. */
  line: number
  /** Tidied text; an empty cell is left out. */
  cells: Partial<Record<ColumnName, string>>
}

export interface RosterTable {
  columns: ReadonlySet<ColumnName>
  /** Headings nobody knows, as written. */
  unknownColumns: string[]
  rows: RosterRow[]
}

/** The file as a whole cannot be used; the message tells the operator what to do. */
export class RosterFileError extends Error {}

/** A title above the headings is common; further down they are not looked for. */
const HEADING_LINES = 10

/** 「村(社区)」, 「*姓名」 and 「驻村结束(可空)」 are the columns they look like. */
const heading = (text: string) =>
  tidy(text)
    .normalize('NFKC')
    .replace(/\(.*?\)|\[.*?\]|【.*?】/g, '')
    .replace(/[\s*:]/g, '')

const isColumn = (name: string): name is ColumnName => (COLUMNS as readonly string[]).includes(name)

/** Finds the headings, sorts the cells under them and leaves out rows without any. Throws RosterFileError. */
export function tableFrom(grid: Grid): RosterTable {
  const filled = grid.findIndex((row) => row.some((cell) => tidy(cell) !== ''))
  if (filled === -1) throw new RosterFileError('文件里没有内容:第一行要写列名,下面一行一个人。')
  const found = grid
    .slice(0, filled + HEADING_LINES)
    .findIndex((row) => ['姓名', '职务'].every((name) => row.map(heading).includes(name)))
  const titles = (grid[found === -1 ? filled : found] ?? []).map(tidy)
  const names = titles.map(heading)
  if (found === -1) throw new RosterFileError(missing(names, titles))

  const repeated = names.find((name, i) => isColumn(name) && names.indexOf(name) !== i)
  if (repeated !== undefined) throw new RosterFileError(`「${repeated}」这一列写了两次,请只留一列。`)

  const rows: RosterRow[] = []
  for (const [i, row] of grid.slice(found + 1).entries()) {
    const cells: RosterRow['cells'] = {}
    for (const [column, name] of names.entries()) {
      const text = tidy(row[column] ?? '')
      if (text !== '' && isColumn(name)) cells[name] = text
    }
    if (Object.keys(cells).length > 0) rows.push({ line: found + i + 2, cells })
  }
  if (rows.length === 0) throw new RosterFileError('只有列名,下面一个人也没有。')
  return {
    columns: new Set(names.filter(isColumn)),
    unknownColumns: titles.filter((title, i) => title !== '' && !isColumn(names[i] ?? '')),
    rows,
  }
}

function missing(names: string[], titles: string[]): string {
  const absent = ['姓名', '职务'].filter((name) => !names.includes(name))
  const seen = titles.filter((title) => title !== '').slice(0, 20)
  return `缺少列:${absent.join('、')}。读到的第一行是:${seen.map(quoted).join('')}。可用的列:${COLUMNS.join('、')}。`
}
