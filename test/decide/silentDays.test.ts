import type { Spell } from '../../src/decide/accounted'
import { firstSilentDay } from '../../src/decide/silentDays'

const PLAIN = { workingDays: [], daysOff: [] }
const spell = (reason: Spell['reason'], fromDay: string, toDay = fromDay): Spell => ({
  ...{ personId: 1, reason, saidAt: 0, fromDay, toDay },
})

describe('the first of two silent working days', () => {
  it.each<[string, string, Spell[], string | null]>([
    ['is the day before yesterday within the week', '2026-07-03', [], '2026-07-01'],
    ['leaves the weekend out', '2026-07-06', [], '2026-07-02'],
    ['leaves days of leave out', '2026-07-03', [spell('leave', '2026-07-02')], '2026-06-30'],
    [
      'leaves days of rest and business out',
      '2026-07-03',
      [spell('rest', '2026-07-02'), spell('business', '2026-06-30', '2026-07-01')],
      '2026-06-26',
    ],
    [
      'counts days on the mountain',
      '2026-07-03',
      [spell('no_signal', '2026-07-01', '2026-07-02')],
      '2026-07-01',
    ],
    ['is none while they are on leave', '2026-07-03', [spell('leave', '2026-07-03')], null],
    ['is none after two months of leave', '2026-07-03', [spell('leave', '2026-04-01', '2026-07-02')], null],
  ])('%s', (_name, day, spells, first) => {
    expect(firstSilentDay(day, 1, spells, 2, PLAIN)).toBe(first)
  })
})
