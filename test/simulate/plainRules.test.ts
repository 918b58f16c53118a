import { createPlainRules } from '../../src/simulate/plainRules'
import { createTruth } from '../../src/simulate/truth'
import { rulesOf, smallWorld } from './worlds'

const DAY = 24 * 3_600_000
const begin = Date.parse('2026-06-01T00:00:00+08:00')
const nine = begin + 9 * 3_600_000

function rules() {
  const world = smallWorld(rulesOf('standard'), 6)
  return createPlainRules(world, createTruth(world), begin)
}

describe('the plain rules', () => {
  it('raise an alarm at nine for every team of which nobody has written that day', () => {
    const plain = rules()
    plain.heard(0, nine - 60_000)
    plain.silentTeams('2026-06-01', nine)
    expect(plain.atNine.raised).toBe(1)
  })

  it('raise one alarm for each person a day and a grace after the last word, and a new one only after a new word', () => {
    const plain = rules()
    plain.look(begin + DAY)
    expect(plain.heartbeat.raised).toBe(0)
    plain.look(begin + 1.25 * DAY)
    plain.look(begin + 1.5 * DAY)
    expect(plain.heartbeat.raised).toBe(6)
    plain.heard(0, begin + 1.6 * DAY)
    plain.look(begin + 3 * DAY)
    expect(plain.heartbeat.raised).toBe(7)
  })
})
