import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Connection, createConnection } from 'mysql2/promise'
import { type DatabaseTarget, readDatabaseConfig } from '../src/config'
import { type Database, openDatabase } from '../src/record/database'

export interface TestDatabase extends Database {
  /** The `DATABASE_URL` under which a command started beside the test finds the same rows. */
  url: string
}

/**
 * An empty database with all migrations applied, for this call alone. `close` may be left to the end of the file;
 * closing early lets the next call take over the emptied tables, which is twice as fast on MariaDB.
 */
export type OpenDatabase = () => Promise<TestDatabase>

/** A place for a database: it exists, is empty, has no migration applied, and is removed at the end of the file. */
export interface Place {
  url: string
  target: DatabaseTarget
  /** Gives it back once its database is closed. */
  release?: () => void
}
/** `used`: one that was given back will do; it is emptied, and its migrations are applied. */
export type NewPlace = (used?: 'used') => Promise<Place>

const SERVER = process.env['TEST_MYSQL_URL'] ?? ''

/** MySQL/MariaDB is part of this run. */
export const testsMysql = SERVER !== '' && SERVER !== 'off'

/**
 * Runs the tests on SQLite (a file with a write-ahead log, as in production) and on MySQL/MariaDB; where no such
 * server is at hand the second half shows as skipped.
 */
export function eachDatabase(tests: (name: string, open: OpenDatabase, newPlace: NewPlace) => void): void {
  describe('on SQLite', () => {
    onEngine('SQLite', sqliteEngine(), tests)
  })
  const here = testsMysql ? describe : describe.skip
  here('on MySQL/MariaDB', () => {
    onEngine('MySQL/MariaDB', mysqlEngine(SERVER), tests)
  })
}

interface Engine {
  newPlace: () => Promise<Place>
  /** Deletes all rows, so that the place can serve once more; left out where a new place is as fast. */
  empty?: (place: Place) => Promise<void>
  removeAll: () => Promise<void>
}

function onEngine(name: string, engine: Engine, tests: Parameters<typeof eachDatabase>[0]): void {
  const opened: Database[] = []
  const spare: Place[] = []

  async function takeOver(): Promise<Place | undefined> {
    const place = spare.pop()
    if (place !== undefined) await engine.empty?.(place)
    return place
  }

  async function open(): Promise<TestDatabase> {
    const place = (await takeOver()) ?? (await engine.newPlace())
    const database = await openDatabase(place.target)
    opened.push(database)
    async function close() {
      if (!database.source.isInitialized) return
      await database.close()
      if (engine.empty !== undefined) spare.push(place)
    }
    return { ...database, close, url: place.url }
  }

  afterAll(async () => {
    for (const database of opened) if (database.source.isInitialized) await database.close()
    await engine.removeAll()
  })
  async function newPlace(used?: 'used'): Promise<Place> {
    const place = (used === undefined ? undefined : await takeOver()) ?? (await engine.newPlace())
    return { ...place, release: () => engine.empty !== undefined && spare.push(place) }
  }
  tests(name, open, newPlace)
}

const placeAt = (url: string): Place => ({ url, target: readDatabaseConfig({ DATABASE_URL: url }).database })

function sqliteEngine(): Engine {
  let directory: string | undefined
  return {
    newPlace: () => {
      directory ??= mkdtempSync(join(tmpdir(), 'zaicun-test-'))
      return Promise.resolve(placeAt(`sqlite:${join(directory, `${randomUUID()}.sqlite`)}`))
    },
    removeAll: () => {
      if (directory !== undefined) rmSync(directory, { recursive: true, force: true })
      return Promise.resolve()
    },
  }
}

function mysqlEngine(server: string): Engine {
  let connection: Promise<Connection> | undefined
  const names: string[] = []
  const query = async (sql: string) => {
    connection ??= createConnection({ uri: server, rowsAsArray: true })
    const [rows] = await (await connection).query(sql)
    return rows as string[][]
  }
  return {
    newPlace: async () => {
      const name = `zaicun_test_${randomUUID().replaceAll('-', '')}`
      await query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`)
      names.push(name)
      return placeAt(Object.assign(new URL(server), { pathname: `/${name}` }).href)
    },
    empty: async ({ url }) => {
      const name = new URL(url).pathname.slice(1)
      const tables = await query(
        `SELECT table_name FROM information_schema.tables WHERE table_schema = '${name}' AND table_name <> 'migration'`,
      )
      const rows = tables.map(([table]) => `SELECT '${table}' WHERE EXISTS (SELECT 1 FROM ${name}.${table})`)
      for (const [table] of await query(rows.join(' UNION ALL '))) await query(`DELETE FROM ${name}.${table}`)
    },
    removeAll: async () => {
      for (const name of names) await query(`DROP DATABASE ${name}`)
      if (connection !== undefined) await (await connection).end()
    },
  }
}
