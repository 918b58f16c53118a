import { inert } from '../../src/wording/inert'

describe('What somebody typed', () => {
  it.each([
    ['水管坏了', '水管坏了'],
    ['看https://evil.example/x', '看evil。example/x'],
    ['<a href="x">点我</a>', '〈a href="x"〉点我〈/a〉'],
    ['第一行\n第二行', '第一行 第二行'],
    ['2.5亩', '2.5亩'],
    ['10.5公里', '10.5公里'],
  ])('%j reaches others as %j', (typed, shown) => {
    expect(inert(typed)).toBe(shown)
  })
})
