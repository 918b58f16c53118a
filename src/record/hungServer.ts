import type { Socket } from 'node:net'
import type { DataSource } from 'typeorm'

interface Connection {
  stream: Socket
}

interface Pool {
  on(event: 'acquire' | 'release', listener: (connection: Connection) => void): unknown
}

/**
 * Gives every query an end: a connection whose server says nothing for so many ms while somebody waits for it is cut,
 * and whoever waited is told as if it had broken. What was under way is in doubt then, as after any cut. An idle
 * connection may be silent for as long as it likes.
 */
export function cutWhenSilent(source: DataSource, ms: number): void {
  const { pool } = source.driver as unknown as { pool: Pool }
  const watched = new WeakSet<Socket>()
  pool.on('acquire', ({ stream }) => {
    stream.setTimeout(ms)
    if (watched.has(stream)) return
    watched.add(stream)
    stream.on('timeout', () => stream.destroy(new Error(`the database said nothing for ${ms} ms`)))
  })
  pool.on('release', ({ stream }) => stream.setTimeout(0))
}
