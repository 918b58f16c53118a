import { gather, type Gathering } from '../src/gather'

interface Item {
  from: string
  n: number
  /** Turns of the event loop it takes. */
  turns?: number
  fails?: boolean
}

/** Does items as told, and keeps in which batches and in which order they were done. */
function doing({ isHopeless = false }: { isHopeless?: boolean } = {}) {
  const batches: string[][] = []
  const done: string[] = []
  const nameOf = ({ from, n }: Item) => `${from}${n}`
  async function one(item: Item): Promise<string> {
    for (let turn = 0; turn < (item.turns ?? 0); turn++) await new Promise(setImmediate)
    if (item.fails === true) throw new Error(`no ${nameOf(item)}`)
    done.push(nameOf(item))
    return nameOf(item)
  }
  const how: Gathering<Item, string> = {
    async together(items) {
      batches.push(items.map(nameOf))
      if (items.some(({ fails }) => fails)) throw new Error('together')
      return Promise.all(items.map(one))
    },
    alone: one,
    isHopeless: () => isHopeless,
  }
  return { take: gather(how), batches, done }
}

describe('what arrives together', () => {
  it('is done together, each with its own result', async () => {
    const { take, batches } = doing()
    const results = await Promise.all(['a', 'b', 'c'].map((from) => take({ from, n: 1 })))
    expect(results).toEqual(['a1', 'b1', 'c1'])
    expect(batches).toEqual([['a1', 'b1', 'c1']])
  })

  it('waits, when it came while others were being done, and is then done together in the order in which it came', async () => {
    const { take, batches } = doing()
    const first = take({ from: 'a', n: 1, turns: 3 })
    await new Promise(setImmediate)
    await Promise.all([first, ...[2, 3, 4].map((n) => take({ from: 'a', n }))])
    expect(batches).toEqual([['a1'], ['a2', 'a3', 'a4']])
  })

  it('does not suffer from a neighbour that fails, which fails alone', async () => {
    const { take } = doing()
    const results = await Promise.allSettled([
      take({ from: 'a', n: 1 }),
      take({ from: 'b', n: 1, fails: true }),
      take({ from: 'c', n: 1 }),
    ])
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  })

  it('is not tried one by one where that would fail as often, and what comes after is taken again', async () => {
    const { take, batches } = doing({ isHopeless: true })
    const results = await Promise.allSettled([
      take({ from: 'a', n: 1 }),
      take({ from: 'b', n: 1, fails: true }),
    ])
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    expect(await take({ from: 'a', n: 2 })).toBe('a2')
    expect(batches).toEqual([['a1', 'b1'], ['a2']])
  })
})
