import { randomBytes } from 'node:crypto'
import { fail, ok, type Api, type ApiAnswer, type State } from './state'

const LIFETIME = 7_200

export interface Tokens {
  gettoken: Api
  /** null when the token is good, else the refusal */
  check(token: string | null): ApiAnswer | null
  /** as when its 7200 s are over: calls answer 42001 */
  expire: () => void
  /** as when WeCom takes it back early: calls answer 40014 */
  revoke: () => void
}

/** One token per application; the same one is given until it expires. */
export function createTokens(state: State): Tokens {
  let current: { token: string; expiresAt: number } | null = null
  const expired = new Set<string>()

  function retire(): void {
    if (current) expired.add(current.token)
    current = null
  }

  return {
    gettoken({ query }) {
      if (query.get('corpid') !== state.keys.corpId) return fail(40013, 'invalid corpid')
      if (query.get('corpsecret') !== state.keys.secret) return fail(40001, 'invalid credential')
      if (current && current.expiresAt <= state.now()) retire()
      current ??= {
        token: randomBytes(48).toString('base64url'),
        expiresAt: state.now() + LIFETIME * 1000,
      }
      const left = Math.ceil((current.expiresAt - state.now()) / 1000)
      return ok({ access_token: current.token, expires_in: left })
    },
    check(token) {
      if (!token) return fail(41001, 'access_token missing')
      if (current && current.expiresAt <= state.now()) retire()
      if (token === current?.token) return null
      return expired.has(token) ? fail(42001, 'access_token expired') : fail(40014, 'invalid access_token')
    },
    expire: retire,
    revoke() {
      current = null
    },
  }
}
