import { createRefusalLog } from '../../src/wecom/refusals'
import { refuse } from '../../src/wecom/envelope'

const FORGED = refuse(403, 'signature does not match (check Token)')
const BROKEN = refuse(400, 'body is not the XML that WeCom sends')

/** What is written to the log when refusals come at these seconds. */
function linesOf(refusals: readonly [seconds: number, typeof FORGED][]) {
  const lines: unknown[] = []
  let now = 0
  const write = (fields: unknown) => lines.push(fields)
  const log = { debug: write, info: write, warn: write, error: write }
  const tell = createRefusalLog(log, () => now)
  for (const [seconds, refusal] of refusals) {
    now = seconds * 1000
    tell(refusal)
  }
  return lines
}

const line = ({ refused, reason }: typeof FORGED, more: number) => ({ status: refused, reason, more })

describe('The log of refused callbacks', () => {
  it('has the first of each reason at once', () => {
    const came: [number, typeof FORGED][] = [
      [0, FORGED],
      [1, BROKEN],
    ]
    expect(linesOf(came)).toEqual([line(FORGED, 0), line(BROKEN, 0)])
  })

  it('has one line a minute in a flood, with how many there were', () => {
    const flood = Array.from({ length: 600 }, (_, n): [number, typeof FORGED] => [n * 0.2, FORGED])
    expect(linesOf([...flood, [125, FORGED]])).toEqual([
      line(FORGED, 0),
      line(FORGED, 299),
      line(FORGED, 299),
    ])
  })

  it('goes on when the clock is set back', () => {
    const came: [number, typeof FORGED][] = [
      [3600, FORGED],
      [0, FORGED],
    ]
    expect(linesOf(came)).toEqual([line(FORGED, 0), line(FORGED, 0)])
  })
})
