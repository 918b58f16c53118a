import { type SaidAbout, type SaidCheckIn, type SaidLeave, whereaboutsAt } from '../../src/decide/whereabouts'
import { policyFrom } from '../../src/policy'

const ZONE = 'Asia/Shanghai'
const policy = policyFrom({})

/** `9:05` of the 10th, or `07-09 17:40`. */
function at(text: string): number {
  const [day = '', clock = ''] = text.includes(' ') ? text.split(' ') : ['07-10', text]
  return Date.parse(`2026-${day}T${clock.padStart(5, '0')}:00+08:00`)
}

let id = 0
function checkIn(said: string, rest: Partial<SaidCheckIn> = {}): SaidCheckIn {
  const day = said.includes(' ') ? `2026-${said.split(' ')[0] ?? ''}` : '2026-07-10'
  const nothing = { place: null, activity: null, companions: null, fromAt: null, untilAt: null }
  return {
    ...{ id: ++id, saidAt: at(said), speakerId: 1, source: 'own', day, status: 'in_village' },
    ...{ ...nothing, noSignal: false, words: '' },
    ...rest,
  }
}
const leave = (said: string, fromDay: string, toDay: string, rest: Partial<SaidLeave> = {}): SaidLeave => ({
  ...{ id: ++id, saidAt: at(said), speakerId: 1, source: 'own', words: '' },
  ...{ fromDay: `2026-${fromDay}`, toDay: `2026-${toDay}`, endedDay: null, state: 'said', ...rest },
})
const note = (said: string, source: 'own' | 'mate' | 'cadre' = 'own') => ({
  ...{ id: ++id, saidAt: at(said), speakerId: 2, source, days: null },
})

const nothing: SaidAbout = { checkIns: [], leaves: [], safe: [], notSeen: [], locations: [], heardAt: null }
const now = (time: string, said: Partial<SaidAbout>) =>
  whereaboutsAt({ ...nothing, ...said }, at(time), ZONE, policy)

describe('Where somebody is', () => {
  const upHill = checkIn('7:42', { status: 'field', untilAt: at('18:00'), noSignal: true })
  const training = { status: 'business', fromAt: at('07-13 00:00'), untilAt: at('07-15 23:59') }
  const whole: [name: string, time: string, said: Partial<SaidAbout>, status: string | null | undefined][] = [
    ['is unknown when nobody said anything', '9:00', {}, undefined],
    ['is what was said for the rest of its day', '23:00', { checkIns: [checkIn('8:00')] }, 'in_village'],
    ['is unknown the next morning', '07-11 8:00', { checkIns: [checkIn('8:00')] }, undefined],
    ['is still the hill after the time of return', '19:00', { checkIns: [upHill] }, 'field'],
    [
      'is the newest word whoever said it',
      '12:00',
      { checkIns: [upHill, checkIn('11:00', { source: 'cadre', speakerId: 9, status: 'business' })] },
      'business',
    ],
    [
      'is the later of two things said at once',
      '9:00',
      { checkIns: [upHill, checkIn('7:42')] },
      'in_village',
    ],
    [
      'does not start before its time',
      '9:00',
      { checkIns: [checkIn('8:00', { fromAt: at('15:00') })] },
      undefined,
    ],
    ['starts at its time', '15:00', { checkIns: [checkIn('8:00', { fromAt: at('15:00') })] }, 'in_village'],
    [
      'is a training announced days before',
      '07-14 10:00',
      { checkIns: [checkIn('07-10 9:00', { ...training, day: '2026-07-13' })] },
      'business',
    ],
    [
      'is the word of the day rather than what was announced',
      '07-14 10:00',
      { checkIns: [checkIn('07-10 9:00', training), checkIn('07-14 8:00')] },
      'in_village',
    ],
    [
      'is the announcement again the day after',
      '07-15 10:00',
      { checkIns: [checkIn('07-10 9:00', training), checkIn('07-14 8:00')] },
      'business',
    ],
    ['is leave from the moment it is said', '9:01', { leaves: [leave('9:00', '07-10', '07-11')] }, 'leave'],
    ['is leave on its last evening', '07-11 23:00', { leaves: [leave('9:00', '07-10', '07-11')] }, 'leave'],
    ['is no leave afterwards', '07-12 0:01', { leaves: [leave('9:00', '07-10', '07-11')] }, undefined],
    [
      'is no leave that was refused',
      '10:00',
      { leaves: [leave('9:00', '07-10', '07-11', { state: 'refused' })] },
      undefined,
    ],
    [
      'is no leave after the day it was ended',
      '07-12 9:00',
      { leaves: [leave('9:00', '07-10', '07-14', { state: 'ended', endedDay: '2026-07-11' })] },
      undefined,
    ],
    [
      'is the village when somebody on leave is back',
      '07-11 9:00',
      { leaves: [leave('9:00', '07-10', '07-14')], checkIns: [checkIn('07-11 8:00')] },
      'in_village',
    ],
    [
      'is not the rest that has ended',
      '14:00',
      { checkIns: [checkIn('8:00', { status: 'rest', untilAt: at('13:00') })] },
      undefined,
    ],
    [
      'is only a time when only a time was said',
      '9:00',
      { checkIns: [checkIn('8:00', { status: null, untilAt: at('18:00') })] },
      null,
    ],
  ]

  it.each(whole)('%s', (_name, time, said, status) => {
    expect(now(time, said).position?.status).toBe(status)
  })

  it('takes a time said alone as a change of the position before it', () => {
    const amendment = checkIn('12:00', { status: null, untilAt: at('19:30'), source: 'mate', speakerId: 5 })
    const { position } = now('12:30', { checkIns: [upHill, amendment] })
    expect(position).toMatchObject({
      status: 'field',
      untilAt: at('19:30'),
      noSignal: true,
      source: 'mate',
      saidAt: at('12:00'),
    })
  })

  it('leaves a position alone that is newer than the time said', () => {
    const amendment = checkIn('7:00', { status: null, untilAt: at('19:30') })
    expect(now('12:30', { checkIns: [amendment, upHill] }).position?.untilAt).toBe(at('18:00'))
  })

  it('remembers the last position when none holds', () => {
    const found = now('07-11 8:00', { checkIns: [checkIn('8:00'), upHill] })
    expect(found).toMatchObject({ position: null, last: { status: 'in_village', saidAt: at('8:00') } })
  })

  it('knows what comes later the same day', () => {
    const later = checkIn('8:00', { status: 'business', fromAt: at('15:00') })
    expect(now('9:00', { checkIns: [checkIn('8:00'), later] })).toMatchObject({
      position: { status: 'in_village' },
      next: { status: 'business', startAt: at('15:00') },
    })
  })

  it('tells whole days from a time of return', () => {
    const days = checkIn('8:00', { status: 'rest', untilAt: at('07-12 23:59') })
    expect(now('9:00', { checkIns: [days] }).position?.wholeDays).toBe(true)
    expect(now('9:00', { checkIns: [upHill] }).position?.wholeDays).toBe(false)
  })
})

describe('Somebody expected back', () => {
  const upHill = checkIn('7:42', { status: 'field', untilAt: at('18:00') })
  const cases: [name: string, time: string, said: Partial<SaidAbout>, overdue: boolean][] = [
    ['is not late before the time', '17:59', { checkIns: [upHill] }, false],
    ['is late from the time on', '18:00', { checkIns: [upHill] }, true],
    ['is late the next day too', '07-11 9:00', { checkIns: [upHill] }, true],
    [
      'is not late after writing from an hour before',
      '18:30',
      { checkIns: [upHill], heardAt: at('17:00') },
      false,
    ],
    [
      'is late when the last word is older than that',
      '18:30',
      { checkIns: [upHill], heardAt: at('16:59') },
      true,
    ],
    ['is not late once safe', '18:30', { checkIns: [upHill], safe: [note('18:10', 'mate')] }, false],
    ['is not late once somewhere else', '18:30', { checkIns: [upHill, checkIn('16:00')] }, false],
    [
      'is not late from business',
      '18:30',
      { checkIns: [checkIn('8:00', { status: 'business', untilAt: at('18:00') })] },
      false,
    ],
    [
      'is late from business without signal',
      '18:30',
      { checkIns: [checkIn('8:00', { status: 'business', untilAt: at('18:00'), noSignal: true })] },
      true,
    ],
    [
      'is not late from a day',
      '07-11 9:00',
      { checkIns: [checkIn('8:00', { status: 'field', untilAt: at('23:59') })] },
      false,
    ],
  ]
  it.each(cases)('%s', (_name, time, said, overdue) => {
    expect(now(time, said).overdue).toBe(overdue)
  })
})

describe('What else is known of somebody', () => {
  it('is not seen only when that is the newest word', () => {
    const notSeen = [note('9:31', 'cadre')]
    expect(now('10:00', { notSeen }).notSeen).not.toBeNull()
    expect(now('10:00', { notSeen, heardAt: at('9:40') }).notSeen).toBeNull()
    expect(now('10:00', { notSeen, checkIns: [checkIn('9:40', { source: 'mate' })] }).notSeen).toBeNull()
    expect(now('10:00', { notSeen, checkIns: [checkIn('9:00')] }).notSeen).not.toBeNull()
  })

  it('is safe when that is newer than the position', () => {
    expect(now('10:00', { safe: [note('9:30')], checkIns: [checkIn('9:00')] }).safe?.saidAt).toBe(at('9:30'))
    expect(now('10:00', { safe: [note('8:30')], checkIns: [checkIn('9:00')] }).safe).toBeNull()
  })

  it('is a place of the same day', () => {
    const sent = { ...note('9:00'), label: null, distanceKm: 3 }
    expect(now('10:00', { locations: [sent] }).location).not.toBeNull()
    expect(now('07-11 10:00', { locations: [sent] }).location).toBeNull()
  })
})
