import type { AccessToken, TokenStore } from './types'

/** A token store for one process that keeps nothing: tests and single commands. */
export function memoryTokens(): TokenStore {
  let stored: AccessToken | null = null
  let last: Promise<unknown> = Promise.resolve()
  return {
    read: () => Promise.resolve(stored),
    write(token) {
      stored = token
      return Promise.resolve()
    },
    drop(token) {
      if (stored?.token === token) stored = null
      return Promise.resolve()
    },
    exclusively(work) {
      const mine = last.then(work, work)
      last = mine.catch(() => undefined)
      return mine
    },
  }
}
