/** The halves of a day: 早上, 傍晚, 天黑前. */
import type { DayPart } from './vocabulary/features'

export const PARTS: Readonly<Record<string, DayPart>> = Object.fromEntries(
  (
    [
      ['凌晨', 0, 6],
      ['早上', 5, 12, 8],
      ['早晨', 5, 12, 8],
      ['一早', 5, 12],
      ['一大早', 5, 12],
      ['大早', 5, 12],
      ['早', 5, 12, 8],
      ['上午', 5, 12],
      ['中午', 11, 14, 12],
      ['午饭前', 11, 14, 12],
      ['中饭前', 11, 14, 12],
      ['中午饭前', 11, 14, 12],
      ['午后', 12, 18],
      ['下午', 12, 18],
      ['傍晚', 17, 20, 18.5],
      ['天黑前', 17, 21, 19.5],
      ['天黑之前', 17, 21, 19.5],
      ['天黑', 17, 21, 19.5],
      ['黑之前', 17, 21, 19.5],
      ['太阳落山前', 17, 21, 19.5],
      ['太阳落山', 17, 21, 19.5],
      ['晚上', 18, 24],
      ['晚间', 18, 24],
      ['夜里', 19, 29],
      ['半夜', 22, 29],
      ['晚饭前', 17, 20],
      ['晚', 18, 24],
    ] as const
  ).map(([word, starts, ends, clock]) => [
    word,
    { word, starts: starts * 60, ends: ends * 60, ...(clock === undefined ? {} : { clock: clock * 60 }) },
  ]),
)

/** Day words that also say the half of the day. */
export const DAY_WITH_PART: Readonly<Record<string, string>> = {
  今早: '早上',
  明早: '早上',
  今晚: '晚上',
  明晚: '晚上',
  昨晚: '晚上',
  今夜: '夜里',
  昨夜: '夜里',
}
