import { instantOf } from '../time'
import { nowOf } from '../understand/instants'
import { daysAt, rangeOfDays } from '../understand/when'

/** What a supervisor says about who is on duty. `who` as written; `self` for 我. Instants in epoch ms. */
export type DutyWord =
  | { does: 'declare'; who: readonly string[]; from: number; until: number }
  | { does: 'ask' }
  /** 「今天我不值班」 */
  | { does: 'end' }

const DUTY = /^(.*?)(?:值夜班|值班|带班|值守|当值)(.*)$/s
const LONGEST = 30
const MINUTES = 60
/** Words that add nothing: 轮到我, 由何主任, 我来. */
const FILLERS =
  /^(?:轮到|轮着|换成|改成|由|是|该|请|让|那就|就|都|我们这边|镇里|区里)+|(?:来|在|去|都|负责|主|的人?)+$/g
const AFTER = /^(?:的)?(?:人员?|领导|干部)?(?:是|[:：])?/
const IDLE = /^[了哈呢吧啊的。.!!~\s]*(?:[,，。]\s*有事.*)?$/
const PARTS: readonly [RegExp, number, number][] = [
  [/^(?:白天)/, 8, 18],
  [/^(?:上午|早上)/, 0, 12],
  [/^(?:下午)/, 12, 18],
  // A night on duty ends in the morning.
  [/^(?:晚上|夜里|夜间|夜)/, 18, 24 + 8],
]
const NIGHT = /^[今明昨][晚夜]/

interface When {
  from: number
  until: number
}

/** Null: it says nothing of being on duty. Whole days from midnight to midnight, nights from 18:00 to 8:00. */
export function dutyWord(text: string, now: number, zone: string): DutyWord | null {
  const said = text.normalize('NFKC').replace(/\s/g, '')
  const [, before, after] = DUTY.exec(said) ?? []
  if (before === undefined || after === undefined || [...said].length > LONGEST) return null
  if (/^(?:室|电话)/.test(after)) return null
  if (/谁|哪位|哪个/.test(said) || (before === '' && /^表?$/.test(after))) return { does: 'ask' }
  if (/[??吗]/.test(said)) return null
  const { when, rest } = whenIn(before, now, zone)
  if (/^(?:我)?(?:不|没|不用|取消|别)$/.test(rest.replace(/了$/, ''))) return { does: 'end' }
  if (when === null || when.until <= now || /[不没别]/.test(rest)) return null
  const written = IDLE.test(after) ? rest : rest === '' ? after.replace(AFTER, '') : null
  if (written === null) return null
  const who = namesIn(written)
  return who === null ? null : { does: 'declare', who, from: Math.max(now, when.from), until: when.until }
}

/** 我和何主任 → self, 何主任. Null: no names. */
function namesIn(written: string): readonly string[] | null {
  const names = written
    .replace(/[了哈呢吧啊。.!!,，]+$/, '')
    .split(/[、,，]|和|跟|与/)
    .map((name) => name.replace(FILLERS, ''))
  const who = names.map((name) => (/^(?:我|本人|自己|我自己|)$/.test(name) ? 'self' : name))
  return who.some((name) => name !== 'self' && !/^[\p{Script=Han}·]{2,8}$/u.test(name)) ? null : who
}

/** The time in a piece of text and what else stands there; today for none, null for days that cannot be meant. */
function whenIn(text: string, at: number, zone: string): { when: When | null; rest: string } {
  const now = nowOf(at, zone)
  for (let start = 0; start < text.length; start++) {
    const found = daysAt(text, start, now)
    if (found === undefined) continue
    const range = rangeOfDays(found.value, text, found.end, now)
    const { end, value } = range ?? found
    const night = NIGHT.test(text.slice(start, end))
    const [part, length] = night ? [PARTS[3], 0] : partAt(text, end)
    const rest = text.slice(0, start) + text.slice(end + length)
    return { when: stretch(value.first, value.last, part, zone), rest }
  }
  const [part, length] = partAt(text, 0)
  return { when: stretch(now.day, now.day, part, zone), rest: text.slice(length) }
}

function partAt(text: string, start: number): [(typeof PARTS)[number] | undefined, number] {
  for (const part of PARTS) {
    const found = part[0].exec(text.slice(start))
    if (found !== null) return [part, found[0].length]
  }
  return [undefined, 0]
}

function stretch(first: string, last: string, part: (typeof PARTS)[number] | undefined, zone: string): When {
  const [, from, until] = part ?? [null, 0, 24]
  return {
    from: instantOf(first, from * MINUTES, zone),
    until: instantOf(last, until * MINUTES, zone),
  }
}
