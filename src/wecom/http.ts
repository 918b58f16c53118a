import type { Retry } from './outcome'

export type Json = Record<string, unknown>

/** One request that ends in WeCom's JSON, errcode 0 or not, or in a reason to try later. Never throws. */
export type Request = (
  api: string,
  query: Record<string, string>,
  body?: string | FormData,
) => Promise<Json | Retry>

export interface HttpOptions {
  apiBaseUrl: string
  timeoutMs: number
  fetch: typeof fetch
}

export function createRequest({ apiBaseUrl, timeoutMs, fetch }: HttpOptions): Request {
  const root = apiBaseUrl.replace(/\/+$/, '')
  return async (api, query, body) => {
    const url = `${root}/cgi-bin/${api}?${new URLSearchParams(query).toString()}`
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      const response = await fetch(url, {
        signal,
        ...(body === undefined ? {} : { method: 'POST', body }),
        ...(typeof body === 'string'
          ? { headers: { 'content-type': 'application/json; charset=utf-8' } }
          : {}),
      })
      const text = await response.text()
      return (response.ok ? parseAnswer(text) : null) ?? { kind: 'retry', code: 'http', afterMs: 5_000 }
    } catch {
      // The error may name the URL, and with it the token: it goes no further.
      return { kind: 'retry', code: signal.aborted ? 'timeout' : 'network', afterMs: 2_000 }
    }
  }
}

/** Something between us and WeCom may answer 200 with a page of its own. */
function parseAnswer(text: string): Json | null {
  try {
    const json: unknown = JSON.parse(text)
    return typeof json === 'object' && json !== null && 'errcode' in json ? { ...json } : null
  } catch {
    return null
  }
}
