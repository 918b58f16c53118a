import type { Database } from '../../src/record/database'
import type { Life } from './life'

/** What the bot runs on. */
export interface Host {
  /** The database as it is now. */
  database(): Database
  /** Runs `work`; when the process dies amid, once more in the next one, a minute later by the machine's clock. */
  run<T>(work: (life: Life) => Promise<T>): Promise<T>
  /** Is a message that was answered delivered again? */
  isDeliveredAgain(): boolean
}

/** `during`: hands a call to WeCom; the process may die before or after it. */
export type Birth = (database: Database, during: <T>(call: () => T) => T) => Life

/** Makes what the bot runs on, for processes that `birth` makes. */
export type MakeHost = (birth: Birth) => Host

/** One process from the first day to the last. */
export const immortal =
  (database: Database): MakeHost =>
  (birth) => {
    const life = birth(database, (call) => call())
    return { database: () => database, run: (work) => work(life), isDeliveredAgain: () => false }
  }
