import { countDays, type DaysSaid, daysFrom, daysHeld } from '../../src/decide/daysHeld'

const ZONE = 'Asia/Shanghai'
const ms = (text: string) => Date.parse(`2026-07-${text}:00+08:00`)
const on = (day: string, status: string, from?: string, until?: string) => ({
  day: `2026-07-${day}`,
  status,
  fromAt: from === undefined ? null : ms(from),
  untilAt: until === undefined ? null : ms(until),
})
const none: DaysSaid = { checkIns: [], leaves: [], workDays: [] }
const held = (said: Partial<DaysSaid>) => [
  ...daysHeld({ ...none, ...said }, '2026-07-06', '2026-07-10', ZONE).values(),
]

const cases: [name: string, said: Partial<DaysSaid>, days: string[]][] = [
  ['nothing said', {}, ['none', 'none', 'none', 'none', 'none']],
  ['in the village', { checkIns: [on('07', 'in_village')] }, ['none', 'in_village', 'none', 'none', 'none']],
  ['out in the field', { checkIns: [on('07', 'field')] }, ['none', 'in_village', 'none', 'none', 'none']],
  [
    'a training of three days',
    { checkIns: [on('07', 'business', '07T00:00', '09T23:59')] },
    ['none', 'business', 'business', 'business', 'none'],
  ],
  [
    'a training interrupted by a day in the village',
    { checkIns: [on('07', 'business', '07T00:00', '09T23:59'), on('08', 'field')] },
    ['none', 'business', 'in_village', 'business', 'none'],
  ],
  [
    'a rest that began before and ends after',
    { checkIns: [on('03', 'rest', '03T00:00', '12T23:59')] },
    ['rest', 'rest', 'rest', 'rest', 'rest'],
  ],
  [
    'a return after midnight',
    { checkIns: [on('07', 'field', undefined, '08T00:30')] },
    ['none', 'in_village', 'none', 'none', 'none'],
  ],
  [
    'leave',
    { leaves: [{ fromDay: '2026-07-05', toDay: '2026-07-07', endedDay: null, state: 'said' }] },
    ['leave', 'leave', 'none', 'none', 'none'],
  ],
  [
    'leave ended early',
    { leaves: [{ fromDay: '2026-07-06', toDay: '2026-07-10', endedDay: '2026-07-07', state: 'ended' }] },
    ['leave', 'leave', 'none', 'none', 'none'],
  ],
  [
    'leave refused',
    { leaves: [{ fromDay: '2026-07-06', toDay: '2026-07-10', endedDay: null, state: 'refused' }] },
    ['none', 'none', 'none', 'none', 'none'],
  ],
  ['work told of', { workDays: ['2026-07-08'] }, ['none', 'none', 'in_village', 'none', 'none']],
  [
    'work told of on a day of business',
    { workDays: ['2026-07-08'], checkIns: [on('08', 'business')] },
    ['none', 'none', 'business', 'none', 'none'],
  ],
]

describe('The days on record', () => {
  it.each(cases)('%s', (_name, said, days) => {
    expect(held(said)).toEqual(days)
  })

  it('are counted by kind, without any share of them', () => {
    const days = daysHeld({ ...none, workDays: ['2026-07-08'] }, '2026-07-06', '2026-07-10', ZONE)
    expect(countDays(days)).toEqual({ in_village: 1, business: 0, leave: 0, rest: 0, none: 4 })
  })

  it('are none when the period is turned around', () => {
    expect(daysFrom('2026-07-10', '2026-07-06')).toEqual([])
  })
})
