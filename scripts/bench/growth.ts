import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { digest } from '../../src/jobs/digest'
import { instantOf } from '../../src/time'
import { type Measured, measuredIn } from './asked'
import { makeWorld, type Size, TODAY, type World, ZONE } from './world'

export interface Growth extends Size {
  megabytes: number
  fillSeconds: number
  /** ms, by what was asked or done. */
  p50: Record<string, number>
  p95: Record<string, number>
  /** Seconds of one evening digest for everybody. */
  digestSeconds: number
  messages: number
}

interface Running {
  world: World
  measured: Measured[]
  took: Map<string, number[]>
}

const WARM_UP = 3

/**
 * Measures questions, minutes of the jobs and a digest pass in worlds of all these sizes. Each is asked in all worlds in
 * turn, so that whatever else the machine does meets all alike.
 */
export async function measureGrowth(
  folder: string,
  sizes: readonly Size[],
  rounds: number,
  tell: (line: string) => void,
): Promise<Growth[]> {
  const all: Running[] = []
  const paths = sizes.map((_size, n) => join(folder, `growth${n}.sqlite`))
  try {
    for (const [n, size] of sizes.entries()) {
      tell(`a world of ${size.people} people, ${size.history}× history`)
      const world = await makeWorld(paths[n] ?? '', size)
      all.push({ world, measured: await measuredIn(world), took: new Map() })
    }
    tell('questions and minutes')
    for (const n of all[0]?.measured.keys() ?? []) await measureAll(all, n, rounds)
    const growths: Growth[] = []
    for (const each of all) {
      tell(`digests of ${each.world.people} people, ${each.world.history}× history`)
      growths.push(await growthOf(each))
    }
    return growths
  } finally {
    for (const { world } of all) await world.rt.database.close()
    for (const path of paths) for (const file of ['', '-wal', '-shm']) await rm(path + file, { force: true })
  }
}

async function measureAll(all: readonly Running[], n: number, rounds: number): Promise<void> {
  for (let round = 0; round < rounds + WARM_UP; round++) {
    for (const { measured, took } of all) {
      const each = measured[n]
      if (each === undefined) continue
      const began = performance.now()
      await each.run(round)
      if (round < WARM_UP) continue
      took.set(each.name, [...(took.get(each.name) ?? []), performance.now() - began])
    }
  }
}

async function growthOf({ world, took }: Running): Promise<Growth> {
  const { people, history, perYear, megabytes, fillSeconds, messages, rt } = world
  const began = performance.now()
  await digest(rt, instantOf(TODAY, '20:20', ZONE))
  return {
    ...{ people, history, perYear, megabytes, fillSeconds, messages },
    digestSeconds: (performance.now() - began) / 1000,
    p50: shareOf(took, 0.5),
    p95: shareOf(took, 0.95),
  }
}

function shareOf(times: ReadonlyMap<string, readonly number[]>, share: number): Record<string, number> {
  return Object.fromEntries(
    [...times].map(([name, took]) => {
      const sorted = [...took].sort((a, b) => a - b)
      return [name, sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0]
    }),
  )
}
