import { setTimeout as sleep } from 'node:timers/promises'
import { instantOf } from '../../src/time'
import type { SceneState } from './events'
import { MORNING, type Scene } from './morning'
import { typeset } from './typeset'
import { FIRST_DAY, type World, ZONE } from './world'

/** Real milliseconds: for one minute of the morning, before a scene, and to look at it. */
export interface Pace {
  minute: number
  before: number
  look: number
}

/** About a minute for the whole morning. */
export const CALM: Pace = { minute: 90, before: 700, look: 3_000 }

export interface Playing {
  pace: Pace
  show: (scene: SceneState) => void
  /** false as soon as somebody interrupts */
  going: () => boolean
}

const MINUTE = 60_000

/** The article's morning, scene by scene, in a district that has just begun. */
export async function playMorning(world: World, { pace, show, going }: Playing): Promise<void> {
  const { clock, deeds } = world

  /** Minute by minute, slowly enough to watch. */
  async function walk(to: number): Promise<void> {
    while (going() && clock.now() < to) {
      await clock.hurry(Math.min(clock.now() + MINUTE, to))
      await sleep(pace.minute)
    }
  }

  /** Up to the minute before, so that the right phone is in view when its minute comes. */
  async function playScene({ at, show: userid, says }: Scene, index: number): Promise<void> {
    const instant = instantOf(FIRST_DAY, at, ZONE)
    await walk(instant - MINUTE)
    if (!going()) return
    show({ index, show: userid })
    await sleep(pace.before)
    await walk(instant)
    if (!going()) return
    if (says === 'voice') await deeds.do(userid, { kind: 'voice' })
    else if (says !== undefined) await deeds.do(userid, { kind: 'say', text: typeset(says.text) })
    await sleep(pace.look)
  }

  for (const [index, scene] of MORNING.entries()) if (going()) await playScene(scene, index)
}
