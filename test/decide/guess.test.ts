import { isGuess } from '../../src/decide/unsure'

describe('a guess', () => {
  test.each([
    '应该在后山',
    '杨海可能下组了',
    '他估计还在山上',
    '好像回村了',
    '大概在三组',
    '应该没事',
    '多半都平安',
    '怕是去镇上了',
    '在村里吧',
    '应该已经回来了',
  ])('says only where somebody may be: %s', (words) => {
    expect(isGuess(words)).toBe(true)
  })

  test.each([
    '杨海在后山',
    '回来了',
    '大概6点回',
    '大概晚上7点半回来',
    '应该6点前能回',
    '可能没信号',
    '上山核图斑,可能晚点',
    '都平安',
    '他们上山了',
  ])('is not: %s', (words) => {
    expect(isGuess(words)).toBe(false)
  })
})
