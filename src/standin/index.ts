import type { AddressInfo } from 'node:net'
import { createCallbacks, type Callbacks } from './callbacks'
import { createCards } from './cards'
import { newKeys, type Keys } from './craft'
import { createDirectory } from './directory'
import { createFaults, type Fault } from './faults'
import { createMediaShelf, mediaApis } from './media'
import { menuApis } from './menu'
import { createSend } from './send'
import { createApiServer } from './server'
import type { Member, Push, State } from './state'
import { createTokens } from './tokens'

export type { Member, Push } from './state'

/** A WeCom on this machine: the same wire in both directions, with real error codes and limits. */
export interface StandIn extends Callbacks {
  /** for WECOM_API_BASE_URL */
  apiBaseUrl: string
  keys: Keys
  /** the visible range; members may be added at any time */
  members: Member[]
  /** where messages and events are delivered, e.g. `http://127.0.0.1:3000/wecom/callback` */
  callbackUrl: string | undefined
  /** all that reached people, in order */
  pushes: Push[]
  /** accepted, but not delivered because of the duplicate check */
  duplicates: Push[]
  /** silently dropped by the limits per member */
  dropped: State['dropped']
  pushesTo(userid: string): Push[]
  /** calls back at each push; gives the way to stop it */
  onPush(listener: (push: Push) => void): () => void
  /** forgets pushes, duplicates, drops, counters and scripted faults; not what the duplicate check and limits remember */
  clear(): void
  /** calls per API, e.g. `requests['message/send']` */
  requests: Record<string, number>
  /** the menu as created, null when there is none */
  menu(): unknown
  failNext(count: number, fault: Fault, api?: string): void
  /** calls with the current token answer 42001 */
  expireToken(): void
  /** calls with the current token answer 40014 */
  revokeToken(): void
  /** an OAuth code for `auth/getuserinfo`: good once, for 5 min */
  loginCode(userid: string): string
  stop(): Promise<void>
}

export interface StandInOptions {
  members: Member[]
  /** missing keys are invented */
  keys?: Partial<Keys>
  /** 0: any free port */
  port?: number
  callbackUrl?: string
  /** epoch ms; the machine's clock unless given */
  now?: () => number
  /** knock again up to three times when an answer is missing or bad; off unless wanted */
  redeliver?: boolean
}

/** Starts a stand-in on 127.0.0.1. */
export async function startStandIn(options: StandInOptions): Promise<StandIn> {
  const now = options.now ?? Date.now
  const listeners = new Set<(push: Push) => void>()
  const state: State = {
    keys: { ...newKeys(), ...options.keys },
    now,
    members: [...options.members],
    media: createMediaShelf(now),
    pushes: [],
    duplicates: [],
    dropped: [],
    requests: {},
    menu: null,
    announce: (push) => listeners.forEach((listener) => listener(push)),
  }
  const tokens = createTokens(state)
  const directory = createDirectory(state)
  const cards = createCards(state)
  const faults = createFaults()
  const server = createApiServer({
    state,
    tokens,
    faults,
    apis: {
      gettoken: tokens.gettoken,
      'message/send': createSend(state, cards),
      ...cards.apis,
      ...mediaApis(state),
      ...menuApis(state),
      ...directory.apis,
    },
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo

  const standIn: StandIn = {
    ...createCallbacks({
      keys: state.keys,
      now,
      callbackUrl: () => standIn.callbackUrl,
      newMedia: (kind) =>
        state.media.put(kind, kind, 'application/octet-stream', Buffer.from(`made-up ${kind}`)),
      cards,
      lastCardOf: (userid) => state.pushes.filter(({ to, card }) => card && to.includes(userid)).at(-1),
      redeliver: options.redeliver ?? false,
    }),
    apiBaseUrl: `http://127.0.0.1:${port}`,
    keys: state.keys,
    members: state.members,
    callbackUrl: options.callbackUrl,
    pushes: state.pushes,
    duplicates: state.duplicates,
    dropped: state.dropped,
    get requests() {
      return state.requests
    },
    pushesTo: (userid) => state.pushes.filter(({ to }) => to.includes(userid.toLowerCase())),
    onPush(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    clear() {
      for (const list of [state.pushes, state.duplicates, state.dropped]) list.length = 0
      state.requests = {}
      faults.clear()
    },
    menu: () => state.menu,
    failNext: faults.failNext,
    expireToken: tokens.expire,
    revokeToken: tokens.revoke,
    loginCode: directory.loginCode,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return standIn
}
