import { movedDue } from '../../src/decide/blind'
import { policyFrom } from '../../src/policy'

const policy = policyFrom({})
const MINUTE = 60_000
const DUE = 1_000 * MINUTE

/** Gaps in minutes around the due time. */
const moved = (...gaps: [number, number][]) =>
  (movedDue(
    DUE,
    gaps.map(([from, to]) => ({ from: DUE + from * MINUTE, to: DUE + to * MINUTE })),
    policy,
  ) -
    DUE) /
  MINUTE

describe('a morning that falls due while we heard nobody', () => {
  it.each<[string, [number, number][], number]>([
    ['stays where it is without a gap', [], 0],
    ['moves by the gap it lies in', [[-10, 20]], 30],
    ['moves by an hour at most', [[-120, 30]], 60],
    ['stays when the gap ended at its time', [[-30, 0]], 0],
    ['moves when the gap began at its time', [[0, 15]], 15],
    ['stays when the gap came later', [[1, 30]], 0],
    [
      'moves on when it lands in the next gap',
      [
        [-5, 5],
        [8, 20],
      ],
      22,
    ],
  ])('%s', (_what, gaps, expected) => {
    expect(moved(...gaps)).toBe(expected)
  })
})
