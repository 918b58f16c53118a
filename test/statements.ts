import type { Database } from '../src/record/database'

/** What `work` asks of the database, statement by statement, in the order in which it is asked. */
export async function statementsOf({ source }: Database, work: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = []
  const before = source.logger
  source.logger = Object.assign(Object.create(before) as typeof before, {
    logQuery: (query: string) => asked.push(query),
  })
  try {
    await work()
  } finally {
    source.logger = before
  }
  return asked
}
