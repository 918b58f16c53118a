/** Pieces of a year, as questions name them. */

export const YEARLY = /今年|去年|本年度?|全年|[上下]半年|[一二三四1-4]季度/

/** 上半年, 二季度, 今年: a piece of the year. */
export function stretchOf(text: string, year: string): { from: string; to: string } {
  if (text.includes('去年')) return stretchOf(text.replace('去年', ''), String(Number(year) - 1))
  if (text.includes('上半年')) return { from: `${year}-01-01`, to: `${year}-06-30` }
  if (text.includes('下半年')) return { from: `${year}-07-01`, to: `${year}-12-31` }
  const quarter = /([一二三四1-4])季度/.exec(text)?.[1]
  const n = quarter === undefined ? -1 : '一二三四1234'.indexOf(quarter) % 4
  const [from, to] = [
    ['01-01', '03-31'],
    ['04-01', '06-30'],
    ['07-01', '09-30'],
    ['10-01', '12-31'],
  ][n] ?? ['01-01', '12-31']
  return { from: `${year}-${String(from)}`, to: `${year}-${String(to)}` }
}
