import { type Claim, judge, whoKnew } from '../../src/simulate/judge'
import { createTruth } from '../../src/simulate/truth'
import { rulesOf, smallWorld } from './worlds'

const HOUR = 3_600_000
const at = (clock: string) => Date.parse(`2026-06-01T${clock}:00+08:00`)

/** Everybody of a team of three is in the village, with signal, and all know of all: what a row changes makes the case. */
const CALM = {
  district: { secretaryWithAccount: 1, cadreWithAccount: 1, cadresPerVillage: 1 },
  trips: { working: 0, dayOff: 0 },
  away: { leaveBegins: 0, business: 0, meetingDay: 0, rest: 0, ill: 0 },
  phones: { batteryDies: 0, cadreMute: 0, areaOutage: 0 },
  people: { mateKnows: 1, cadreKnows: 1 },
}
const OUTAGE = { areaOutage: 1, areaHours: [48, 48] }
const ALONE_ON_A_HILL = { working: 1, alone: 1, noSignal: 1, cadreAlong: 0, late: 1, lateMinutes: [170, 170] }

function scene(change: object) {
  const rules = rulesOf('standard', CALM)
  const merged = Object.fromEntries(
    Object.entries(rules).map(([key, value]) => [
      key,
      typeof value === 'object' ? { ...value, ...(change as Record<string, object>)[key] } : value,
    ]),
  ) as typeof rules
  const world = smallWorld(merged)
  return { world, truth: createTruth(world) }
}

describe('an alarm about a team', () => {
  const claim: Claim = { about: 'team', village: 0, people: [], at: at('10:00') }

  it.each([
    [
      'somebody_knew',
      'a member within reach knows where he is himself',
      { people: { mateKnows: 0, cadreKnows: 0 } },
    ],
    ['somebody_knew', 'only the cadres have an account, and know', { district: { memberWithoutAccount: 1 } }],
    [
      'nobody_knew',
      'only the cadres have an account, and do not know',
      { district: { memberWithoutAccount: 1 }, people: { cadreKnows: 0 } },
    ],
    ['nobody_knew', 'the network of the township is gone', { phones: OUTAGE }],
  ])('is judged %s when %s', (verdict, _why, change) => {
    const { world, truth } = scene(change)
    // An outage of two days from some hour of the first: the second day is dark.
    const day = 'phones' in change ? 24 * HOUR : 0
    expect(judge(world, truth, { ...claim, at: claim.at + day })).toBe(verdict)
  })

  it('is not wrong because somebody on leave, whom the bot leaves in peace, knows where they are themselves', () => {
    const { world, truth } = scene({ away: { leaveBegins: 1, leaveDays: [1, 1] }, people: { cadreKnows: 0 } })
    const everybody = world.membersOf(0, '2026-06-01').map(({ id }) => id)
    expect(judge(world, truth, { ...claim, asked: [] })).toBe('nobody_knew')
    expect(judge(world, truth, { ...claim, asked: everybody })).toBe('somebody_knew')
  })

  it('is right whoever knows when one of the team is in need', () => {
    const { world, truth } = scene({})
    truth.strike({ kind: 'silent', people: [0], village: 0, at: at('09:00'), trip: null })
    expect(judge(world, truth, claim)).toBe('in_need')
  })
})

describe('an alarm about somebody not back', () => {
  it.each([
    ['nobody_knew', 'nobody has heard of him', { mateKnows: 1, cadreKnows: 1, knowsOverdue: 0 }],
    [
      'nobody_knew',
      'he is out of reach, whatever the others usually know',
      { mateKnows: 1, knowsOverdue: 1 },
    ],
  ])('is judged %s when %s', (verdict, _why, people) => {
    const { world, truth } = scene({ trips: ALONE_ON_A_HILL, people })
    const [trip] = truth.dayOf(0, '2026-06-01').trips
    if (trip === undefined) throw new Error('nobody went out')
    const late: Claim = { about: 'people', village: 0, people: trip.party, at: trip.plannedAt + HOUR }
    expect(truth.where(trip.party[0] ?? -1, late.at)).toBe('out')
    expect(judge(world, truth, late)).toBe(verdict)
  })

  it('is wrong once he has been back for longer than an answer takes, and not before', () => {
    const { world, truth } = scene({ trips: ALONE_ON_A_HILL, people: { mateKnows: 1 } })
    const [trip] = truth.dayOf(0, '2026-06-01').trips
    if (trip === undefined) throw new Error('nobody went out')
    const after = (minutes: number): Claim => ({
      ...{ about: 'people', village: 0, people: trip.party },
      at: trip.backAt + minutes * 60_000,
    })
    expect(judge(world, truth, after(-1))).toBe('nobody_knew')
    expect(judge(world, truth, after(11))).toBe('somebody_knew')
    expect(whoKnew(world, truth, after(11))).toContain(trip.party[0])
  })
})

describe('a call for help', () => {
  it('is right while somebody is in need, and wrong afterwards', () => {
    const { world, truth } = scene({})
    const emergency = truth.strike({ kind: 'calls', people: [1], village: 0, at: at('09:00'), trip: null })
    const claim: Claim = { about: 'need', village: 0, people: [1], at: at('09:10') }
    expect(judge(world, truth, claim)).toBe('in_need')
    truth.end(emergency, at('11:00'))
    expect(judge(world, truth, { ...claim, at: at('11:30') })).toBe('somebody_knew')
  })
})
