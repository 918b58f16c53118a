import { DailyReport, type Difficulty, type Plan, type WorkItem } from '../../entities'
import { grouped } from '../decide/grouped'
import { batchOf, type Shelf } from './batch'
import type { Db } from './database'
import { filled, insertNewRows, insertRows, marks } from './rows'

/** What is kept in the frame of a team's day. */
type Framed = typeof WorkItem | typeof Plan | typeof Difficulty

export interface InReport {
  entity: Framed
  villageId: number
  day: string
  /** When it was said. */
  at: number
  row: Record<string, unknown>
}

/** Rows of a batch that wait for the ids of their reports. */
export interface ReportShelf extends Shelf {
  add(rows: readonly InReport[]): void
}

const TABLES = ['work_item', 'plan', 'difficulty', 'daily_report']

export function reportShelf(): ReportShelf {
  let waiting: InReport[] = []
  return {
    add(rows) {
      waiting.push(...rows)
    },
    async write(db, query) {
      if (waiting.length === 0 || (query !== undefined && !TABLES.some((table) => query.includes(table))))
        return
      const all = waiting
      waiting = []
      await writeInReports(db, all)
    },
    changed: () => undefined,
  }
}

/** Keeps a row in the report of a team's day, which is made when the first needs it. */
export async function keepInReport(db: Db, row: InReport): Promise<void> {
  const batch = batchOf(db)
  if (batch === undefined) await writeInReports(db, [row])
  else batch.reports.add([row])
}

const nameOf = ({ villageId, day }: Pick<InReport, 'villageId' | 'day'>) => `${villageId} ${day}`

async function writeInReports(db: Db, rows: readonly InReport[]): Promise<void> {
  const ids = await reportsOf(db, rows)
  for (const [entity, mine] of grouped(rows, (each) => each.entity)) {
    await insertRows(
      db,
      entity,
      mine.map((each) => ({ ...each.row, reportId: ids.get(nameOf(each)) })),
    )
  }
}

/** The id of a report; what was kept in it waits no longer. */
export async function reportOf(db: Db, frame: Pick<InReport, 'villageId' | 'day' | 'at'>): Promise<number> {
  const id = (await reportsOf(db, [frame])).get(nameOf(frame))
  if (id === undefined) throw new Error(`no report of ${nameOf(frame)}`)
  return id
}

async function reportsOf(
  db: Db,
  frames: readonly Pick<InReport, 'villageId' | 'day' | 'at'>[],
): Promise<Map<string, number>> {
  const before = await findReports(db, frames)
  // In one order in every process, so that none waits for another crosswise.
  const missing = new Map(
    frames.filter((frame) => !before.has(nameOf(frame))).map((frame) => [nameOf(frame), frame]),
  )
  if (missing.size === 0) return before
  const made = [...missing.values()].sort((a, b) => a.villageId - b.villageId || (a.day < b.day ? -1 : 1))
  await insertNewRows(
    db,
    DailyReport,
    made.map(({ villageId, day, at }) => ({ villageId, day, createdAt: at })),
  )
  return findReports(db, frames)
}

async function findReports(
  db: Db,
  frames: readonly Pick<InReport, 'villageId' | 'day'>[],
): Promise<Map<string, number>> {
  const villages = filled([...new Set(frames.map(({ villageId }) => villageId))])
  const days = filled([...new Set(frames.map(({ day }) => day))])
  const rows = await db.query<{ id: number; villageId: number; day: string }[]>(
    `SELECT id, villageId, day FROM daily_report
     WHERE villageId IN (${marks(villages)}) AND day IN (${marks(days)})`,
    [...villages, ...days],
  )
  return new Map(rows.map((row) => [nameOf(row), row.id]))
}
