import type { Village } from '../../../entities'
import { readPlace } from '../../decide/places'
import { villagesIn } from '../../record/lookups'
import { plainly } from '../../understand'
import type { Telling } from '../telling'

/** The villages an order is for, within the supervisor's scope. `rest`: what follows the place (第一书记, 段书记). */
export interface OrderPlace {
  label: string
  villages: Village[]
  rest: string
}

const EVERYWHERE =
  /^(?:全区|全县|全市|全镇|全乡|各镇|各乡镇?|各村|各队|各工作队|所有(?:人|村|队)?|全部|全体(?:队员)?|大家|本镇|本乡|我们镇|镇里|工作队|队员)?$/
const JOINED = /[、,,;;\s]|(?:和|跟|与|及|以及|还有)/

/** Null: the scope names a place that the supervisor may not see or that does not exist. */
export async function orderPlace(
  { db, scope }: Telling,
  written: string | undefined,
): Promise<OrderPlace | null> {
  const all = await villagesIn(db, scope)
  const text = plainly(written ?? '')
    .replace(/的$/, '')
    .trim()
  if (EVERYWHERE.test(text))
    return { label: scope.all ? '全区' : scope.townships.join('、'), villages: all, rest: '' }
  const whole = read(text, all)
  const parts = whole === null ? text.split(JOINED).filter((part) => part !== '') : []
  const found = whole === null ? parts.map((part) => read(part, all)) : [whole]
  const places = found.filter((place) => place !== null)
  if (places.length === 0 || places.length < found.length) return null
  const villages = [...new Map(places.flatMap((p) => p.villages).map((v) => [v.id, v])).values()]
  return { label: places.map((p) => p.label).join('、'), villages, rest: places.map((p) => p.rest).join('') }
}

function read(text: string, all: Village[]): OrderPlace | null {
  const place = readPlace(text, all)
  if (place === null) return null
  const [township] = place.townships
  const [village] = place.villages
  if (village !== undefined && place.villages.length === 1) {
    return { label: village.name, villages: [village], rest: place.rest }
  }
  if (township === undefined) return null
  return { label: township, villages: all.filter((v) => v.township === township), rest: place.rest }
}
