import { isReminderTime, lateEvening, morningDue, morningLadder, restsAt } from '../../src/decide/morning'
import { policyFrom } from '../../src/policy'
import { instantOf } from '../../src/time'

const ZONE = 'Asia/Shanghai'
const policy = policyFrom({})
const at = (time: string, day = '2026-07-01') => instantOf(day, time, ZONE)

describe('the morning', () => {
  it('is due at nine, at noon after a late evening', () => {
    expect(morningDue('2026-07-01', false, policy, ZONE)).toBe(at('09:00'))
    expect(morningDue('2026-07-01', true, policy, ZONE)).toBe(at('12:00'))
  })

  it('counts as a late evening what was said from five to midnight', () => {
    expect(lateEvening('2026-07-01', policy, ZONE)).toEqual({
      from: at('17:00', '2026-06-30'),
      until: at('00:00'),
    })
  })

  it.each([
    ['08:39:59', false],
    ['08:40:00', true],
    ['08:59:59', true],
    ['09:00:00', false],
  ])('reminds at %s: %s', (time, due) => {
    expect(isReminderTime(at('09:00'), at(time), policy)).toBe(due)
  })

  it('climbs in the order of the article', () => {
    expect(morningLadder(policy).map(({ after, to }) => [after, to])).toEqual([
      [0, 'mates'],
      [15, 'lead'],
      [30, 'secretary'],
      [45, 'cadres'],
      [60, 'township'],
      [120, 'district'],
      [240, 'top'],
    ])
  })

  it('follows the policy', () => {
    const other = policyFrom({ mornings: { due: '09:30', township: 40, restsAt: '19:00' } })
    expect(morningDue('2026-07-01', false, other, ZONE)).toBe(at('09:30'))
    expect(morningLadder(other).map(({ to }) => to)).toEqual([
      'mates',
      'lead',
      'secretary',
      'township',
      'cadres',
      'district',
      'top',
    ])
    expect(restsAt('2026-07-01', other, ZONE)).toBe(at('19:00'))
  })
})
