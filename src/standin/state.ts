import type { Keys } from './craft'
import type { MediaShelf } from './media'

/** Somebody in the application's visible range. */
export interface Member {
  userid: string
  name: string
  /** in range, but without a basic interface licence (基础接口许可): nothing reaches them */
  unlicensed?: boolean
}

/** One message/send as it reached people's phones. */
export interface Push {
  msgid: string
  /** UserIDs in lower case; who was over the limit is left out */
  to: string[]
  msgtype: string
  /** what is read: the text, or a card as text with its buttons; '' for media */
  text: string
  mediaId?: string
  /** a template card as sent, or as last updated */
  card?: Record<string, unknown>
  /** cards updated for some of the people alone, by UserID in lower case */
  cardsOf?: Record<string, Record<string, unknown>>
  /** epoch ms of the stand-in's clock */
  at: number
  recalled?: boolean
  /** only in `duplicates`: the msgid of the push that it repeats */
  duplicateOf?: string
}

/** What the stand-in remembers. */
export interface State {
  keys: Keys
  now: () => number
  members: Member[]
  media: MediaShelf
  pushes: Push[]
  /** accepted with errcode 0 and not delivered, for duplicate check */
  duplicates: Push[]
  /** silently dropped by the limits per member */
  dropped: { msgid: string; userid: string; at: number }[]
  /** calls per API, e.g. `message/send` */
  requests: Record<string, number>
  menu: unknown
  announce: (push: Push) => void
}

/** One call of the API, parsed. `json` is {} when the body is none. */
export interface ApiCall {
  query: URLSearchParams
  json: Record<string, unknown>
  body: Buffer
  contentType: string
}

export type ApiAnswer = Record<string, unknown> | { bytes: Buffer; contentType: string }
export type Api = (call: ApiCall) => ApiAnswer

export function fail(errcode: number, errmsg: string): ApiAnswer {
  return { errcode, errmsg }
}

export function ok(fields: Record<string, unknown> = {}): ApiAnswer {
  return { errcode: 0, errmsg: 'ok', ...fields }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
