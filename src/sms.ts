/** What became of a short message. Nothing here says where the gateway is: its address may hold a secret. */
export type SmsOutcome =
  | { kind: 'sent' }
  | { kind: 'retry'; reason: string }
  | { kind: 'refused'; reason: string }

export interface ShortMessage {
  /** Only this message has it; sent along as `Idempotency-Key`, so that a repeat can be recognised. */
  key: string
  /** A mobile number, digits only. */
  to: string
  text: string
}

/** Sends one short message. Never throws. */
export type SendSms = (message: ShortMessage) => Promise<SmsOutcome>

export interface GatewayOptions {
  /** SMS_WEBHOOK_URL */
  url: string
  timeoutMs?: number
  fetch?: typeof globalThis.fetch
}

/** The gateway behind SMS_WEBHOOK_URL: `POST {to, text}` as JSON; any 2xx is taken for sent, 429 and 5xx are tried again. */
export function createSmsGateway({
  url,
  timeoutMs = 8_000,
  fetch = globalThis.fetch,
}: GatewayOptions): SendSms {
  return async ({ key, to, text }) => {
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'idempotency-key': encodeURIComponent(key),
        },
        body: JSON.stringify({ to, text }),
        redirect: 'error',
        signal,
      })
      await response.body?.cancel()
      if (response.ok) return { kind: 'sent' }
      const passes = response.status === 429 || response.status >= 500
      return { kind: passes ? 'retry' : 'refused', reason: `http ${response.status}` }
    } catch {
      // The error may name the address: it goes no further.
      return { kind: 'retry', reason: signal.aborted ? 'timeout' : 'network' }
    }
  }
}
