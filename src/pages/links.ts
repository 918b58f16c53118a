import type { ServerConfig } from '../config'
import { type WitnessClaim, type WitnessTokens, witnessTokens } from './witnessToken'

const DAY = 24 * 60 * 60_000
/** What two clocks that tell the same time may differ by. */
const SAME = 5 * 60_000

export interface Links {
  tokens: WitnessTokens
  /** Undefined without PUBLIC_URL: nobody's phone could open it. `now` is the clock of the case. */
  witnessUrl: ((caseId: number, personId: number, now: number) => string) | undefined
}

/** Links a message may carry; they are dead a day after they were made, by the machine's clock. */
export function linksOf(
  { wecom, publicUrl }: Pick<ServerConfig, 'wecom' | 'publicUrl'>,
  machine: () => number,
): Links {
  const tokens = witnessTokens(wecom.callbackAesKey)
  const url = (caseId: number, personId: number, now: number) =>
    `${publicUrl ?? ''}/w/${tokens.sign({ caseId, personId, until: machine() + DAY, at: now })}`
  return { tokens, witnessUrl: publicUrl === undefined ? undefined : url }
}

/** How far the machine's clock is ahead of the one the search was driven by (a job run `--at` another time); else 0. */
export function clockAhead({ until, at }: Pick<WitnessClaim, 'until' | 'at'>): number {
  const ahead = until - DAY - at
  return Math.abs(ahead) < SAME ? 0 : ahead
}

/** What a runtime carries of it. */
export const withUrl = ({ witnessUrl }: Links) => (witnessUrl === undefined ? {} : { witnessUrl })
