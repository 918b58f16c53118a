import type { Bubble } from './chats'
import type { VillageState } from './overview'
import type { Chip } from './understood'

export interface ClockState {
  /** epoch ms */
  now: number
  speed: number
  hurrying: boolean
}

/** A scene of the article's morning, as the page is told of it. */
export interface SceneState {
  /** null: nothing is playing */
  index: number | null
  show: string | null
}

/** What the page hears of, as it happens. */
export type DemoEvent =
  | { type: 'bubble'; bubble: Bubble }
  | { type: 'clock'; clock: ClockState }
  | { type: 'villages'; villages: VillageState[] }
  | { type: 'understood'; userid: string; text: string; chips: Chip[] }
  | { type: 'scene'; scene: SceneState }
  /** the district begins anew: everything is to be read again */
  | { type: 'reset' }

export type Emit = (event: DemoEvent) => void
