import type { Logger } from 'pino'
import type { Policy } from './policy'
import type { Database } from './record/database'

/** What handlers and jobs are given, by hand, as their first argument. Built in `main.ts` and nowhere else. */
export interface Runtime {
  timezone: string
  policy: Policy
  log: Logger
  database: Database
  /** There is a second road (SMS_WEBHOOK_URL): who has no account can be told. */
  hasSms?: boolean
  /** The address under which one person without an account can answer for a case; left out without PUBLIC_URL. */
  witnessUrl?: (caseId: number, personId: number, now: number) => string
}
