import { type AlarmTold, createRepeats } from '../../src/simulate/repeats'

const MINUTE = 60_000
const told = (change: Partial<AlarmTold>): AlarmTold => ({
  ...{ caseId: 1, kind: 'return', subject: '5', to: 9, at: 0, round: 1, name: 'rung3' },
  ...{ isClosed: false, isSeen: false },
  ...change,
})

describe('a second alarm', () => {
  it.each<[string, Partial<AlarmTold>, string | null]>([
    ['to the same person half an hour later is in order', { name: 'again1', at: 30 * MINUTE }, null],
    ['sooner is a repeat', { name: 'again1', at: 29 * MINUTE }, 'sooner than the rules repeat'],
    ['after a lease lapsed is in order', { name: 'lapse1', at: 5 * MINUTE }, null],
    ['with new words is in order', { name: 'top:17', at: MINUTE }, null],
    ['to another person is in order', { to: 10, at: MINUTE }, null],
    [
      'after the case ended is one',
      { name: 'again1', at: 60 * MINUTE, isClosed: true },
      'after the case had ended',
    ],
    [
      'to somebody who has seen it is one',
      { at: 60 * MINUTE, isSeen: true },
      'to somebody who had said 知道了',
    ],
    [
      'about the same people by another case is one',
      { caseId: 2, at: 5 * MINUTE },
      'by two cases about the same people',
    ],
    ['about others is in order', { caseId: 2, subject: '6', at: 5 * MINUTE }, null],
    ['on the second day is in order', { round: 2, at: 24 * 60 * MINUTE }, null],
  ])('%s', (_what, change, why) => {
    const repeatOf = createRepeats()
    expect(repeatOf(told({}))).toBeNull()
    expect(repeatOf(told(change))).toBe(why)
  })

  it('for help may come every ten minutes', () => {
    const repeatOf = createRepeats()
    const help = { kind: 'help', name: 'top' }
    expect(repeatOf(told(help))).toBeNull()
    expect(repeatOf(told({ ...help, name: 'again1', at: 10 * MINUTE }))).toBeNull()
    expect(repeatOf(told({ ...help, name: 'again2', at: 19 * MINUTE }))).toBe('sooner than the rules repeat')
  })
})
