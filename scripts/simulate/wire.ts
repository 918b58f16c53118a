import type { WecomClient } from '../../src/wecom/client'
import type { Call } from './pushes'

/** A WeCom that delivers at once, and says nothing twice: an identical request within half an hour reaches nobody. */
export interface Wire {
  send(to: string[], text: string, now: number): string
  /** What reached phones since it was last asked. */
  taken(): Call[]
  /** How many identical requests it has swallowed. */
  swallowed(): number
}

const RECOGNISED_FOR = 30 * 60_000

export function createWire(): Wire {
  const lately = new Map<string, { at: number; msgid: string }>()
  let calls: Call[] = []
  let sent = 0
  let swallowed = 0
  return {
    send(to, text, now) {
      const request = JSON.stringify([to, text])
      const before = lately.get(request)
      if (before !== undefined && now - before.at < RECOGNISED_FOR) {
        swallowed++
        return before.msgid
      }
      if (lately.size > 10_000) lately.clear()
      const msgid = String(++sent)
      lately.set(request, { at: now, msgid })
      calls.push({ to, msgid })
      return msgid
    },
    taken() {
      const made = calls
      calls = []
      return made
    },
    swallowed: () => swallowed,
  }
}

/** The client of one life; `send` gives the name of a call that went through. */
export function clientOf(send: (to: string[], text: string) => string): WecomClient {
  const ok = Promise.resolve({ kind: 'ok' as const })
  const sent = (msgid: string) =>
    Promise.resolve({ kind: 'sent' as const, msgid, invalid: [], responseCode: '' })
  return {
    // A call that fails rejects, it does not throw.
    sendText: async ({ to, text }) => sent(send(to, text)),
    sendMedia: () => sent('medium'),
    sendCard: () => sent('card'),
    updateCard: () => ok,
    uploadMedia: () => Promise.resolve({ kind: 'ok', mediaId: 'medium' }),
    createMenu: () => ok,
    getUser: (userid) => Promise.resolve({ kind: 'ok', userid, name: userid, active: true }),
    userByCode: () => Promise.resolve({ kind: 'ok', userid: null }),
    checkToken: () => Promise.resolve({ kind: 'ok', expiresAt: Number.MAX_SAFE_INTEGER }),
    checkAccess: () => ok,
  }
}
