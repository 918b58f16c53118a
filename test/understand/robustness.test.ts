import { fuzz } from '../../scripts/fuzz/run'
import { MOST_BYTES } from '../../scripts/fuzz/texts'
import { REPEATED, repeated } from '../../scripts/fuzz/worst'
import { type Fact, type Reading, understand } from '../../src/understand'

/** For 2,048 bytes of anything; the costliest piece takes two thirds of it. */
const MOST_STEPS = 1_200_000

const AT = Date.parse('2026-08-05T09:40:00+08:00')

/** A small generator of the same numbers every time (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const WORDS =
  '我 我们 他们 小李 段书记 其他人 今天 明天 昨天 周五 早上 下午 6点 两小时后 3天 在 去 到 回 回来 村 村委会 五组 镇上 区里 山上 老鹰岩组 核图斑 走访 监测户 12户 三四户 块 开户长会 1场 请假 病假 续假 到周五 感冒 39度 被困 快来人 平安 没看见 没信号 更正 撤回 不是 如果 就 没 不 剩 其中 和 跟 、 , 。 ; : \n ( ) 1. 谁 哪 多少 吗 ? 点名 通知 抽查 收到 投诉 系统 😂 ㊗ Ａ１ 請 龘 \u0000 \ud83d 0875-0000000 5.02'.split(
    ' ',
  )

const pick = <T>(next: () => number, list: readonly T[]): T => list[Math.floor(next() * list.length)] as T

function sentence(next: () => number, length: number): string {
  let text = ''
  for (let k = 0; k < length; k++) text += pick(next, WORDS) + (next() < 0.2 ? ' ' : '')
  return text
}

const garbage = (next: () => number, length: number): string =>
  Array.from({ length }, () => String.fromCharCode(Math.floor(next() * 0x10000))).join('')

/** The words a fact copies. */
function copied(fact: Fact): string[] {
  const own = fact as unknown as Record<string, unknown>
  const words = ['place', 'text', 'reason', 'symptom', 'scope', 'about'].map((key) => own[key])
  const people = [own['who'], own['with']].flatMap((list) => (Array.isArray(list) ? (list as unknown[]) : []))
  return [...words, ...people].filter(
    (word): word is string => typeof word === 'string' && !['self', 'team', 'rest'].includes(word),
  )
}

function check(text: string, reading: Reading): void {
  for (const { fact, span } of reading.facts) {
    expect(span.start).toBeGreaterThanOrEqual(0)
    expect(span.end).toBeLessThanOrEqual(text.length)
    expect(span.end).toBeGreaterThan(span.start)
    for (const word of copied(fact)) expect(text).toContain(word)
  }
}

it('never throws and copies only what is written, on sentences of its own vocabulary', () => {
  const next = random(20260805)
  for (let k = 0; k < 3000; k++) {
    const text = sentence(next, 1 + Math.floor(next() * 14))
    check(text, understand(text, AT))
  }
})

it('never throws on garbage', () => {
  const next = random(7)
  for (let k = 0; k < 500; k++) {
    const text = garbage(next, Math.floor(next() * 60))
    check(text, understand(text, AT))
  }
})

it('says the same twice', () => {
  const next = random(11)
  for (let k = 0; k < 200; k++) {
    const text = sentence(next, 10)
    expect(understand(text, AT)).toEqual(understand(text, AT))
  }
})

/** What a reading costs, whatever the machine does meanwhile: characters matched against and items walked over. */
function steps(text: string): number {
  let count = 0
  const exec = Object.getOwnPropertyDescriptor(RegExp.prototype, 'exec')
  const match = exec?.value as (this: RegExp, given: string) => RegExpExecArray | null
  const counted = function (this: RegExp, given: string): RegExpExecArray | null {
    count += 1 + given.length
    return match.call(this, given)
  }
  Object.defineProperty(RegExp.prototype, 'exec', { ...exec, value: counted })
  const walks = WALKS.map((name) => {
    const own = Object.getOwnPropertyDescriptor(Array.prototype, name)
    const walk = own?.value as (...args: unknown[]) => unknown
    const value = function (this: unknown[], ...args: unknown[]): unknown {
      count += 1 + this.length
      return walk.apply(this, args)
    }
    Object.defineProperty(Array.prototype, name, { ...own, value })
    return [name, own ?? {}] as const
  })
  try {
    understand(text, AT)
  } finally {
    Object.defineProperty(RegExp.prototype, 'exec', exec ?? {})
    for (const [name, own] of walks) Object.defineProperty(Array.prototype, name, own)
  }
  return count
}
const WALKS = [
  'some',
  'every',
  'find',
  'findLast',
  'findIndex',
  'filter',
  'map',
  'forEach',
  'slice',
  'includes',
]

describe('the steps of reading the same piece again and again', () => {
  it.each(REPEATED)('are few and in proportion to the length: %j', (piece) => {
    const [half, whole] = [MOST_BYTES / 2, MOST_BYTES].map((bytes) => steps(repeated(piece, bytes)))
    expect(whole).toBeLessThan(MOST_STEPS)
    // In proportion it is 2; clauses that look at all others of their line, of which there are few, add to it
    expect((whole ?? 0) / (half ?? 1)).toBeLessThan(3.6)
  })
})

it('finds nothing that must never happen in the first made-up texts', () => {
  const { texts, failures } = fuzz(20260805, (done, failed) => done < 250 && failed === 0, false)
  expect(failures).toEqual([])
  expect(texts).toBe(250)
})
