import { createEventQueue } from '../../src/simulate/eventQueue'
import { dice } from '../../src/simulate/random'
import { spreadOf } from '../../src/simulate/tally'

describe('dice', () => {
  it('throw the same for the same labels, whatever else is thrown', () => {
    const first = [dice(1, 'a').next(), dice(1, 'b').next()]
    dice(2, 'a').next()
    expect([dice(1, 'a').next(), dice(1, 'b').next()]).toEqual(first)
    expect(first[0]).not.toBe(first[1])
  })

  it('are fair within what a thousand throws allow', () => {
    const hits = Array.from({ length: 1000 }, (_, n) => dice('fair', n).chance(0.3)).filter(Boolean).length
    expect(Math.abs(hits - 300)).toBeLessThan(60)
    const waits = Array.from({ length: 1000 }, (_, n) => dice('wait', n).delay(5))
    expect(Math.abs((spreadOf(waits)?.median ?? 0) - 5)).toBeLessThan(1)
  })
})

describe('the queue of events', () => {
  it('gives the soonest first, and of one instant what was put in first', () => {
    const queue = createEventQueue<string>()
    for (const [at, event] of [
      [5, 'c'],
      [1, 'a'],
      [5, 'd'],
      [3, 'b'],
    ] as const)
      queue.add(at, event)
    expect(queue.nextAt()).toBe(1)
    expect([queue.take(), queue.take(), queue.take(), queue.take()]).toEqual(['a', 'b', 'c', 'd'])
    expect([queue.take(), queue.nextAt()]).toEqual([undefined, Infinity])
  })
})
