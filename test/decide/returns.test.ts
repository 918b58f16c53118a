import {
  countsAsReturn,
  type Declaration,
  firstAskAt,
  returnLadder,
  settling,
  sureWatch,
  type Watch,
  watchOf,
} from '../../src/decide/returns'
import { policyFrom } from '../../src/policy'

const policy = policyFrom({})
const ZONE = 'Asia/Shanghai'
const at = (clock: string, day = '2026-07-01') => Date.parse(`${day}T${clock}:00+08:00`)

const out: Declaration = {
  status: 'field',
  noSignal: false,
  saidAt: at('12:00'),
  untilAt: at('18:00'),
  words: '上山,6点前回',
}

describe('which declared returns are watched', () => {
  test.each<[string, Partial<Declaration>, Watch]>([
    ['out in the field', {}, 'watched'],
    ['on the way', { status: 'travelling' }, 'watched'],
    ['only a time', { status: null }, 'watched'],
    ['in the village without signal', { status: 'in_village', noSignal: true }, 'watched'],
    ['in the village', { status: 'in_village' }, 'none'],
    ['on business', { status: 'business' }, 'business'],
    ['on business without signal', { status: 'business', noSignal: true }, 'watched'],
    ['on leave', { status: 'leave' }, 'none'],
    ['on leave without signal', { status: 'leave', noSignal: true }, 'none'],
    ['at rest', { status: 'rest' }, 'none'],
    ['no time said', { untilAt: null }, 'none'],
    ['the end of the day', { untilAt: at('23:59') }, 'none'],
    ['the end of a later day', { untilAt: at('23:59', '2026-07-03') }, 'none'],
    ['exactly now', { untilAt: at('12:00') }, 'past'],
    ['before now', { untilAt: at('11:00') }, 'past'],
    ['business that was over before it was told', { status: 'business', untilAt: at('11:00') }, 'past'],
    ['at rest, long over', { status: 'rest', untilAt: at('11:00') }, 'none'],
  ])('%s', (_what, part, watch) => {
    expect(watchOf({ ...out, ...part }, policy, ZONE)).toBe(watch)
  })
})

describe('which declared returns are doubtful', () => {
  test.each<[string, Partial<Declaration>, Watch]>([
    ['21:59', { untilAt: at('21:59') }, 'watched'],
    ['22:00', { untilAt: at('22:00'), words: '今晚10点回' }, 'doubtful'],
    ['past midnight', { saidAt: at('20:00'), untilAt: at('02:00', '2026-07-02') }, 'doubtful'],
    ['6:29 in the morning', { untilAt: at('06:29', '2026-07-02'), words: '明早回' }, 'doubtful'],
    ['6:30 tomorrow, with its day', { untilAt: at('06:30', '2026-07-02'), words: '明早6点半回' }, 'watched'],
    ['ten hours off', { saidAt: at('08:00') }, 'watched'],
    ['more than ten hours off', { saidAt: at('07:59') }, 'doubtful'],
    ['more than ten hours off, with a day word', { saidAt: at('07:00'), words: '今天6点前回' }, 'watched'],
    ['two days off by name', { untilAt: at('17:00', '2026-07-03'), words: '后天下午5点回' }, 'watched'],
    ['two days off by weekday', { untilAt: at('17:00', '2026-07-03'), words: '周五下午5点回' }, 'watched'],
    ['business, more than ten hours off', { status: 'business', saidAt: at('07:00') }, 'doubtful'],
  ])('%s', (_what, part, watch) => {
    expect(watchOf({ ...out, ...part }, policy, ZONE)).toBe(watch)
  })

  it('keeps to two rungs once a doubtful business trip is confirmed', () => {
    expect(sureWatch({ status: 'business', noSignal: false })).toBe('business')
    expect(sureWatch({ status: 'field', noSignal: false })).toBe('watched')
  })
})

describe('the ladder of a return', () => {
  const times = (noSignal: boolean, watch: Watch) =>
    returnLadder(policy, noSignal, watch).map(({ after, to }) => [after, to])

  it('asks the person, the mates, the village, then tells the township and the district', () => {
    expect(times(false, 'watched')).toEqual([
      [30, 'person'],
      [45, 'mates'],
      [60, 'village'],
      [75, 'township'],
      [105, 'district'],
    ])
  })

  it('takes every rung 15 minutes later without signal', () => {
    expect(times(true, 'watched').map(([after]) => after)).toEqual([45, 60, 75, 90, 120])
    expect(firstAskAt(at('18:00'), policy, true)).toBe(at('18:45'))
    expect(firstAskAt(at('18:00'), policy, false)).toBe(at('18:30'))
  })

  it('has two rungs for business', () => {
    expect(times(false, 'business').map(([, to]) => to)).toEqual(['person', 'mates'])
  })
})

describe('what meets a declared return', () => {
  test.each([
    ['16:59', false],
    ['17:00', true],
    ['18:40', true],
  ])('a message the person writes at %s: %s', (clock, counts) => {
    expect(countsAsReturn(at(clock), at('18:00'), policy)).toBe(counts)
  })

  const due = at('18:00')
  test.each<[string, Parameters<typeof settling>[0], ReturnType<typeof settling>]>([
    ['his own 回来了', { status: 'in_village', own: true, bySupervisor: false, at: due - 1 }, 'back'],
    ['a supervisor putting him at rest', { status: 'rest', own: false, bySupervisor: true, at: due }, 'back'],
    [
      'a mate putting him on leave',
      { status: 'leave', own: false, bySupervisor: false, at: due - 1 },
      'back',
    ],
    [
      'a mate naming him before the time',
      { status: 'field', own: false, bySupervisor: false, at: due - 1 },
      'still_out',
    ],
    [
      'a mate naming him after the time',
      { status: 'field', own: false, bySupervisor: false, at: due },
      'named',
    ],
    ['a supervisor naming him', { status: 'field', own: false, bySupervisor: true, at: due }, 'still_out'],
    ['his own 还在山上', { status: 'field', own: true, bySupervisor: false, at: due }, 'still_out'],
  ])('%s', (_what, said, weight) => {
    expect(settling(said, due)).toBe(weight)
  })
})
