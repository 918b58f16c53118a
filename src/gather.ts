interface Waiting<T, R> {
  item: T
  resolve: (result: R) => void
  reject: (reason: unknown) => void
}

export interface Gathering<T, R> {
  /** Does what can be done at once for several, in their order. Rejects when nothing of it was done. */
  together: (items: readonly T[]) => Promise<readonly R[]>
  /** Does it for one alone, after it failed together with others. */
  alone: (item: T) => Promise<R>
  /** True when nothing is wrong with what was asked: trying one by one would only fail as often. */
  isHopeless: (error: unknown) => boolean
}

const MOST = 64

/**
 * Whoever calls has one item done and waits for its result. What arrives in one turn of the event loop, or while others
 * are being done, is done together: no delay when idle. A bad item never fails its neighbours.
 */
export function gather<T, R>({ together, alone, isHopeless }: Gathering<T, R>): (item: T) => Promise<R> {
  const queue: Waiting<T, R>[] = []
  let isRunning = false

  async function run(): Promise<void> {
    while (queue.length > 0) await runBatch(queue.splice(0, MOST))
    isRunning = false
  }

  async function runBatch(batch: readonly Waiting<T, R>[]): Promise<void> {
    try {
      const results = await together(batch.map(({ item }) => item))
      batch.forEach(({ resolve }, n) => resolve(results[n] as R))
    } catch (error) {
      if (isHopeless(error)) for (const { reject } of batch) reject(error)
      else for (const { item, resolve, reject } of batch) await alone(item).then(resolve, reject)
    }
  }

  return (item) =>
    new Promise<R>((resolve, reject) => {
      queue.push({ item, resolve, reject })
      if (isRunning) return
      isRunning = true
      setImmediate(() => void run())
    })
}
