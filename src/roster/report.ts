import type { Rejection, Warning } from './check'
import type { Outcome } from './plan'

/** What an import did, or would have done. */
export interface RosterReport {
  dryRun: boolean
  /** Nothing is written when a row was rejected, or on a dry run. */
  written: boolean
  unknownColumns: string[]
  /** One entry for each row that was not rejected. */
  outcomes: Outcome[]
  rejected: Rejection[]
  warnings: Warning[]
}

const HEADINGS = { added: '新增', changed: '更改', left: '不变' } as const
type What = keyof typeof HEADINGS
const KINDS = Object.keys(HEADINGS) as What[]

export function countOutcomes(report: RosterReport): Record<What | 'rejected', number> {
  const count = (what: What) => report.outcomes.filter((outcome) => outcome.what === what).length
  return {
    added: count('added'),
    changed: count('changed'),
    left: count('left'),
    rejected: report.rejected.length,
  }
}

const at = (line: number | null) => (line === null ? '' : `第 ${String(line)} 行 `)

/** The report for the operator, line by line; the last line has the totals. */
export function reportLines(report: RosterReport): string[] {
  const lines: string[] = []
  const section = (title: string, entries: readonly string[]) => {
    if (entries.length > 0) lines.push(`${title}:`, ...entries.map((entry) => `  ${entry}`))
  }
  if (report.unknownColumns.length > 0) lines.push(`没有用到的列:${report.unknownColumns.join('、')}`)
  for (const kind of KINDS)
    section(
      HEADINGS[kind],
      report.outcomes.filter(({ what }) => what === kind).map(({ line, text }) => at(line) + text),
    )
  section(
    '提醒',
    report.warnings.map(({ line, text }) => at(line) + text),
  )
  section(
    '拒绝',
    report.rejected.map(({ line, reason }) => at(line) + reason),
  )
  const { added, changed, left, rejected } = countOutcomes(report)
  const totals = [`新增 ${String(added)}`, `更改 ${String(changed)}`, `不变 ${String(left)}`]
  lines.push(`${[...totals, `拒绝 ${String(rejected)}`].join('、')}${ending(report)}`)
  return lines
}

function ending({ rejected, dryRun, outcomes }: RosterReport): string {
  if (rejected.length > 0) return '。有拒绝的行,所以一行也没有写入;改好后整份再导入一次。'
  if (dryRun) return '。这是试运行,什么也没有写入。'
  return outcomes.every(({ what }) => what === 'left') ? '。和已有的一样,没有要写的。' : '。已写入。'
}
