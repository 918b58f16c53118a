import type { Growth } from './growth'
import type { Load } from './load'
import { BARE, type Figures, READING } from './run'

/** The figures as Markdown tables, each beside what it is measured against in the same run. */

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const ms = (value: number) => value.toFixed(value < 10 ? 1 : 0)

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n')
}

/** Servers under the same load, each as a share of the one named. */
function loadTable(
  title: string,
  share: string,
  against: string,
  loads: Record<string, Load | null>,
): string {
  const base = loads[against]?.perSecond ?? Number.NaN
  const rows = Object.entries(loads).map(([name, load]) =>
    load === null
      ? [name, 'not at hand', '', '', '', '']
      : [
          name,
          load.perSecond.toFixed(0),
          (load.perSecond / base).toFixed(3),
          ms(load.p50),
          ms(load.p99),
          String(load.failed),
        ],
  )
  return table([title, 'messages/s', share, 'p50 ms', 'p99 ms', 'failed'], rows)
}

function growthTable(growth: readonly Growth[]): string {
  const [first] = growth
  const names = Object.keys(first?.p95 ?? {})
  const head = [
    'p50 / p95 ms (p50 against the first)',
    ...growth.map((g) => `${g.people} people, ${g.history}×`),
  ]
  const rows = names.map((name) => [
    name,
    ...growth.map(({ p50, p95 }) => {
      const ratio = (p50[name] ?? 0) / (first?.p50[name] ?? Number.NaN)
      return `${ms(p50[name] ?? 0)} / ${ms(p95[name] ?? 0)} (${ratio.toFixed(2)})`
    }),
  ])
  return table(head, [
    ...rows,
    ['digest pass, s', ...growth.map((g) => g.digestSeconds.toFixed(1))],
    ['messages', ...growth.map((g) => String(g.messages))],
    ['database, MB', ...growth.map((g) => g.megabytes.toFixed(0))],
  ])
}

export function tablesOf({ fsync, intake, flood, textsPerSecond, growth, soak }: Figures): string {
  const parts = [`One fsync of this disk: ${ms(fsync)} ms.`]
  if (intake !== undefined) parts.push(loadTable('intake', 'of bare Koa', BARE, intake))
  if (flood !== undefined) parts.push(loadTable('wrong signatures', 'of reading Koa', READING, flood))
  if (textsPerSecond !== undefined)
    parts.push(table(['parse', 'texts/s'], [['ordinary texts', textsPerSecond.toFixed(0)]]))
  if (growth !== undefined) parts.push(growthTable(growth))
  if (soak !== undefined) {
    const { messages, before, after, growth: grown } = soak
    const cells = [String(messages), before.toFixed(0), after.toFixed(0), grown.toFixed(2)]
    parts.push(table(['soak, messages', 'MB after a tenth', 'MB after all', 'ratio'], [cells]))
  }
  return parts.join('\n\n')
}
