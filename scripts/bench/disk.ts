import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'

const TIMES = 100

/** The median time of one 4 KiB append with fsync in that folder, ms: what every commit waits for at least. */
export function fsyncTime(folder: string): number {
  const path = join(folder, 'fsync')
  const file = openSync(path, 'w')
  const page = Buffer.alloc(4096)
  const took = Array.from({ length: TIMES }, () => {
    writeSync(file, page)
    const began = performance.now()
    fsyncSync(file)
    return performance.now() - began
  })
  closeSync(file)
  rmSync(path)
  return took.sort((a, b) => a - b)[TIMES / 2] ?? 0
}
