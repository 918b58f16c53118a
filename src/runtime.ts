import type { Logger } from 'pino'
import type { Policy } from './policy'
import type { Database } from './record/database'

/** What handlers and jobs are given, by hand, as their first argument. Built in `main.ts` and nowhere else. */
export interface Runtime {
  timezone: string
  policy: Policy
  log: Logger
  database: Database
}
