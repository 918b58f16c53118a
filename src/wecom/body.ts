import type { IncomingMessage } from 'node:http'

/** A body above the limit; the rest of it is thrown away unread. */
export const TOO_LARGE = Symbol('too large')

/** How much of a refused body is still let in, so that its sender can read the refusal. */
const PATIENCE = 1024 * 1024

/** The whole body as UTF-8, or TOO_LARGE as soon as that is known. Rejects when the sender breaks off. */
export function readBody(req: IncomingMessage, limit: number): Promise<string | typeof TOO_LARGE> {
  if (Number(req.headers['content-length'] ?? 0) > limit) {
    discardRest(req)
    return Promise.resolve(TOO_LARGE)
  }
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let size = 0
    const take = (chunk: Buffer) => {
      size += chunk.length
      if (size <= limit) {
        chunks.push(chunk)
        return
      }
      req.off('data', take)
      discardRest(req)
      resolve(TOO_LARGE)
    }
    req.on('data', take)
    // One decoding of the whole: a character may be split between two chunks.
    req.once('end', () => resolve(whole(chunks).toString('utf8')))
    req.once('error', reject)
    req.once('close', () => {
      if (!req.complete) reject(new Error('the sender broke off'))
    })
  })
}

const whole = ([first = Buffer.alloc(0), ...more]: Buffer[]) =>
  more.length === 0 ? first : Buffer.concat([first, ...more])

function discardRest(req: IncomingMessage): void {
  let left = PATIENCE
  req.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) req.destroy()
  })
  req.on('error', () => undefined)
}
