import { answerTo } from '../../src/simulate/answers'
import { dice } from '../../src/simulate/random'
import { createTruth } from '../../src/simulate/truth'
import type { WorldRules } from '../../src/simulate/worldFile'
import { rulesOf, smallWorld } from './worlds'

const at = Date.parse('2026-06-01T10:00:00+08:00')

/** What a mate who knows nothing answers about somebody who is in the village. */
function answers(people: Partial<WorldRules['people']>, phones: Partial<WorldRules['phones']> = {}) {
  const rules = rulesOf('standard')
  const world = smallWorld({
    ...rules,
    trips: { ...rules.trips, working: 0 },
    away: { ...rules.away, leaveBegins: 0, business: 0, meetingDay: 0, rest: 0, ill: 0 },
    phones: { ...rules.phones, batteryDies: 0, areaOutage: 0, ...phones },
    people: { ...rules.people, mateKnows: 0, guesses: 0, ...people },
  })
  const [whom, who] = world.membersOf(0, '2026-06-01')
  if (whom === undefined || who === undefined) throw new Error('a team of two at least')
  const question = { about: 'return', village: 0, people: [whom.id] } as const
  return answerTo(world, createTruth(world), question, who.id, at, dice('answers'))?.includes(whom.name)
}

describe('who does not know where a mate is', () => {
  it.each([
    ['rings the mate up and says', { ringsUp: 1 }, {}, true],
    ['says that they do not know where nobody is ever rung up', { ringsUp: 0 }, {}, false],
    [
      'gets through to nobody whose phone is empty',
      { ringsUp: 1 },
      { batteryDies: 1, batteryHours: [48, 48] },
      false,
    ],
  ] as const)('%s', (_what, people, phones, names) => {
    expect(answers(people, phones as Partial<WorldRules['phones']>)).toBe(names)
  })
})
