import { ruleFor } from './errors'

/** Failed for now. After a timeout the call may have taken effect all the same. */
export interface Retry {
  kind: 'retry'
  /** WeCom's errcode, or what went wrong before there was one */
  code: number | 'timeout' | 'network' | 'http'
  /** not before that long */
  afterMs: number
}

/** Failed for good. */
export interface Refused {
  kind: 'refused'
  code: number
  /** in Chinese, for the operator: what to do */
  reason: string
  /** `application`: every call fails until somebody mends the set-up; `message`: only this one */
  concerns: 'message' | 'application'
}

export type Failure = Retry | Refused
export type Outcome<T extends object> = ({ kind: 'ok' } & T) | Failure

export type SendOutcome =
  /**
   * `invalid`: UserIDs in lower case whom WeCom did not deliver to (unknown, out of range, without a licence).
   * `responseCode`: pays for one update of a card.
   */
  { kind: 'sent'; msgid: string; invalid: string[]; responseCode?: string } | Failure

/** What an errcode other than 0 means for the caller. */
export function failureOf(code: number): Failure {
  const { does, afterMs, advice } = ruleFor(code)
  if (does === 'retry') return { kind: 'retry', code, afterMs: afterMs ?? 1_000 }
  return { kind: 'refused', code, reason: advice, concerns: does }
}
