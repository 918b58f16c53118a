import { dayWord, dayWords, when, whenFully } from '../../src/wording/when'

const ZONE = 'Asia/Shanghai'
/** A Friday. */
const TODAY = '2026-07-10'
const at = (text: string) => Date.parse(`${text}:00+08:00`)
const NOW = at('2026-07-10T10:00')

describe('A day as people say it', () => {
  it.each([
    ['2026-07-10', '今天'],
    ['2026-07-09', '昨天'],
    ['2026-07-08', '前天'],
    ['2026-07-11', '明天'],
    ['2026-07-12', '后天'],
    ['2026-07-06', '周一'],
    ['2026-07-05', '7月5日'],
    ['2026-07-13', '7月13日'],
  ])('%s is %s', (day, word) => {
    expect(dayWord(day, TODAY)).toBe(word)
  })
})

describe('A stretch of days as people say it', () => {
  it.each([
    ['2026-07-10', '2026-07-10', '今天'],
    ['2026-07-06', '2026-07-12', '本周'],
    ['2026-06-29', '2026-07-05', '上周'],
    ['2026-07-01', '2026-07-31', '这个月'],
    ['2026-06-01', '2026-06-30', '上个月'],
    ['2026-05-01', '2026-05-31', '5月'],
    ['2025-05-01', '2025-05-31', '2025年5月'],
    ['2026-07-10', '2026-07-12', '7月10日到12日'],
    ['2026-06-28', '2026-07-03', '6月28日到7月3日'],
    ['2025-12-30', '2026-01-02', '2025年12月30日到1月2日'],
  ])('%s to %s is %s', (from, to, words) => {
    expect(dayWords(from, to, TODAY)).toBe(words)
  })
})

describe('An instant as people say it', () => {
  it.each([
    ['2026-07-10T07:42', '7:42', '今天7:42'],
    ['2026-07-09T17:40', '昨天17:40', '昨天17:40'],
    ['2026-07-06T09:05', '周一9:05', '周一9:05'],
  ])('%s is %s', (instant, short, full) => {
    expect(when(at(instant), NOW, ZONE)).toBe(short)
    expect(whenFully(at(instant), NOW, ZONE)).toBe(full)
  })
})
