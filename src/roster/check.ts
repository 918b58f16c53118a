import type { Role } from '../../entities'
import { dayFrom, degreesFrom, phoneFrom, quoted, useridFrom } from './cells'
import { type ColumnName, isVillageRole, LONGEST, neededColumns, ROLE_NAMES, roleNamed } from './columns'
import { RosterFileError, type RosterRow, type RosterTable } from './table'

/** One row with every cell read. A place that its role does not need is left out. */
export interface CheckedRow {
  line: number
  /** Folded to lower case. */
  userid: string | null
  name: string
  mobile: string | null
  role: Role
  township: string | null
  village: string | null
  /** 派出单位联络人: the unit whose people it follows. */
  unit: string | null
  sendingUnit: string | null
  politicalStatus: string | null
  birthDate: string | null
  fromDay: string | null
  /** Null: open. Undefined: the file has no column 驻村结束 and says nothing about it. */
  toDay: string | null | undefined
  /** GCJ-02 degrees of the village. */
  latitude: number | null
  longitude: number | null
}

export interface Rejection {
  line: number
  reason: string
}

export interface Warning {
  /** Null: it concerns more than one row. */
  line: number | null
  text: string
}

export interface Checked {
  rows: CheckedRow[]
  rejected: Rejection[]
  warnings: Warning[]
}

/** Rows one by one, each for itself. Throws RosterFileError when a column is missing that roles in the file need. */
export function checkRows(table: RosterTable): Checked {
  demandColumns(table)
  const checked: Checked = { rows: [], rejected: [], warnings: [] }
  for (const row of table.rows) {
    const reasons: string[] = []
    const read = checkRow(row, table, reasons, (text) => checked.warnings.push({ line: row.line, text }))
    if (read !== null && reasons.length === 0) checked.rows.push(read)
    else checked.rejected.push({ line: row.line, reason: reasons.join(';') })
  }
  return checked
}

function demandColumns({ rows, columns }: RosterTable): void {
  const roles = new Set(rows.flatMap(({ cells }) => roleNamed(cells.职务 ?? '') ?? []))
  const absent = [...roles].flatMap(neededColumns).filter((name) => !columns.has(name))
  if (absent.length > 0) throw new RosterFileError(`缺少列:${[...new Set(absent)].join('、')}。`)
}

function checkRow(
  { line, cells }: RosterRow,
  { columns }: RosterTable,
  reasons: string[],
  warn: (text: string) => void,
): CheckedRow | null {
  const name = cells.姓名
  const role = roleNamed(cells.职务 ?? '')
  if (name === undefined) reasons.push('没有姓名')
  if (cells.职务 === undefined) reasons.push('没有职务')
  else if (role === undefined)
    reasons.push(`不认识职务${quoted(cells.职务)},只能是:${Object.values(ROLE_NAMES).join('、')}`)
  for (const needed of role === undefined ? [] : neededColumns(role))
    if (cells[needed] === undefined) reasons.push(`${cells.职务 ?? ''}要写${needed}`)
  for (const [column, most] of Object.entries(LONGEST))
    if ((cells[column as ColumnName]?.length ?? 0) > most)
      reasons.push(`${column}太长,最多 ${String(most)} 个字`)

  const read = <T>(column: ColumnName, from: (text: string) => T | null, wanted: string): T | null => {
    const text = cells[column]
    const value = text === undefined ? null : from(text)
    if (text !== undefined && value === null) reasons.push(`${column}${quoted(text)}${wanted}`)
    return value
  }
  const day = (column: ColumnName) => read(column, dayFrom, '不是日期,请写成 2026-06-01')
  const userid = read('账号', useridFrom, '不像企业微信账号(字母、数字和 _-@.),没有账号就空着')
  const birthDate = day('出生日期')
  const fromDay = day('驻村开始')
  const toDay = day('驻村结束')
  if (fromDay !== null && toDay !== null && toDay < fromDay) reasons.push('驻村结束早于驻村开始')
  const swapped = Number(cells.纬度) > 90 && Number(cells.经度) <= 90 ? ',是不是和经度写反了' : ''
  const latitude = read('纬度', (text) => degreesFrom(text, 90), `不对,应在 -90 到 90 之间${swapped}`)
  const longitude = read('经度', (text) => degreesFrom(text, 180), '不对,应在 -180 到 180 之间')
  if ((cells.纬度 === undefined) !== (cells.经度 === undefined)) reasons.push('纬度和经度要一起写')
  if (role === undefined || name === undefined) return null

  const mobile = cells.手机 === undefined ? null : (phoneFrom(cells.手机) ?? cells.手机)
  if (cells.手机 !== undefined && phoneFrom(cells.手机) === null)
    warn(`${name}的手机${quoted(cells.手机)}不像电话号码,照原样存下`)
  const inVillage = isVillageRole(role)
  const isContact = role === 'unit_contact'
  return {
    line,
    userid,
    name,
    mobile,
    role,
    township: inVillage || role === 'township_admin' ? (cells.乡镇 ?? null) : null,
    village: inVillage ? (cells.村 ?? null) : null,
    unit: isContact ? (cells.派出单位 ?? null) : null,
    sendingUnit: isContact ? null : (cells.派出单位 ?? null),
    politicalStatus: cells.政治面貌 ?? null,
    birthDate,
    fromDay,
    toDay: columns.has('驻村结束') ? toDay : undefined,
    latitude: inVillage ? latitude : null,
    longitude: inVillage ? longitude : null,
  }
}
