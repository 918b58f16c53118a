import { areasOf, type AtTownship } from '../../src/decide/area'
import { policyFrom } from '../../src/policy'

const policy = policyFrom({})

/** A case each of `count` villages; the first is due now, the others within minutes. */
const reaching = (count: number, more: Partial<AtTownship> = {}): AtTownship[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ caseId: i + 1, villageId: i + 1, township: '青岭镇', isDue: i === 0, ...more },
  }))

const found = (cases: AtTownship[], teams: number) =>
  areasOf(cases, () => teams, policy).map((area) => area.cases.length)

describe('an area incident', () => {
  it.each<[string, AtTownship[], number, number[]]>([
    ['is three teams of five', reaching(3), 5, [3]],
    ['is three of ten', reaching(3), 10, [3]],
    ['is not three of eleven', reaching(3), 11, []],
    ['is four of thirteen', reaching(4), 13, [4]],
    ['is not two teams', reaching(2), 5, []],
    ['needs a township of five teams', reaching(3), 4, []],
    ['counts teams, not cases', reaching(3, { villageId: 1 }), 5, []],
    ['waits until the first of them is due', reaching(3, { isDue: false }), 5, []],
  ])('%s', (_what, cases, teams, expected) => {
    expect(found(cases, teams)).toEqual(expected)
  })

  it('is of one township', () => {
    const elsewhere = reaching(2, { township: '水寨镇' }).map((each) => ({
      ...each,
      villageId: each.villageId + 50,
    }))
    expect(found([...reaching(2), ...elsewhere], 5)).toEqual([])
  })
})
