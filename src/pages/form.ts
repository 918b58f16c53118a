import type { IncomingMessage } from 'node:http'

const MOST = 4096

/** A small posted form; null when it is larger than any form of ours. */
export async function readForm(req: IncomingMessage): Promise<URLSearchParams | null> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of req as AsyncIterable<Buffer>) {
    size += part.length
    if (size > MOST) return null
    parts.push(part)
  }
  return new URLSearchParams(Buffer.concat(parts).toString('utf8'))
}
