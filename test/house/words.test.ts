import { linesWith, sourceFiles } from './files'

/** The words of control. People who live in a village for two years are not asked to clock in, nor ranked. */
const NEVER = /打卡|签到|考勤|未完成|排名/

describe('what the bot says', () => {
  it('never speaks of clocking in, attendance, shortfalls or ranks', () => {
    expect(
      linesWith(sourceFiles('src/wording', 'src/handle', 'src/search', 'src/jobs', 'scripts'), NEVER),
    ).toEqual([])
  })
})
