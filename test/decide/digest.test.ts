import { around, digestTimes, humanItems, scopeKey, supervised } from '../../src/decide/digest'
import { policyFrom } from '../../src/policy'

const ZONE = 'Asia/Shanghai'
const policy = policyFrom({})
const states = (time: string) =>
  digestTimes(Date.parse(`${time}:00+08:00`), ZONE, policy).map(({ kind, state }) => `${kind} ${state}`)

describe('The digests of a day', () => {
  it.each([
    ['2026-07-10T10:09', ['morning early', 'evening early']],
    ['2026-07-10T10:10', ['morning due', 'evening early']],
    ['2026-07-10T12:09', ['morning due', 'evening early']],
    ['2026-07-10T12:10', ['morning late', 'evening early']],
    ['2026-07-10T20:20', ['morning late', 'evening due']],
    ['2026-07-10T22:20', ['morning late', 'evening late']],
    ['2026-07-11T20:20', []],
    // A Saturday that is worked, and the National Day.
    ['2026-10-10T20:20', ['morning late', 'evening due']],
    ['2026-10-01T20:20', []],
  ])('at %s are %j', (time, expected) => {
    expect(states(time)).toEqual(expected)
  })
})

describe('What somebody supervises', () => {
  it('is the whole district, some townships, or nothing', () => {
    const township = (name: string) => ({ role: 'township_admin' as const, township: name })
    expect(supervised([township('清水镇'), { role: 'district_admin', township: null }])).toBeNull()
    expect(supervised([township('清水镇'), township('清水镇'), township('马街镇')])).toEqual([
      '清水镇',
      '马街镇',
    ])
    expect(supervised([{ role: 'first_secretary', township: '清水镇' }])).toEqual([])
    expect(scopeKey({ townships: null })).toBe('district')
    expect(scopeKey({ townships: ['清水镇', '马街镇'] })).toBe('township:清水镇+马街镇')
  })
})

describe('Human lines', () => {
  const items = [5, 6, 7, 8].flatMap((villageId) => [
    { villageId, category: 'farmland_patch', day: '' },
    { villageId, category: 'monitored_household', day: '' },
  ])

  it('are of one village each, about people first', () => {
    const chosen = humanItems(items, '2026-07-10')
    expect(chosen).toHaveLength(3)
    expect(new Set(chosen.map(({ villageId }) => villageId)).size).toBe(3)
    expect(chosen.map(({ category }) => category)).toEqual(Array(3).fill('monitored_household'))
  })

  it('begin with another village every day', () => {
    const days = ['2026-07-07', '2026-07-08', '2026-07-09', '2026-07-10']
    expect(new Set(days.map((day) => humanItems(items, day)[0]?.villageId)).size).toBe(4)
  })

  it('are taken around a list', () => {
    expect(around([1, 2, 3], 4)).toEqual([2, 3, 1])
    expect(around([], 4)).toEqual([])
  })
})
