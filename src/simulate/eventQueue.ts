/** What is to happen, soonest first; of one instant in the order in which it was put in. */
export interface EventQueue<T> {
  add(at: number, event: T): void
  /** When the next event is; Infinity when there is none. */
  nextAt(): number
  take(): T | undefined
}

interface Entry<T> {
  at: number
  no: number
  event: T
}

const isBefore = <T>(a: Entry<T>, b: Entry<T>) => a.at < b.at || (a.at === b.at && a.no < b.no)

/** A binary heap. */
export function createEventQueue<T>(): EventQueue<T> {
  const heap: Entry<T>[] = []
  let count = 0

  function swap(i: number, j: number): void {
    const [a, b] = [heap[i], heap[j]]
    if (a !== undefined && b !== undefined) [heap[i], heap[j]] = [b, a]
  }
  const less = (i: number, j: number) => {
    const [a, b] = [heap[i], heap[j]]
    return a !== undefined && b !== undefined && isBefore(a, b)
  }

  return {
    add(at, event) {
      heap.push({ at, no: count++, event })
      for (let i = heap.length - 1; i > 0; ) {
        const parent = (i - 1) >> 1
        if (!less(i, parent)) break
        swap(i, parent)
        i = parent
      }
    },
    nextAt: () => heap[0]?.at ?? Infinity,
    take() {
      const first = heap[0]
      const last = heap.pop()
      if (first === undefined || last === undefined || heap.length === 0) return first?.event
      heap[0] = last
      for (let i = 0; ; ) {
        const left = 2 * i + 1
        const smaller = less(left + 1, left) ? left + 1 : left
        if (!less(smaller, i)) break
        swap(i, smaller)
        i = smaller
      }
      return first.event
    },
  }
}
