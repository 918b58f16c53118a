import { grouped } from '../decide/grouped'
import type { PartTotal, Total, Totals } from '../decide/totals'
import { WORK_ORDER, workName } from './categories'
import { inert } from './inert'

/** Sums of work in words. */

type Sum = Pick<Total, 'unit' | 'count' | 'told'>

/** 12块, 3户、2人, or 2条没报数 when nothing was counted. */
export function sumsOf(sums: readonly Sum[]): string {
  const counted = sums.filter(({ unit, count }) => unit !== null || count > 0)
  const uncounted = sums.filter(({ unit, count }) => unit === null && count === 0)
  const told = uncounted.reduce((sum, row) => sum + row.told, 0)
  const numbers = counted.map(({ count, unit }) => `${count}${unit === null ? '' : inert(unit)}`).join('、')
  if (told === 0) return numbers
  return numbers === '' ? `${told}次(没报数)` : `${numbers},另有${told}次没报数`
}

const MOST_PARTS = 4

/** 有争议5块、参加38户 */
export const partsOf = (parts: readonly Omit<PartTotal, 'category'>[]) =>
  parts
    .slice(0, MOST_PARTS)
    .map(({ label, count, unit }) => `${villagerless(inert(label))}${count}${inert(unit)}`)
    .join('、')

/** A household named in a label stays its own business. */
const villagerless = (label: string) => (label.endsWith('家') ? '某户' : label)

const byContract = (category: string) => {
  const index = WORK_ORDER.indexOf(category)
  return index < 0 ? WORK_ORDER.length : index
}

/** One line for each category, in the contract's order: 核图斑36块(有争议5块). */
export function totalLines({ totals, parts }: Totals): string[] {
  const categories = grouped(totals, ({ category }) => category)
  const inOrder = [...categories].sort(([a], [b]) => byContract(a) - byContract(b))
  return inOrder.map(([category, sums]) => {
    const detail = partsOf(parts.filter((part) => part.category === category))
    return `${workName(category)}${sumsOf(sums)}${detail === '' ? '' : `(${detail})`}`
  })
}

/** All on one line: 核图斑12块,走访监测户4户. */
export function totalsLine(sums: readonly (Sum & { category: string })[]): string {
  return [...grouped(sums, ({ category }) => category)]
    .map(([category, rows]) => workName(category) + sumsOf(rows))
    .join(',')
}
