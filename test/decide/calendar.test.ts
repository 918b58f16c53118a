import { isBetweenClocks, isWorkingDay, knowsYear, workingDayBefore } from '../../src/decide/calendar'
import { instantOf } from '../../src/time'

const PLAIN = { workingDays: [], daysOff: [] }
const ZONE = 'Asia/Shanghai'

describe('working days', () => {
  it.each([
    ['2026-07-01', true, 'a Wednesday'],
    ['2026-07-04', false, 'a Saturday'],
    ['2026-07-05', false, 'a Sunday'],
    ['2026-02-17', false, 'Spring Festival'],
    ['2026-02-14', true, 'a Saturday worked for Spring Festival'],
    ['2026-02-28', true, 'another one'],
    ['2026-10-01', false, 'National Day'],
    ['2026-09-20', true, 'a Sunday worked for National Day'],
    ['2026-10-10', true, 'a Saturday worked for National Day'],
    ['2026-10-11', false, 'the Sunday after it'],
  ])('%s is a working day: %s (%s)', (day, works) => {
    expect(isWorkingDay(day, PLAIN)).toBe(works)
  })

  it('follows the word of the district before the published calendar', () => {
    expect(isWorkingDay('2026-07-04', { workingDays: ['2026-07-04'], daysOff: [] })).toBe(true)
    expect(isWorkingDay('2026-07-01', { workingDays: [], daysOff: ['2026-07-01'] })).toBe(false)
    expect(isWorkingDay('2026-10-10', { workingDays: [], daysOff: ['2026-10-10'] })).toBe(false)
  })

  it.each([
    ['2026-07-06', '2026-07-03', 'Monday after Friday'],
    ['2026-07-02', '2026-07-01', 'Thursday after Wednesday'],
    ['2026-10-09', '2026-10-08', 'within the week'],
    ['2026-10-08', '2026-09-30', 'over the National Day week'],
    ['2026-10-12', '2026-10-10', 'a worked Saturday counts'],
  ])('the working day before %s is %s (%s)', (day, before) => {
    expect(workingDayBefore(day, PLAIN)).toBe(before)
  })

  it('goes on by Monday to Friday in a year nobody has published', () => {
    expect(knowsYear(2026)).toBe(true)
    expect(knowsYear(2090)).toBe(false)
    expect(isWorkingDay('2090-10-02', PLAIN)).toBe(true)
    expect(isWorkingDay('2090-10-01', PLAIN)).toBe(false)
  })
})

describe('quiet hours', () => {
  it.each([
    ['21:29:59', false],
    ['21:30:00', true],
    ['23:59:59', true],
    ['00:00:00', true],
    ['06:59:59', true],
    ['07:00:00', false],
    ['12:00:00', false],
  ])('%s is quiet: %s', (time, quiet) => {
    const at = instantOf('2026-07-01', time, ZONE)
    expect(isBetweenClocks(at, '2026-07-01', '21:30', '07:00', ZONE)).toBe(quiet)
  })
})
