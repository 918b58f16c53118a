import type { Database } from '../src/record/database'

export interface Asked {
  query: string
  values: unknown[]
}

/** What `work` asks of the database, statement by statement, in the order in which it is asked. */
export async function statementsOf({ source }: Database, work: () => Promise<unknown>): Promise<Asked[]> {
  const asked: Asked[] = []
  const before = source.logger
  source.logger = Object.assign(Object.create(before) as typeof before, {
    logQuery: (query: string, values: unknown[] = []) => asked.push({ query, values }),
  })
  try {
    await work()
  } finally {
    source.logger = before
  }
  return asked
}

/** How SQLite finds the rows of each reading statement: `SEARCH posting USING INDEX …`, `SCAN person`. */
export async function plansOf({ source }: Database, asked: readonly Asked[]): Promise<string[]> {
  const steps: string[] = []
  for (const { query, values } of asked.filter((each) => /^\s*SELECT/i.test(each.query))) {
    const plan = await source.query<{ detail: string }[]>(`EXPLAIN QUERY PLAN ${query}`, values)
    steps.push(...plan.map(({ detail }) => detail))
  }
  return steps
}
