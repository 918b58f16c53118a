import type { Shelf } from './batch'
import { changeMany } from './rows'

/** What came of a message. */
export interface Outcome {
  id: number
  reply: string | null
  carriedFacts: boolean
}

/** What came of the messages of a batch: kept by one statement, before anybody looks at messages again. */
export interface OutcomeShelf extends Shelf {
  add(outcome: Outcome): void
}

const MESSAGE = /\bmessage\b/

export function outcomeShelf(): OutcomeShelf {
  let waiting: Outcome[] = []
  return {
    add({ id, reply, carriedFacts }) {
      if (reply !== null || carriedFacts) waiting.push({ id, reply, carriedFacts })
    },
    async write(db, query) {
      if (waiting.length === 0 || (query !== undefined && !MESSAGE.test(query))) return
      const all = waiting
      waiting = []
      await changeMany(
        db,
        { table: 'message', columns: ['reply', 'carriedFacts'] },
        all.map(({ id, reply, carriedFacts }) => ({ id, values: [reply, Number(carriedFacts)] })),
      )
    },
    changed: () => undefined,
  }
}
