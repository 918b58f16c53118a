import { awayOf, type Coverage, coveringOn, knownOf, offOf } from '../../src/decide/accounted'

const START = 1000
type Team = Parameters<typeof knownOf>[0]
const team: Team = {
  voiceAt: null,
  attestedAt: null,
  plannedAt: null,
  members: [1, 2],
  coverages: [],
  dayStart: START,
}
const said = (personId: number, reason: Coverage['reason'], saidAt = START - 10): Coverage => ({
  personId,
  reason,
  saidAt,
})

describe('whether a team is known', () => {
  it.each<[string, Partial<Team>, string | null]>([
    ['a word of anyone in it makes it known', { voiceAt: 1500 }, 'voice'],
    ['a word of a village cadre about it does', { attestedAt: 1500 }, 'cadre'],
    ['a plan for today said yesterday does', { plannedAt: 900 }, 'said_before'],
    ['silence does not', {}, null],
    ['leave of one of two does not', { coverages: [said(1, 'leave')] }, null],
    ['business of one of two does not', { coverages: [said(1, 'business')] }, null],
    ['leave and business of all do', { coverages: [said(1, 'leave'), said(2, 'business')] }, 'away'],
    [
      'rest of all said this morning does',
      { coverages: [said(1, 'rest', 1100), said(2, 'rest', 1100)] },
      'away',
    ],
    ['a no-signal time of one said yesterday does', { coverages: [said(2, 'no_signal')] }, 'said_before'],
    ['a whereabouts for today said yesterday does', { coverages: [said(2, 'out')] }, 'said_before'],
    [
      'leave that a later word ends does not cover',
      { coverages: [said(1, 'leave'), said(2, 'rest', 900), said(2, 'in_village', 1200)] },
      null,
    ],
  ])('%s', (_name, change, expected) => {
    expect(knownOf({ ...team, ...change })?.by ?? null).toBe(expected)
  })

  it('is never so for a team without members', () => {
    expect(knownOf({ ...team, members: [] })).toBeNull()
  })
})

describe('who is left out', () => {
  const covered = [
    said(1, 'leave'),
    said(2, 'business'),
    said(3, 'rest'),
    said(4, 'out'),
    said(5, 'no_signal'),
  ]

  it('counts leave, rest and business as away', () => {
    expect([...awayOf(covered)]).toEqual([1, 2, 3])
  })

  it('asks people on business, not those on leave or at rest', () => {
    expect([...offOf(covered)]).toEqual([1, 3])
  })

  it('takes a new time for an amendment, not for a new place', () => {
    expect([...awayOf([said(1, 'business', 100), said(1, 'time', 200)])]).toEqual([1])
    expect(knownOf({ ...team, coverages: [said(1, 'time')] })?.by).toBe('said_before')
  })

  it('lets the newest word decide', () => {
    expect([...awayOf([said(1, 'leave', 100), said(1, 'in_village', 200)])]).toEqual([])
    expect([...awayOf([said(1, 'in_village', 200), said(1, 'leave', 100)])]).toEqual([])
  })
})

describe('a spell', () => {
  it.each([
    ['2026-06-30', false],
    ['2026-07-01', true],
    ['2026-07-03', true],
    ['2026-07-04', false],
  ])('from the 1st to the 3rd covers %s: %s', (day, covers) => {
    const spell = { ...said(1, 'leave'), fromDay: '2026-07-01', toDay: '2026-07-03' }
    expect(coveringOn([spell], day)).toHaveLength(covers ? 1 : 0)
  })
})
