import { possiblePlaces, readPlace } from '../../src/decide/places'

const villages = [
  { id: 1, township: '清水镇', name: '松坡村' },
  { id: 2, township: '清水镇', name: '岔河村' },
  { id: 3, township: '清水镇', name: '清水村' },
  { id: 4, township: '马街镇', name: '松坡村' },
  { id: 5, township: '马街镇', name: '城东社区' },
  { id: 6, township: '马街镇', name: '沟村' },
  { id: 7, township: '白石彝族乡', name: '核桃坪村' },
]

const cases: [text: string, villages: number[], townships: string[], rest: string][] = [
  ['岔河村', [2], [], ''],
  ['岔河', [2], [], ''],
  ['岔河村委会', [2], [], ''],
  ['岔河村的工作队', [2], [], ''],
  ['岔河村工作队', [2], [], ''],
  ['岔河村的人', [2], [], ''],
  ['岔河村驻村工作队员', [2], [], ''],
  ['岔河村的段书记', [2], [], '段书记'],
  ['岔河段书记', [2], [], '段书记'],
  ['岔河村第一书记', [2], [], '第一书记'],
  ['松坡村', [1, 4], [], ''],
  ['马街镇松坡村', [4], [], ''],
  ['马街松坡', [4], [], ''],
  ['马街镇的松坡村', [4], [], ''],
  ['马街镇松坡村张书记', [4], [], '张书记'],
  ['马街镇', [], ['马街镇'], ''],
  ['马街', [], ['马街镇'], ''],
  ['清水', [3], ['清水镇'], ''],
  ['清水镇', [], ['清水镇'], ''],
  ['清水村', [3], [], ''],
  ['城东社区', [5], [], ''],
  ['城东', [5], [], ''],
  ['沟村', [6], [], ''],
  ['核桃坪', [7], [], ''],
  ['白石彝族乡', [], ['白石彝族乡'], ''],
]

describe('A written place', () => {
  it.each(cases)('「%s」 is villages %j, townships %j and 「%s」', (text, ids, townships, rest) => {
    const read = readPlace(text, villages)
    expect(read?.villages.map(({ id }) => id)).toEqual(ids)
    expect(read?.townships).toEqual(townships)
    expect(read?.rest).toBe(rest)
  })

  it.each(['张书记', '沟', '大箐村', '岔'])('「%s」 is none of them', (text) => {
    expect(readPlace(text, villages)).toBeNull()
  })

  it('is looked up under every name it may have on the roster', () => {
    const { villages: names, townships } = possiblePlaces('马街松坡张书记')
    expect(names).toEqual(expect.arrayContaining(['松坡', '松坡村', '松坡社区']))
    expect(townships).toEqual(expect.arrayContaining(['马街镇', '马街乡']))
  })
})
