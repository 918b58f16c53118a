import type { Database, Db } from '../record/database'
import { dayOf } from '../time'
import { applyPlan } from './apply'
import { checkRows, type Rejection, type Warning } from './check'
import { findGaps } from './gaps'
import { type FilePerson, gatherPeople } from './people'
import { planRoster } from './plan'
import { readRoster } from './read'
import type { RosterReport } from './report'
import { findStored } from './stored'
import type { RosterTable } from './table'

export { ROLE_NAMES } from './columns'
export { countOutcomes, reportLines, type RosterReport } from './report'
export { RosterFileError } from './table'

export interface ImportOptions {
  /** Look, say what would happen, write nothing. */
  dryRun?: boolean
  /** In whose day it is decided which postings are over; Asia/Shanghai unless told. */
  timezone?: string
}

/**
 * Imports a roster (contract 4): `bytes` of the .csv or .xlsx file `filename`, at the instant `at`. All rows are
 * written in one transaction, or none when one is rejected; the same file again changes nothing.
 * Throws RosterFileError when the file as a whole cannot be used.
 */
export async function importRoster(
  database: Database,
  bytes: Buffer,
  filename: string,
  at: number,
  { dryRun = false, timezone = 'Asia/Shanghai' }: ImportOptions = {},
): Promise<RosterReport> {
  const table = await readRoster(bytes, filename)
  const checked = checkRows(table)
  const gathered = gatherPeople(checked.rows)
  const before = [...checked.rejected, ...gathered.rejected]
  const doubtful = besideRejected(table, before)

  const work = async (db: Db): Promise<RosterReport> => {
    const stored = await findStored(db, gathered.people)
    const plan = planRoster(gathered.people, stored)
    const rejected = [...before, ...plan.rejected.filter(({ line }) => !doubtful.has(line))]
    const written = !dryRun && rejected.length === 0
    if (written) await applyPlan(db, plan, at)
    const repeated = gathered.repeated.map(({ row, as }) => ({
      line: row.line,
      what: 'left' as const,
      text: `${row.name},同第 ${String(as)} 行`,
    }))
    return {
      dryRun,
      written,
      unknownColumns: table.unknownColumns,
      outcomes: [...plan.outcomes, ...repeated].sort(byLine),
      rejected: rejected.sort(byLine),
      warnings: [
        ...[...checked.warnings, ...gathered.warnings, ...plan.warnings, ...unspoken(gathered.people)].sort(
          byLine,
        ),
        ...findGaps(plan, stored, dayOf(at, timezone)),
      ],
    }
  }
  return dryRun ? work(database.db) : database.inTransaction(work)
}

const byLine = (a: { line: number | null }, b: { line: number | null }) =>
  (a.line ?? Infinity) - (b.line ?? Infinity)

/** Lines of people with another, rejected row: that row may be the one that ends their other posting. */
function besideRejected({ rows }: RosterTable, rejected: readonly Rejection[]): Set<number> {
  const lines = new Set(rejected.map(({ line }) => line))
  const names = new Set(rows.flatMap(({ line, cells }) => (lines.has(line) ? (cells.姓名 ?? []) : [])))
  return new Set(rows.filter(({ cells }) => names.has(cells.姓名 ?? '')).map(({ line }) => line))
}

/** Who has no account is never asked: others speak for them, and they are named with a phone. */
function unspoken(people: readonly FilePerson[]): Warning[] {
  return people
    .filter(({ userid }) => userid === null)
    .map(({ name, about, rows }) => ({
      line: rows[0]?.line ?? null,
      text: `${name}没有账号:机器人不给本人发消息,由别人代说${about.mobile === null ? ';也没有手机,找人时没有电话可打' : ''}`,
    }))
}
