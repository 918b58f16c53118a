import { type Fact, factsOf, type ReadingContext, understand } from '../../src/understand'

const NOW = '2026-08-05T09:40:00+08:00'
const read = (text: string, context: ReadingContext): Fact[] =>
  factsOf(understand(text, Date.parse(NOW), context))

describe('an answer to the question the bot has just asked', () => {
  const asked: ReadingContext = { asked: { about: ['段书记'], kind: 'where' } }

  it.each<[string, ReadingContext, Fact[]]>([
    ['不知道', asked, []],
    ['1', asked, []],
    ['确认', { asked: { about: 'self', kind: 'confirm' } }, []],
    ['跟我一起', asked, [{ kind: 'whereabouts', who: ['段书记'], with: ['self'] }]],
    ['下午就回', asked, [{ kind: 'whereabouts', who: ['段书记'] }]],
    ['下组了', asked, [{ kind: 'whereabouts', who: ['段书记'], status: 'field' }]],
    ['在', asked, [{ kind: 'whereabouts', who: ['段书记'], status: 'in_village' }]],
    [
      '今天入户走访2户',
      asked,
      [
        { kind: 'whereabouts', who: ['self'], status: 'field', activity: 'household_visit' },
        { kind: 'work', category: 'household_visit', count: 2, unit: '户', done: false },
      ],
    ],
    ['我在镇上', asked, [{ kind: 'whereabouts', who: ['self'], status: 'business', place: '镇上' }]],
  ])('%s', (text, context, expected) => {
    expect(read(text, context)).toEqual(expected)
  })
})

describe('what was said before', () => {
  it('repeats yesterday without its clocks', () => {
    const lastFacts: Fact[] = [
      {
        kind: 'whereabouts',
        who: ['self'],
        status: 'field',
        place: '五组',
        until: '2026-08-04T18:00:00+08:00',
      },
    ]
    expect(read('老样子', { lastFacts })).toEqual([
      { kind: 'whereabouts', who: ['self'], status: 'field', place: '五组' },
    ])
  })

  it('leaves the category of a corrected number to the last message', () => {
    expect(read('是5户不是3户', {})).toEqual([{ kind: 'correction' }, { kind: 'work', count: 5, unit: '户' }])
  })
})

describe('who speaks', () => {
  it.each<[string, ReadingContext['role'], Fact[]]>([
    [
      '都在村委会呢',
      'secretary',
      [{ kind: 'whereabouts', who: ['team'], status: 'in_village', place: '村委会' }],
    ],
    [
      '在五组走访8户',
      'villager',
      [{ kind: 'whereabouts', who: ['team'], status: 'field', place: '五组', activity: 'household_visit' }],
    ],
    ['他们去五组了', undefined, [{ kind: 'whereabouts', who: ['team'], status: 'field', place: '五组' }]],
    ['点名', 'member', []],
    ['点名', undefined, [{ kind: 'order', does: 'roll_call' }]],
  ])('%s, said by %s', (text, role, expected) => {
    expect(read(text, role ? { role } : {})).toEqual(expected)
  })
})

describe('a district with words of its own', () => {
  it('counts its own thing in its own unit at its own place', () => {
    const words = { categories: { industry: ['石斛苗'] }, places: ['金竹林'], units: ['兜'] }
    expect(read('我在金竹林', { words })).toEqual([
      { kind: 'whereabouts', who: ['self'], status: 'field', place: '金竹林' },
    ])
    expect(read('种了石斛苗300兜', { words })).toEqual([
      { kind: 'work', category: 'industry', count: 300, unit: '兜' },
    ])
  })

  it('knows the names of the roster', () => {
    const people = [{ name: '拉玛珠', title: '工作队员' }]
    expect(read('拉玛珠在村', { people })).toEqual([
      { kind: 'whereabouts', who: ['拉玛珠'], status: 'in_village' },
    ])
  })
})

it('keeps the piece of text each fact came from', () => {
  const text = '小李调休, 其他人都在岗'
  const reading = understand(text, Date.parse(NOW))
  expect(reading.facts.map(({ span }) => text.slice(span.start, span.end))).toEqual([
    '小李调休',
    '其他人都在岗',
  ])
  expect(reading.unread).toEqual([])
})

it('names what it left unread', () => {
  const text = '在村 鸡飞狗跳的'
  const { unread } = understand(text, Date.parse(NOW))
  expect(unread.map((span) => text.slice(span.start, span.end))).toEqual(['鸡飞狗跳的'])
})
