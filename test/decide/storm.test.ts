import { type AlarmRow, stormsOf } from '../../src/decide/storm'
import { policyFrom } from '../../src/policy'

const policy = policyFrom({})
const MINUTE = 60_000
const NOW = 1_000 * MINUTE

/** `count` alarms to one person, each of a case of its own, from `first` on, `ago` minutes old. */
const alarms = (
  count: number,
  first: number,
  ago: number,
  state: AlarmRow['state'] = 'waiting',
): AlarmRow[] =>
  Array.from({ length: count }, (_, i) => ({
    ...{ id: first + i, personId: 1, caseId: first + i, at: NOW - ago * MINUTE, state },
  }))

const listed = (rows: AlarmRow[]) => stormsOf(rows, NOW, policy).map((s) => [s.rows.length, s.cases.length])

describe('a storm', () => {
  it.each<[string, AlarmRow[], number[][]]>([
    ['is none with ten cases', alarms(10, 1, 0), []],
    ['is one with eleven', alarms(11, 1, 0), [[11, 11]]],
    ['counts cases, not alarms', [...alarms(6, 1, 0), ...alarms(6, 1, 1)], []],
    [
      'shows what was told one by one just before',
      [...alarms(8, 1, 9, 'told'), ...alarms(3, 9, 0)],
      [[3, 11]],
    ],
    ['forgets what is ten minutes old', [...alarms(8, 1, 10, 'told'), ...alarms(3, 9, 0)], []],
    [
      'does not list again what a list has shown',
      [...alarms(11, 1, 5, 'listed'), ...alarms(2, 12, 0)],
      [[2, 2]],
    ],
    ['is none when nothing waits', alarms(20, 1, 1, 'told'), []],
  ])('%s', (_what, rows, expected) => {
    expect(listed(rows)).toEqual(expected)
  })

  it('is each supervisor’s own', () => {
    const mine = alarms(11, 1, 0)
    const others = alarms(3, 1, 0).map((row) => ({ ...row, id: row.id + 100, personId: 2 }))
    expect(stormsOf([...mine, ...others], NOW, policy).map(({ personId }) => personId)).toEqual([1])
  })
})
