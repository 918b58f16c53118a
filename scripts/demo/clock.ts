/** The demo's own time. It only goes forward, and passes through every minute. */
export interface DemoClock {
  /** epoch ms */
  now(): number
  /** demo seconds for one real second; 0 while it stands */
  speed(): number
  /** on the way to a time as fast as the machine can */
  hurrying(): boolean
  run(speed: number): void
  pause(): void
  /** Real time has passed: moves on at the set speed. A beat during the one before is left out. */
  beat(elapsedMs: number): Promise<void>
  /** Lets a little time pass, as typing a message does, then does the work. Nothing else moves meanwhile. */
  after<T>(ms: number, work: () => Promise<T>): Promise<T>
  /**
   * Minute by minute to an instant, as fast as possible; sooner when `enough` says so after a minute, or at a pause.
   * Gives whether it got there.
   */
  hurry(to: number, enough?: () => boolean): Promise<boolean>
  /** Resolves when nothing that was begun is still under way. */
  idle(): Promise<void>
}

export interface ClockOptions {
  start: number
  /** Everything a minute brings, done before the clock moves on. */
  onMinute: (now: number) => Promise<void>
  /** The time, or the way it goes, has changed. */
  onChange: () => void
}

const MINUTE = 60_000
const nextMinute = (at: number) => (Math.floor(at / MINUTE) + 1) * MINUTE
/** A slow machine lets the demo lag; it must not leap. */
const LONGEST_BEAT = 500

export function createClock({ start, onMinute, onChange }: ClockOptions): DemoClock {
  let at = start
  let speed = 0
  let journeys = 0
  /** Raised by every pause: what was on its way stops there. */
  let stops = 0
  let beating = false
  let lane: Promise<unknown> = Promise.resolve()

  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = lane.then(work)
    lane = mine.catch(() => undefined)
    return mine
  }

  async function moveTo(to: number): Promise<void> {
    while (nextMinute(at) <= to) {
      at = nextMinute(at)
      await onMinute(at)
    }
    at = Math.max(at, to)
    onChange()
  }

  /** One minute at a time: whoever speaks meanwhile gets a turn between two minutes. */
  async function travel(to: number, enough: () => boolean): Promise<boolean> {
    const mine = stops
    while (at < to) {
      if (stops !== mine) return false
      await inTurn(() => moveTo(Math.min(nextMinute(at), to)))
      if (enough()) return true
      await new Promise(setImmediate)
    }
    return true
  }

  return {
    now: () => at,
    speed: () => speed,
    hurrying: () => journeys > 0,
    run(wanted) {
      speed = wanted
      onChange()
    },
    pause() {
      speed = 0
      stops++
      onChange()
    },
    async beat(elapsedMs) {
      if (beating || speed === 0 || journeys > 0) return
      beating = true
      try {
        const until = at + Math.min(elapsedMs, LONGEST_BEAT) * speed
        const mine = stops
        while (at < until && stops === mine) await inTurn(() => moveTo(Math.min(nextMinute(at), until)))
      } finally {
        beating = false
      }
    },
    after: (ms, work) =>
      inTurn(async () => {
        await moveTo(at + ms)
        return work()
      }),
    async hurry(to, enough = () => false) {
      journeys++
      onChange()
      try {
        return await travel(to, enough)
      } finally {
        journeys--
        onChange()
      }
    },
    async idle() {
      await lane
    },
  }
}
