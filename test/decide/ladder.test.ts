import { type Climb, nextMove } from '../../src/decide/ladder'
import { morningLadder } from '../../src/decide/morning'
import { returnLadder } from '../../src/decide/returns'
import { policyFrom } from '../../src/policy'

const policy = policyFrom({})
const MINUTE = 60_000
const DUE = 1_000 * MINUTE
const min = (n: number) => DUE + n * MINUTE
const REST = min(660)

const morning: Climb = {
  kind: 'morning',
  dueAt: DUE,
  ladder: morningLadder(policy),
  step: 0,
  level: 'none',
  lastStepAt: null,
  lastAskAt: null,
  lastToldAt: null,
  ownerId: null,
  ownedUntil: null,
  ownerAsked: false,
  restsAt: REST,
}
const back: Climb = {
  ...morning,
  kind: 'return',
  ladder: returnLadder(policy, false, 'watched'),
  restsAt: null,
}
const help: Climb = { ...back, kind: 'help', ladder: [], level: 'district', lastToldAt: DUE }
const taken = (until: number, asked = false) => ({ ownerId: 7, ownedUntil: until, ownerAsked: asked })

/** The move in a word: `rung 2`, `wait 15`, `again` … */
const move = (climb: Climb, now: number) => {
  const next = nextMove(climb, now, policy)
  if (next.do === 'rung') return `rung ${next.index}`
  if (next.do === 'wait') return next.until === null ? 'wait' : `wait ${(next.until - DUE) / MINUTE}`
  return next.do
}

describe('the next move of a search', () => {
  it.each<[string, Climb, number, string]>([
    ['waits for the due time', morning, min(-1), 'wait 0'],
    ['asks at the due time', morning, DUE, 'rung 0'],
    [
      'asks the next rung at its time',
      { ...morning, step: 1, lastStepAt: DUE, lastAskAt: DUE },
      min(15),
      'rung 1',
    ],
    ['and not before', { ...morning, step: 1, lastStepAt: DUE, lastAskAt: DUE }, min(14), 'wait 15'],
    [
      'alarms an hour after due',
      { ...morning, step: 4, lastStepAt: min(45), lastAskAt: min(45) },
      min(60),
      'rung 4',
    ],
    [
      'takes the first step not yet taken after a stop',
      { ...morning, step: 1, lastStepAt: DUE, lastAskAt: DUE },
      min(100),
      'rung 1',
    ],
    [
      'keeps the second telling of the district as far from the first as the ladder meant',
      { ...morning, step: 6, level: 'district', lastStepAt: min(341), lastToldAt: min(341) },
      min(342),
      'wait 461',
    ],
    [
      'tells the district again at its time when the first was in time',
      { ...morning, step: 6, level: 'district', lastStepAt: min(120), lastToldAt: min(120) },
      min(240),
      'rung 6',
    ],
    [
      'takes one step a minute',
      { ...morning, step: 2, lastStepAt: min(100), lastAskAt: min(100) },
      min(100),
      'wait 101',
    ],
    [
      'leaves an ask five minutes before an alarm',
      { ...morning, step: 4, lastStepAt: min(103), lastAskAt: min(103) },
      min(104),
      'wait 108',
    ],
    [
      'and alarms then',
      { ...morning, step: 4, lastStepAt: min(103), lastAskAt: min(103) },
      min(108),
      'rung 4',
    ],
    ['rests in the evening', { ...morning, step: 5, level: 'township', lastToldAt: min(60) }, REST, 'rest'],
    [
      'rests in the evening also when somebody has it',
      { ...morning, step: 5, level: 'township', ...taken(min(650)) },
      REST,
      'rest',
    ],
    [
      'does not tell a morning again after its last rung',
      { ...morning, step: 7, level: 'district', lastToldAt: min(240) },
      min(300),
      'wait 660',
    ],
    [
      'stands still while somebody has it',
      { ...morning, step: 5, level: 'township', lastToldAt: min(60), ...taken(min(130)) },
      min(114),
      'wait 115',
    ],
    [
      'asks whoever has it after 45 minutes',
      { ...morning, step: 5, level: 'township', ...taken(min(130)) },
      min(115),
      'ask_owner',
    ],
    ['asks once', { ...morning, step: 5, level: 'township', ...taken(min(130), true) }, min(116), 'wait 130'],
    [
      'lapses after an hour',
      { ...morning, step: 5, level: 'township', ...taken(min(130), true) },
      min(130),
      'lapse',
    ],
    [
      'goes on from its next rung after that',
      { ...morning, step: 5, level: 'township', lastStepAt: min(60), lastToldAt: min(130) },
      min(130),
      'rung 5',
    ],
    [
      'tells the top of a return again every half hour',
      { ...back, step: 5, level: 'district', lastToldAt: min(105) },
      min(135),
      'again',
    ],
    [
      'but not while somebody has it',
      { ...back, step: 5, level: 'district', lastToldAt: min(105), ...taken(min(170)) },
      min(140),
      'wait 155',
    ],
    ['tells of a call for help again every ten minutes', help, min(10), 'again'],
    [
      'and every hour once somebody has it',
      { ...help, ...taken(min(120)), lastToldAt: min(5) },
      min(65),
      'again',
    ],
  ])('%s', (_name, climb, now, expected) => {
    expect(move(climb, now)).toBe(expected)
  })
})
