import { createAccess, isFailure } from './access'
import { type ButtonCard, templateCard } from './card'
import { createRequest, type Json } from './http'
import type { Failure, Outcome, SendOutcome } from './outcome'
import { fitText } from './text'
import type { Credentials, Log, TokenStore } from './types'

export const RECEIVERS_LIMIT = 1000

/** How long WeCom drops an identical message, seconds; it allows up to 4 h. */
const DUPLICATE_CHECK = 1800

export interface ClientOptions {
  credentials: Credentials
  tokens: TokenStore
  log: Log
  /** per request, ms */
  timeoutMs?: number
  fetch?: typeof fetch
  /** the machine's clock, for the token's expiry only */
  now?: () => number
}

interface Receivers {
  /** 1 to 1000 UserIDs */
  to: string[]
  /** seconds, at most 4 h; 1800 unless given */
  duplicateCheckSeconds?: number
}

export interface CardChange {
  to: string[]
  responseCode: string
  /** The new card, or the word its buttons show from now on. */
  card: ButtonCard | string
  taskId: string
}

/** The application's calls to WeCom. Nothing throws for what WeCom answers; only a broken token store does. */
export interface WecomClient {
  /** A text of at most 2048 bytes (the rest is cut off). The same arguments give the same bytes, so a repeat is dropped by WeCom. */
  sendText(message: Receivers & { text: string }): Promise<SendOutcome>
  /** Sends on a picture or voice by its media_id (valid 3 days, uploaded or received). */
  sendMedia(message: Receivers & { kind: 'voice' | 'image'; mediaId: string }): Promise<SendOutcome>
  /** A button template card. `taskId`: unique in the application, `[0-9A-Za-z_-@]`, at most 128 bytes. */
  sendCard(message: Receivers & { card: ButtonCard; taskId: string }): Promise<SendOutcome>
  /**
   * Replaces the card of these people by a new one with a task of its own, or makes its buttons inert. A code pays for
   * one call, within 72 h of its coming.
   */
  updateCard(update: CardChange): Promise<Outcome<object>>
  uploadMedia(
    kind: 'image' | 'voice' | 'video' | 'file',
    filename: string,
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<Outcome<{ mediaId: string }>>
  /** Replaces the application's menu: `{ button: [...] }` as WeCom documents it. */
  createMenu(menu: object): Promise<Outcome<object>>
  /** `active`: joined, and neither disabled nor left. */
  getUser(userid: string): Promise<Outcome<{ userid: string; name: string; active: boolean }>>
  /** Who came back from the web login; `userid` is null for somebody outside the corp. */
  userByCode(code: string): Promise<Outcome<{ userid: string | null }>>
  /** Corp id and secret are right: a token is at hand. */
  checkToken(): Promise<Outcome<{ expiresAt: number }>>
  /** Agent id is right and this machine's IP is trusted: a harmless call works. */
  checkAccess(): Promise<Outcome<object>>
}

/** A client for one application; every process may have its own over a shared token store. */
export function createClient(options: ClientOptions): WecomClient {
  const { credentials, tokens, log, timeoutMs = 5_000, now = Date.now } = options
  const request = createRequest({ ...credentials, timeoutMs, fetch: options.fetch ?? fetch })
  const { call, token } = createAccess({ credentials, tokens, request, log, now })
  const agentid = String(credentials.agentId)

  async function send(receivers: Receivers, msgtype: string, content: object): Promise<SendOutcome> {
    const { to, duplicateCheckSeconds = DUPLICATE_CHECK } = receivers
    if (to.length < 1 || to.length > RECEIVERS_LIMIT) {
      throw new RangeError(`a message goes to 1 to ${RECEIVERS_LIMIT} people, not ${to.length}`)
    }
    const body = {
      touser: to.join('|'),
      msgtype,
      agentid: credentials.agentId,
      [msgtype]: content,
      enable_duplicate_check: 1,
      duplicate_check_interval: duplicateCheckSeconds,
    }
    const answer = await call('message/send', {}, JSON.stringify(body))
    if (isFailure(answer)) return answer
    const invalid = [...userids(answer['invaliduser']), ...userids(answer['unlicenseduser'])]
    if (invalid.length > 0) log.warn({ count: invalid.length }, 'WeCom did not deliver to some receivers')
    const responseCode = word(answer['response_code'])
    return {
      ...{ kind: 'sent', msgid: word(answer['msgid']), invalid },
      ...(responseCode === '' ? {} : { responseCode }),
    }
  }

  return {
    sendText: ({ text, ...receivers }) => send(receivers, 'text', { content: fitText(text) }),
    sendMedia: ({ kind, mediaId, ...receivers }) => send(receivers, kind, { media_id: mediaId }),
    sendCard: ({ card, taskId, ...receivers }) =>
      send(receivers, 'template_card', templateCard(card, taskId)),
    async updateCard({ to, responseCode, card, taskId }) {
      const change =
        typeof card === 'string'
          ? { button: { replace_name: card } }
          : { template_card: templateCard(card, taskId) }
      const body = { userids: to, agentid: credentials.agentId, response_code: responseCode, ...change }
      return read(await call('message/update_template_card', {}, JSON.stringify(body)), () => ({}))
    },
    async uploadMedia(kind, filename, bytes) {
      const form = new FormData()
      form.set('media', new Blob([bytes]), filename)
      const answer = await call('media/upload', { type: kind }, form)
      return read(answer, (json) => ({ mediaId: word(json['media_id']) }))
    },
    async createMenu(menu) {
      return read(await call('menu/create', { agentid }, JSON.stringify(menu)), () => ({}))
    },
    async getUser(userid) {
      return read(await call('user/get', { userid }), (json) => ({
        userid: word(json['userid']).toLowerCase(),
        name: word(json['name']),
        active: json['status'] === 1,
      }))
    },
    async userByCode(code) {
      return read(await call('auth/getuserinfo', { code }), (json) => {
        const userid = word(json['userid']) || word(json['UserId'])
        return { userid: userid === '' ? null : userid.toLowerCase() }
      })
    },
    async checkToken() {
      const access = await token()
      return isFailure(access) ? access : { kind: 'ok', expiresAt: access.expiresAt }
    },
    async checkAccess() {
      const answer = await call('menu/get', { agentid })
      const withoutMenu = isFailure(answer) && answer.code === NO_MENU
      return withoutMenu ? { kind: 'ok' } : read(answer, () => ({}))
    },
  }
}

const NO_MENU = 46003

function read<T extends object>(answer: Json | Failure, pick: (json: Json) => T): Outcome<T> {
  return isFailure(answer) ? answer : { kind: 'ok', ...pick(answer) }
}

function word(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function userids(list: unknown): string[] {
  return word(list)
    .toLowerCase()
    .split('|')
    .filter((userid) => userid !== '')
}
