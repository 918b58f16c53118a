import * as words from '../../src/simulate/phrasing'
import { type Dice, dice } from '../../src/simulate/random'
import type { Trip } from '../../src/simulate/teamDay'
import { type Fact, understand } from '../../src/understand'

const zone = 'Asia/Shanghai'
const at = Date.parse('2026-06-03T08:20:00+08:00')
const people = [
  { name: '张家伟', title: '第一书记' },
  { name: '李敏', title: '工作队员' },
]
const trip: Trip = {
  ...{ key: '0', village: 0, day: '2026-06-03', party: [], cadres: [], leavesAt: at, backAt: 0 },
  ...{ plannedAt: Date.parse('2026-06-03T17:30:00+08:00'), mute: true, place: '三组', work: '核图斑' },
}

const whereabouts = (change: object) => expect.objectContaining({ kind: 'whereabouts', ...change }) as Fact
const UNTIL = '2026-06-03T17:30:00+08:00'

describe('what simulated people write is read as they mean it', () => {
  it.each<[string, (roll: Dice) => string, Fact]>([
    ['the whole team is there', words.allHere, whereabouts({ status: 'in_village' })],
    ['the speaker is there', words.iAmHere, whereabouts({ status: 'in_village' })],
    [
      'a party goes up the hill',
      (roll) => words.goingOut(trip, { names: ['李敏'], time: true, mute: true }, zone, roll),
      whereabouts({ status: 'field', with: ['李敏'], until: UNTIL, noSignal: true }),
    ],
    ['back', words.iAmBack, whereabouts({ status: 'in_village' })],
    ['all back', words.weAreBack, whereabouts({ who: ['team'], status: 'in_village' })],
    ['later', (roll) => words.later(trip.plannedAt, zone, roll), whereabouts({ until: UNTIL })],
    ['business', words.onBusiness, whereabouts({ status: 'business' })],
    ['rest', words.resting, whereabouts({ status: 'rest' })],
    [
      'leave',
      (roll) => words.onLeave(2, false, roll),
      expect.objectContaining({ kind: 'leave', days: 2 }) as Fact,
    ],
    [
      'a mate is there',
      (roll) => words.isHere('李敏', roll),
      whereabouts({ who: ['李敏'], status: 'in_village' }),
    ],
    ['a mate is out', (roll) => words.isOut('李敏', roll), whereabouts({ who: ['李敏'] })],
    ['a mate is not back', (roll) => words.notBack(['李敏'], roll), { kind: 'not_seen', who: ['李敏'] }],
    [
      'the speaker is in need',
      (roll) => words.callsForHelp(null, '三组', roll),
      expect.objectContaining({ kind: 'help', who: ['self'] }) as Fact,
    ],
    [
      'a mate is in need',
      (roll) => words.callsForHelp('李敏', '三组', roll),
      expect.objectContaining({ kind: 'help', who: ['李敏'] }) as Fact,
    ],
    [
      'a mate is gravely ill',
      (roll) => words.gravelyIll('李敏', roll),
      expect.objectContaining({ kind: 'health', who: ['李敏'], urgent: true }) as Fact,
    ],
  ])('%s', (_what, say, fact) => {
    const texts = [...new Set(Array.from({ length: 60 }, (_, n) => say(dice('phrasing', n))))]
    expect(texts.length).toBeGreaterThan(1)
    for (const text of texts) {
      const { facts } = understand(text, at, { people, role: 'member' })
      expect([text, facts.map((read) => read.fact)]).toEqual([text, expect.arrayContaining([fact])])
    }
  })
})
