import type { Database } from '../../src/record/database'

/** Different in every process, or in every minute in which one died; the memory of a process itself. */
const VOLATILE = new Set(['id', 'claimedBy', 'claimedAt', 'attempts', 'msgid'])

/** Columns that name a row of another table: by how manieth it is there, since a rollback leaves gaps in the numbers. */
const NAMED: Readonly<Record<string, string>> = {
  messageId: 'message',
  settledByMessageId: 'message',
  closedByMessageId: 'message',
  caseId: 'search_case',
  reportId: 'daily_report',
  workItemId: 'work_item',
  areaId: 'area_incident',
}

type Row = Record<string, unknown>

/** Everything stored, table by table, without what no reader can see. */
export async function finalState({ source, db }: Database): Promise<Record<string, string[]>> {
  const rows = new Map<string, Row[]>()
  const places = new Map<string, Map<unknown, number>>()
  for (const { tableName, target, primaryColumns } of source.entityMetadatas) {
    const [key] = primaryColumns
    const found = (await db.find(
      target,
      key === undefined ? {} : { order: { [key.propertyName]: 'ASC' } },
    )) as Row[]
    rows.set(tableName, found)
    places.set(tableName, new Map(found.map(({ id }, place) => [id, place])))
  }
  const shown = (row: Row) =>
    JSON.stringify(row, (column, value: unknown) => {
      if (VOLATILE.has(column)) return undefined
      const table = NAMED[column]
      if (table !== undefined && value !== null) return places.get(table)?.get(value)
      // Keys hold numbers of cases and messages; what they are about stands in the other columns.
      return typeof value === 'string' && /key|reason/i.test(column) ? value.replace(/\d+/g, '#') : value
    })
  return Object.fromEntries([...rows].map(([table, found]) => [table, found.map(shown)]))
}
