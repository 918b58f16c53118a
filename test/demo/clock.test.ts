import { createClock, type DemoClock } from '../../scripts/demo/clock'

const START = Date.parse('2026-07-01T08:30:00+08:00')
const MINUTE = 60_000
const at = (clock: string) => Date.parse(`2026-07-01T${clock}+08:00`)

let minutes: number[]
let work: (now: number) => Promise<void>
let clock: DemoClock

beforeEach(() => {
  minutes = []
  work = () => Promise.resolve()
  clock = createClock({
    start: START,
    onMinute: async (now) => {
      minutes.push(now)
      await work(now)
    },
    onChange: () => undefined,
  })
})

const every = (from: string, to: string) => {
  const all: number[] = []
  for (let now = at(from); now <= at(to); now += MINUTE) all.push(now)
  return all
}

describe('the demo clock', () => {
  it('stands until it is run', async () => {
    await clock.beat(400)
    expect([clock.now(), minutes]).toEqual([START, []])
  })

  it('passes through every minute, however fast it runs', async () => {
    clock.run(300)
    await clock.beat(400)
    await clock.beat(400)
    expect(minutes).toEqual(every('08:31:00', '08:34:00'))
    expect(clock.now()).toBe(START + 240_000)
  })

  it('lags behind a slow machine instead of leaping', async () => {
    clock.run(60)
    await clock.beat(60_000)
    expect(clock.now()).toBe(START + 30_000)
  })

  it('hurries through every minute on the way to a time', async () => {
    expect(await clock.hurry(at('10:05:30'))).toBe(true)
    expect(minutes).toEqual(every('08:31:00', '10:05:00'))
    expect(clock.now()).toBe(at('10:05:30'))
  })

  it('stops hurrying after the minute in which something happened', async () => {
    expect(await clock.hurry(at('12:00:00'), () => minutes.length === 10)).toBe(true)
    expect(clock.now()).toBe(at('08:40:00'))
  })

  it('stops hurrying at a pause', async () => {
    work = (now) => {
      if (now === at('08:45:00')) clock.pause()
      return Promise.resolve()
    }
    expect(await clock.hurry(at('12:00:00'))).toBe(false)
    expect([clock.now(), clock.hurrying()]).toEqual([at('08:45:00'), false])
  })

  it('never goes back', async () => {
    await clock.hurry(at('08:00:00'))
    expect(clock.now()).toBe(START)
  })

  it('lets a little time pass for what people do, and nothing else meanwhile', async () => {
    const order: string[] = []
    work = (now) => {
      order.push(new Date(now).toISOString().slice(14, 16))
      return Promise.resolve()
    }
    const journey = clock.hurry(at('08:33:00'))
    const said = clock.after(2_000, () => {
      order.push('said')
      return Promise.resolve(clock.now())
    })
    await journey
    expect(await said).toBe(at('08:31:02'))
    expect(order).toEqual(['31', 'said', '32', '33'])
  })
})
