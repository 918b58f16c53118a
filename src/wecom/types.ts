/** What the wire hands to the rest of the program, and what it needs from it. No XML, signature or token goes further. */

/** The self-built application (自建应用) as the operator registered it. */
export interface Credentials {
  corpId: string
  agentId: number
  secret: string
  callbackToken: string
  /** EncodingAESKey: 43 characters */
  callbackAesKey: string
  /** e.g. `https://qyapi.weixin.qq.com`; may carry a path prefix */
  apiBaseUrl: string
}

/** Structured logging as pino does it. Nothing here ever logs a text, a token or a secret. */
export interface Log {
  info(fields: object, message: string): void
  warn(fields: object, message: string): void
  error(fields: object, message: string): void
}

/** A picked place. Degrees as WeCom's map gives them (GCJ-02 by general belief). */
export interface Position {
  latitude: number
  longitude: number
  /** the address in words, possibly empty */
  label: string
  /** sent from the WeCom client, not from WeChat's plugin (AppType `wxwork`) */
  fromWeCom: boolean
}

export interface EventContent {
  kind: 'event'
  /** lower case (`click`, `template_card_event` …), except `LOCATION`, whose coordinates are never read */
  event: string
  /** menu key, card button key or URL; empty when the event has none */
  eventKey: string
  taskId?: string
  /** pays for one update of the tapped card */
  responseCode?: string
  /** `location_select` only */
  location?: Position
  /** `change_contact` only */
  changeType?: string
  /** whom a `change_contact` is about, as written */
  userId?: string
}

export type Content =
  | { kind: 'text'; text: string }
  | { kind: 'image'; mediaId: string }
  | { kind: 'voice'; mediaId: string; format: string }
  | { kind: 'video'; mediaId: string }
  | ({ kind: 'location' } & Position)
  | { kind: 'link'; title: string; url: string }
  | EventContent

/** One message or event, verified and read. A redelivery carries the same key. */
export interface Delivery {
  /** `m:<MsgId>` or `e:<CreateTime>:<hash>`; at most 80 characters */
  key: string
  /** UserID in lower case; `sys` for system events */
  from: string
  /** CreateTime, epoch ms (whole seconds) */
  at: number
  content: Content
}

/**
 * Takes a delivery and gives the text of the passive reply, or null for an empty body.
 * Resolves only when a crash can no longer lose the message. When it throws, the connection is dropped without an
 * answer, so that WeCom delivers again. WeCom ignores a text in answer to `template_card_event`: queue it instead.
 */
export type Receive = (delivery: Delivery) => Promise<string | null>

/** Where the access token lives, shared by every process of the application. */
export interface TokenStore {
  read(): Promise<AccessToken | null>
  write(token: AccessToken): Promise<void>
  /** forgets the token, unless another has been stored meanwhile */
  drop(token: string): Promise<void>
  /** runs `work` while no other process runs its own */
  exclusively<T>(work: () => Promise<T>): Promise<T>
}

export interface AccessToken {
  token: string
  /** epoch ms of the machine's clock */
  expiresAt: number
}
