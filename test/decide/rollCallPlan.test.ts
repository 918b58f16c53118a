import { rollCallPlan, WECOM } from '../../src/decide/rollCallPlan'

describe('the plan of a roll call', () => {
  it.each<[number, number, number]>([
    [1, 1, 1],
    [363, 1, 1],
    [1_000, 1, 1],
    [1_001, 2, 1],
    [50_000, 50, 1],
    [560_000, 560, 2],
  ])('for %d people is %d calls in %d minutes', (people, calls, minutes) => {
    expect(rollCallPlan(people)).toEqual({ calls, minutes })
  })

  it('for the whole nation stays far below what WeCom lets a corp call in a minute', () => {
    expect(rollCallPlan(560_000).calls).toBeLessThan(WECOM.callsPerMinute / 10)
  })
})
