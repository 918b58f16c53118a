import type { Village } from '../../../entities'
import { grouped } from '../../decide/grouped'
import { type GroupedTotal, type WorkAsked, workBy, workTotals } from '../../record/totals'
import { addDays } from '../../time'
import { together } from '../../wording/answers'
import { fitSections, type Section } from '../../wording/bytes'
import { workName } from '../../wording/categories'
import { sumsOf, totalLines, totalsLine } from '../../wording/totals'
import { dayWord, dayWords } from '../../wording/when'
import { villagesIn } from '../../record/lookups'
import { aboutOf } from './about'
import type { Answer, Asking, PlaceTarget, Target } from './asking'
import { placePrefix } from './gather'

const RECENT_DAYS = 7

/** 做了多少: totals by category and unit for a day or a period, of one place or all. */
export async function work(asking: Asking): Promise<Answer> {
  const about = await aboutOf(asking)
  if ('answer' in about) return about.answer
  const texts: string[] = []
  for (const target of about.targets) texts.push(await workIn(asking, await placeOf(asking, target)))
  return { text: together(texts) }
}

/** Work is the team's, not one person's. */
async function placeOf({ db, scope }: Asking, target: Target): Promise<PlaceTarget> {
  if (target.kind === 'place') return target
  const { villageId } = target.holder.posting
  const villages = await villagesIn(db, scope, { ids: villageId === null ? [] : [villageId] })
  return { kind: 'place', size: 'village', label: `${villages[0]?.name ?? ''}工作队`, villages }
}

interface Period {
  from: string
  to: string
  word: string
}

/** The period asked for; without one, a category gives today and its month, everything the last seven days. */
function periods({ fact, day }: Asking): Period[] {
  const { date, from, to, category } = fact
  if (date !== undefined) return [{ from: date, to: date, word: dayWord(date, day) }]
  if (from !== undefined && to !== undefined) return [{ from, to, word: dayWords(from, to, day) }]
  if (category === undefined)
    return [{ from: addDays(day, 1 - RECENT_DAYS), to: day, word: `最近${RECENT_DAYS}天` }]
  return [
    { from: day, to: day, word: '今天' },
    { from: `${day.slice(0, 7)}-01`, to: day, word: '这个月' },
  ]
}

async function workIn(asking: Asking, target: PlaceTarget): Promise<string> {
  const { category } = asking.fact
  const sections: Section[] = []
  const all = periods(asking)
  for (const [index, { word, ...days }] of all.entries()) {
    const asked: WorkAsked = {
      ...days,
      category,
      villageIds: target.size === 'all' ? undefined : target.villages.map(({ id }) => id),
    }
    const lines = totalLines(await workTotals(asking.db, asked))
    const head = `${target.label}${word}`
    if (category === undefined) {
      sections.push({ lines: [lines.length === 0 ? `${head}还没有记下的工作。` : `${head}:`, ...lines] })
    } else {
      sections.push({ lines: [`${head}:${lines[0] ?? `${workName(category)}还没有记下的数`}`] })
    }
    if (lines.length > 0 && index === all.length - 1) sections.push(...(await detail(asking, target, asked)))
  }
  return fitSections(sections)
}

/** By village for several of them; by day for one, when the period has several days. */
async function detail(asking: Asking, target: PlaceTarget, asked: WorkAsked): Promise<Section[]> {
  const { db, day } = asking
  if (target.villages.length > 1) {
    const rows = await workBy(db, 'village', asked)
    const lines = byVillage(rows, target.villages, asked.category !== undefined)
    return [{ head: '按村:', lines, more: (left) => `另有${left}个村,问村名能看到。` }]
  }
  if (asked.from === asked.to) return []
  const rows = await workBy(db, 'day', asked)
  const lines = [...grouped(rows, (row) => row.day)].map(
    ([each, sums]) => `${dayWord(each, day)}:${line(sums, asked.category !== undefined)}`,
  )
  return [{ head: '按天:', lines, more: (left) => `另有${left}天,问『昨天核了多少图斑』这样能看到。` }]
}

const line = (sums: readonly GroupedTotal[], isOneCategory: boolean) =>
  isOneCategory ? sumsOf(sums) : totalsLine(sums)

/** In the roster's order, never by a count. */
function byVillage(
  rows: readonly GroupedTotal[],
  villages: readonly Village[],
  isOneCategory: boolean,
): string[] {
  const sums = grouped(rows, ({ villageId }) => villageId)
  const named = placePrefix(villages, true)
  return villages.flatMap(({ id }) => {
    const own = sums.get(id)
    return own === undefined ? [] : [named(id) + line(own, isOneCategory)]
  })
}
