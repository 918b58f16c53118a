import type { CheckedRow, Warning } from './check'
import { quoted } from './cells'

export interface Place {
  township: string
  name: string
  latitude: number | null
  longitude: number | null
}

export interface VillagePlan extends Place {
  /** Null: a new village. */
  id: number | null
  /** A stored village gets other coordinates. */
  moved: boolean
}

export interface VillagesPlan {
  plans: VillagePlan[]
  /** What to say about the row that brings other coordinates, by line. */
  notes: Map<number, string[]>
  warnings: Warning[]
}

const at = ({ latitude, longitude }: Pick<Place, 'latitude' | 'longitude'>) =>
  latitude === null || longitude === null ? '无' : `${String(latitude)},${String(longitude)}`

/** Degrees that no village of China has. */
const isAbroad = (latitude: number, longitude: number) =>
  latitude < 3 || latitude > 54 || longitude < 73 || longitude > 136

/** The villages rows speak of, in the file's order; the first coordinates said of one count. */
export function planVillages(
  rows: readonly CheckedRow[],
  stored: readonly (Place & { id: number })[],
): VillagesPlan {
  const known = new Map(stored.map((village) => [`${village.township}/${village.name}`, village]))
  const said = new Map<string, VillagePlan & { line: number | null }>()
  const warnings: Warning[] = []
  for (const row of [...rows].sort((a, b) => a.line - b.line)) {
    const { line, township, village: name, latitude, longitude } = row
    if (township === null || name === null) continue
    const key = `${township}/${name}`
    const before = known.get(key)
    const plan = said.get(key) ?? {
      township,
      name,
      id: before?.id ?? null,
      latitude: before?.latitude ?? null,
      longitude: before?.longitude ?? null,
      moved: false,
      line: null,
    }
    said.set(key, plan)
    if (latitude === null || longitude === null) continue
    if (plan.line === null) {
      plan.moved = before !== undefined && at(before) !== at(row)
      Object.assign(plan, { latitude, longitude, line })
      if (isAbroad(latitude, longitude))
        warnings.push({ line, text: `${name}的坐标${quoted(at(row))}不在国内,请核对` })
    } else if (at(plan) !== at(row)) {
      warnings.push({
        line,
        text: `${name}的坐标第 ${String(plan.line)} 行写的是 ${at(plan)},这里是 ${at(row)};用前面的`,
      })
    }
  }
  const notes = new Map<number, string[]>()
  for (const [key, plan] of said) {
    const before = known.get(key)
    if (plan.moved && plan.line !== null && before !== undefined)
      notes.set(plan.line, [`${plan.name}坐标 ${at(before)} → ${at(plan)}`])
  }
  return { plans: [...said.values()], notes, warnings }
}
