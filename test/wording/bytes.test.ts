import { bytes, clip, fitSections } from '../../src/wording/bytes'

describe('Bytes of a text', () => {
  it.each(['abc', '在村', '𠮷', 'é', '在a𠮷'])('of 「%s」 are those of UTF-8', (text) => {
    expect(bytes(text)).toBe(Buffer.byteLength(text))
  })

  it('are never cut inside a character', () => {
    expect(clip('在村在村', 9)).toBe('在村…')
    expect(clip('在村', 6)).toBe('在村')
  })
})

const lines = (count: number, word = '村') =>
  Array.from({ length: count }, (_, index) => `${word}${index + 1}`)
const more = (left: number) => `另有${left}个`

describe('Sections of a text', () => {
  it('stand whole when they fit', () => {
    expect(fitSections([{ lines: ['一'] }, { head: '其余:', lines: ['二'] }])).toBe('一\n其余:\n二')
  })

  it('take exactly what is allowed', () => {
    const text = fitSections([{ lines: lines(9) }])
    expect(fitSections([{ lines: lines(9), more }], Buffer.byteLength(text))).toBe(text)
  })

  it.each([20, 30, 50, 100, 200, 500])('within %i bytes say how many lines are left out', (most) => {
    const text = fitSections([{ lines: lines(99), more }], most)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(most)
    const shown = text.split('\n')
    expect(shown.at(-1)).toBe(more(99 - (shown.length - 1)))
  })

  it('leave room for those after them', () => {
    const text = fitSections([{ lines: lines(99), most: 60, more }, { lines: ['最后'] }], 120)
    expect(text.endsWith('\n最后')).toBe(true)
  })

  it('show no head over nothing', () => {
    expect(fitSections([{ lines: ['一'] }, { head: '其余:', lines: lines(9) }], 14)).toBe('一')
  })
})
