import { TOKEN_ERRORS } from './errors'
import type { Json, Request } from './http'
import { failureOf, type Failure } from './outcome'
import type { AccessToken, Credentials, Log, TokenStore } from './types'

/** A call with the application's access token: WeCom's JSON with errcode 0, or a failure. */
export type Call = (
  api: string,
  query?: Record<string, string>,
  body?: string | FormData,
) => Promise<Json | Failure>

export interface AccessOptions {
  credentials: Credentials
  tokens: TokenStore
  request: Request
  log: Log
  now: () => number
}

export interface Access {
  call: Call
  /** a valid token is at hand, or why not */
  token: () => Promise<AccessToken | Failure>
}

/** Keeps the one access token fresh: fetched by one process at a time, dropped and fetched once when WeCom refuses it. */
export function createAccess({ credentials, tokens, request, log, now }: AccessOptions): Access {
  async function stored(): Promise<AccessToken | null> {
    const found = await tokens.read()
    return found && found.expiresAt > now() ? found : null
  }

  async function token(): Promise<AccessToken | Failure> {
    return (await stored()) ?? tokens.exclusively(async () => (await stored()) ?? fetchToken())
  }

  async function fetchToken(): Promise<AccessToken | Failure> {
    const asked = now()
    const { corpId, secret } = credentials
    const answer = judge('gettoken', await request('gettoken', { corpid: corpId, corpsecret: secret }))
    if (isFailure(answer)) return answer
    const { access_token: token, expires_in: seconds } = answer
    if (typeof token !== 'string' || typeof seconds !== 'number') {
      return { kind: 'retry', code: 'http', afterMs: 5_000 }
    }
    const fresh = { token, expiresAt: asked + seconds * 1000 }
    await tokens.write(fresh)
    return fresh
  }

  const call: Call = async (api, query = {}, body) => {
    let answer: Json | Failure = {}
    for (let attempt = 1; attempt <= 2; attempt++) {
      const access = await token()
      if (isFailure(access)) return access
      answer = await request(api, { access_token: access.token, ...query }, body)
      if (isFailure(answer) || !TOKEN_ERRORS.has(Number(answer['errcode']))) break
      await tokens.drop(access.token)
    }
    return judge(api, answer)
  }

  /** The answer if errcode is 0, else what to do about it. */
  function judge(api: string, answer: Json | Failure): Json | Failure {
    const failure = isFailure(answer)
      ? answer
      : answer['errcode'] === 0
        ? null
        : failureOf(Number(answer['errcode']))
    if (failure) {
      log.warn({ api, ...failure }, 'WeCom call failed')
      return failure
    }
    if (!isFailure(answer) && String(answer['errmsg']).includes('wrong json format')) {
      log.error({ api }, 'WeCom lost fields of our request: wrong json format')
    }
    return answer
  }

  return { call, token }
}

export function isFailure(answer: object): answer is Failure {
  return 'kind' in answer && (answer.kind === 'retry' || answer.kind === 'refused')
}
