import {
  addDays,
  dayOf,
  daysBetween,
  instantOf,
  isDay,
  isoOf,
  isZone,
  localTime,
  weekdayOf,
} from '../src/time'

const SHANGHAI = 'Asia/Shanghai'

describe('time', () => {
  it.each([
    ['2026-07-01T16:30:00Z', SHANGHAI, '2026-07-02', '2026-07-02T00:30:00+08:00'],
    ['2026-07-01T10:00:00Z', 'America/New_York', '2026-07-01', '2026-07-01T06:00:00-04:00'],
    ['2026-12-01T03:00:00Z', 'America/New_York', '2026-11-30', '2026-11-30T22:00:00-05:00'],
    ['2026-07-01T20:00:00Z', 'Asia/Kathmandu', '2026-07-02', '2026-07-02T01:45:00+05:45'],
    ['2026-01-01T00:00:00Z', 'UTC', '2026-01-01', '2026-01-01T00:00:00+00:00'],
  ])('reads %s in %s', (instant, zone, day, iso) => {
    const at = Date.parse(instant)
    expect(dayOf(at, zone)).toBe(day)
    expect(isoOf(at, zone)).toBe(iso)
    expect(Date.parse(isoOf(at, zone))).toBe(at)
  })

  it('splits an instant into local fields', () => {
    expect(localTime(Date.parse('2026-07-01T10:05:09Z'), SHANGHAI)).toEqual({
      day: '2026-07-01',
      hour: 18,
      minute: 5,
      second: 9,
    })
  })

  it.each([
    ['2026-07-01', '18:00', SHANGHAI, '2026-07-01T10:00:00.000Z'],
    ['2026-07-01', 1439, SHANGHAI, '2026-07-01T15:59:00.000Z'],
    ['2026-03-08', '02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
    ['2026-11-01', '01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    ['2026-03-08', '12:00', 'America/New_York', '2026-03-08T16:00:00.000Z'],
  ])('finds the instant of %s %s in %s', (day, time, zone, expected) => {
    expect(new Date(instantOf(day, time, zone)).toISOString()).toBe(expected)
  })

  it('counts days over month and year ends', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-03-01', -1)).toBe('2028-02-29')
    expect(daysBetween('2026-06-30', '2026-07-02')).toBe(2)
    expect(daysBetween('2026-07-02', '2026-06-30')).toBe(-2)
  })

  it('knows weekdays, days and zones', () => {
    expect(weekdayOf('2026-07-05')).toBe(0)
    expect(weekdayOf('2026-07-06')).toBe(1)
    expect([isDay('2026-02-29'), isDay('2028-02-29'), isDay('2026-7-1')]).toEqual([false, true, false])
    expect([isZone('Asia/Shanghai'), isZone('Mars/Base')]).toEqual([true, false])
  })
})
