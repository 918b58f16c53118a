import type { DataSource } from 'typeorm'
import type { Db } from './database'
import type { Speaker, Team } from './people'

/** Who writes and with whom, as read: by UserID and day, by village and day. */
export interface Roster {
  speakers: Map<string, Speaker | null>
  teams: Map<string, Team | null>
}

interface Kept extends Roster {
  /** How the database stood. */
  stamp: string
}

const kept = new WeakMap<DataSource, Kept>()
const MOST = 20_000

const ROSTER = new Set(['person', 'posting', 'village'])
export const isRoster = (table: string): boolean => ROSTER.has(table)

/**
 * Tells whether anybody has changed anything since: rows changed by this connection, the only one of this process, and
 * commits of other connections to the file. Null where many connections write side by side: nothing is kept there.
 */
async function stampOf(db: Db): Promise<string | null> {
  if (db.dataSource.options.type !== 'better-sqlite3') return null
  const [row] = await db.query<{ stamp: string }[]>(
    "SELECT total_changes() || ' ' || data_version AS stamp FROM pragma_data_version",
  )
  return row?.stamp ?? null
}

/** What the last batch knew of the roster, if nothing at all has changed since; else nothing. */
export async function takeRoster(db: Db): Promise<Roster> {
  const before = kept.get(db.dataSource)
  if (before === undefined) return { speakers: new Map(), teams: new Map() }
  kept.delete(db.dataSource)
  return before.stamp === (await stampOf(db)) ? before : { speakers: new Map(), teams: new Map() }
}

/** Keeps it for the next batch, after all writes of this one, none of which may have been to the roster. */
export async function keepRoster(db: Db, { speakers, teams }: Roster): Promise<void> {
  const stamp = speakers.size + teams.size > MOST ? null : await stampOf(db)
  if (stamp !== null) kept.set(db.dataSource, { stamp, speakers, teams })
}
