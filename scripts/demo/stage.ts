import type { Bubble } from './chats'
import type { Deed } from './deeds'
import type { ClockState, DemoEvent, Emit, SceneState } from './events'
import type { VillageState } from './overview'
import type { DemoPerson } from './people'
import { type Pace, playMorning } from './playing'
import { clockState, openWorld, type World } from './world'

/** All that a page has to know when it opens. */
export interface StageState {
  clock: ClockState
  people: DemoPerson[]
  villages: VillageState[]
  bubbles: readonly Bubble[]
  menu: unknown
  scene: SceneState
}

/** The district on show: one world at a time, seen by any number of pages. */
export interface Stage {
  state(): Promise<StageState>
  /** Calls back at everything that happens; gives the way to stop it. */
  subscribe(listener: Emit): () => void
  act(userid: string, deed: Deed): Promise<void>
  run(speed: number): Promise<void>
  pause(): void
  /** Runs minute by minute until the bot says something of its own accord, for a day at most. */
  next(): Promise<void>
  /** Through every minute up to an instant; earlier ones are left out. */
  goTo(at: number): Promise<void>
  /** From 08:30 once more, with nothing said by a visitor. */
  reset(): Promise<void>
  /** The article's morning, from the beginning. Resolves when it is over. */
  play(): Promise<void>
  stop(): Promise<void>
}

const BEAT = 50
const TOLD_EVERY = 80
const DAY = 86_400_000

export async function openStage(pace: Pace): Promise<Stage> {
  const listeners = new Set<Emit>()
  let scene: SceneState = { index: null, show: null }
  /** Raised by whatever interrupts a playing morning. */
  let interruptions = 0
  let telling: NodeJS.Timeout | undefined
  let lastVillages = ''

  /** A new district tells its past to itself. */
  let opening = true
  const emit: Emit = (event) => {
    if (opening) return
    if (event.type === 'clock') return tellSoon()
    if (event.type === 'bubble') tellSoon()
    listeners.forEach((listener) => listener(event))
  }
  let world = await openWorld(emit)
  opening = false
  let changing: Promise<unknown> = Promise.resolve()

  /** The clock changes many times a second; pages hear of it, and of the villages, a few times. */
  function tellSoon(): void {
    telling ??= setTimeout(() => {
      telling = undefined
      tell(world).catch(() => undefined)
    }, TOLD_EVERY)
  }

  async function tell(shown: World): Promise<void> {
    send({ type: 'clock', clock: clockState(shown.clock) })
    const now = await shown.villages()
    const text = JSON.stringify(now)
    if (text === lastVillages) return
    lastVillages = text
    send({ type: 'villages', villages: now })
  }

  const send = (event: DemoEvent) => listeners.forEach((listener) => listener(event))

  function show(next: SceneState): void {
    scene = next
    send({ type: 'scene', scene })
  }

  let beaten = performance.now()
  const heart = setInterval(() => {
    const now = performance.now()
    void world.clock.beat(now - beaten)
    beaten = now
  }, BEAT)

  /** The world as it is when no other one is being opened. */
  async function present(): Promise<World> {
    await changing
    return world
  }

  function interrupt(): void {
    interruptions++
    world.clock.pause()
    if (scene.index !== null) show({ index: null, show: null })
  }

  async function reset(): Promise<void> {
    interrupt()
    const old = world
    const opened = changing.then(async () => {
      opening = true
      await old.stop()
      world = await openWorld(emit)
      opening = false
      lastVillages = ''
      send({ type: 'reset' })
    })
    changing = opened.catch(() => undefined)
    await opened
  }

  async function play(): Promise<void> {
    await reset()
    const mine = interruptions
    const going = () => interruptions === mine
    try {
      await playMorning(world, { pace, show, going })
    } finally {
      if (going()) show({ index: null, show: null })
    }
  }

  return {
    async state() {
      const shown = await present()
      return {
        clock: clockState(shown.clock),
        people: shown.people,
        villages: await shown.villages(),
        bubbles: shown.chats.all(),
        menu: shown.menu(),
        scene,
      }
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async act(userid, deed) {
      await (await present()).deeds.do(userid, deed)
    },
    async run(speed) {
      interrupt()
      ;(await present()).clock.run(speed)
    },
    pause: interrupt,
    async next() {
      interrupt()
      const shown = await present()
      const before = shown.pushes()
      await shown.clock.hurry(shown.clock.now() + DAY, () => shown.pushes() > before)
    },
    async goTo(at) {
      interrupt()
      await (await present()).clock.hurry(at)
    },
    reset,
    play,
    async stop() {
      interrupt()
      clearInterval(heart)
      clearTimeout(telling)
      await (await present()).stop()
    },
  }
}
