import type { ServerConfig } from '../config'
import { type WitnessTokens, witnessTokens } from './witnessToken'

const DAY = 24 * 60 * 60_000

export interface Links {
  tokens: WitnessTokens
  /** Undefined without PUBLIC_URL: nobody's phone could open it. */
  witnessUrl: ((caseId: number, personId: number) => string) | undefined
}

/** Links a message may carry; they are dead a day after they were made, by the machine's clock. */
export function linksOf(
  { wecom, publicUrl }: Pick<ServerConfig, 'wecom' | 'publicUrl'>,
  machine: () => number,
): Links {
  const tokens = witnessTokens(wecom.callbackAesKey)
  const url = (caseId: number, personId: number) =>
    `${publicUrl ?? ''}/w/${tokens.sign({ caseId, personId, until: machine() + DAY })}`
  return { tokens, witnessUrl: publicUrl === undefined ? undefined : url }
}

/** What a runtime carries of it. */
export const withUrl = ({ witnessUrl }: Links) => (witnessUrl === undefined ? {} : { witnessUrl })
