import { randomFillSync } from 'node:crypto'

const AT_ONCE = 256

/** Gives blocks of random bytes, each once. They are drawn by the hundred: asking the system for each costs more than AES. */
export function randomBlocks(size: number): () => Buffer {
  const pool = Buffer.alloc(size * AT_ONCE)
  let next = AT_ONCE
  return () => {
    if (next === AT_ONCE) {
      randomFillSync(pool)
      next = 0
    }
    const from = size * next++
    return pool.subarray(from, from + size)
  }
}
