import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { DataSource, type EntityManager, type QueryRunner } from 'typeorm'
import { entities } from '../../entities'
import type { DatabaseTarget } from '../config'
import { BUSY_TURN, groupCommit, isBusy } from './groupCommit'
import { cutWhenSilent } from './hungServer'
import { migrations } from './migrations'

/** The handle everything in `record/` takes first: the same function works inside and outside a transaction. */
export type Db = EntityManager

export interface Database {
  source: DataSource
  /** For reading only. */
  db: Db
  /**
   * Runs `work` as one transaction: all of it is stored, durably, before the promise resolves, or nothing is.
   * `work` must not wait for the network, and must be repeatable: a deadlock runs it again.
   */
  inTransaction: <T>(work: (db: Db) => Promise<T>) => Promise<T>
  close: () => Promise<void>
}

function sourceFor(target: DatabaseTarget): DataSource {
  const common = { entities, migrations, migrationsTableName: 'migration', logging: false } as const
  if (target.kind === 'sqlite') {
    if (target.path !== ':memory:') mkdirSync(dirname(target.path), { recursive: true })
    return new DataSource({
      ...common,
      type: 'better-sqlite3',
      database: target.path,
      enableWAL: target.path !== ':memory:',
      // Some hundreds of different statements are in use at any time.
      statementCacheSize: 1000,
      prepareDatabase: (connection: { pragma: (text: string) => unknown }) => {
        // FULL: a commit is on disk before it is acknowledged. Commands write beside the server, so wait for them.
        connection.pragma('synchronous = FULL')
        connection.pragma('busy_timeout = 5000')
        // 64 MB of pages in memory; the log goes into the file every 16 MB.
        connection.pragma('cache_size = -65536')
        connection.pragma('wal_autocheckpoint = 4000')
        connection.pragma('temp_store = MEMORY')
      },
    })
  }
  return new DataSource({
    ...common,
    type: 'mysql',
    host: target.host,
    port: target.port,
    username: target.user,
    password: target.password,
    database: target.database,
    charset: 'utf8mb4_unicode_ci',
    timezone: 'Z',
    connectTimeout: 3000,
    poolSize: 10,
  })
}

const RETRIES = 8
/** ms, at most, before the first repetition; twice as long each time. */
const PAUSE = 10
/** Longer than InnoDB waits for a lock; ms. */
const SILENCE = 60_000
/** How long one question for the lock of the migrations waits, in s. */
const LOCK_TURN = 1

/** Deadlock, lock wait timeout: InnoDB rolled back and asks to try again (Galera reports its conflicts the same way). */
export const isConflict = (error: unknown) => {
  const { errno } = error as { errno?: number }
  return errno === 1213 || errno === 1205 || error instanceof Overtaken
}

/** What was read is not so any more, because another process was faster: the transaction is to be done anew. */
export class Overtaken extends Error {}

async function retried<T>(attempt: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await attempt()
    } catch (error) {
      if (!isConflict(error) || tries === RETRIES) throw error
      // On a cluster what it met may not have arrived at this node yet.
      await sleep(Math.random() * PAUSE * 2 ** (tries - 1))
    }
  }
}

/** Reaches the database and changes nothing in it. */
export const connect = (target: DatabaseTarget): Promise<DataSource> => sourceFor(target).initialize()

/** Opens the database and applies pending migrations. `silence`: ms a MySQL server may let a query wait. */
export async function openDatabase(
  target: DatabaseTarget,
  { silence = SILENCE }: { silence?: number } = {},
): Promise<Database> {
  const source = await connect(target)
  // From here on a write lock held by another process is waited for between turns of the event loop, not inside one.
  if (target.kind === 'sqlite') await source.query(`PRAGMA busy_timeout = ${BUSY_TURN}`)
  await migrate(source)
  if (target.kind === 'mysql') cutWhenSilent(source, silence)
  const inTransaction = target.kind === 'sqlite' ? groupCommit(source) : sideBySide(source)
  return { source, db: source.manager, inTransaction, close: () => source.destroy() }
}

/** Many connections write side by side. */
const sideBySide =
  (source: DataSource): Database['inTransaction'] =>
  (work) =>
    retried(() => source.transaction('READ COMMITTED', work))

/** One process migrates, the others wait for it: a named lock on MySQL, the write lock on SQLite. */
async function migrate(source: DataSource): Promise<void> {
  if (source.options.type !== 'mysql') return migrateFile(source)
  const runner = source.createQueryRunner()
  try {
    while (!(await hasLock(runner)));
    await source.runMigrations({ transaction: 'none' })
  } finally {
    await runner.query("SELECT RELEASE_LOCK('zaicun_migrate')")
    await runner.release()
  }
}

/** TypeORM looks at what is pending before it begins a transaction; two that start together must not both find it so. */
async function migrateFile(source: DataSource): Promise<void> {
  while (!(await mayWrite(source))) await sleep(BUSY_TURN)
  try {
    await source.runMigrations({ transaction: 'none' })
    await source.query('COMMIT')
  } catch (error) {
    await source.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

async function mayWrite(source: DataSource): Promise<boolean> {
  try {
    await source.query('BEGIN IMMEDIATE')
    return true
  } catch (error) {
    if (!isBusy(error)) throw error
    return false
  }
}

async function hasLock(runner: QueryRunner): Promise<boolean> {
  const rows: unknown = await runner.query(`SELECT GET_LOCK('zaicun_migrate', ${LOCK_TURN}) AS got`)
  const [first] = rows as { got: number | string | null }[]
  return Number(first?.got) === 1
}

/** SQLite's own trouble, whatever was asked of it: busy, disk full or broken, read-only. */
const SQLITE_TROUBLE = /^SQLITE_(?:BUSY|LOCKED|IOERR|FULL|READONLY|CANTOPEN|CORRUPT|NOTADB|NOMEM)/

/** Too many connections; disk or table full; read-only; shutting down; killed; no write set possible; failed at COMMIT. */
const MYSQL_TROUBLE = new Set([1040, 1203, 1021, 1030, 1114, 1290, 1836, 1053, 1317, 1927, 1047, 1180])

/** The database cannot store anything just now; nothing is wrong with what was to be stored. */
export function isOutage(error: unknown): boolean {
  const { code, errno, fatal } = Object(error) as { code?: string; errno?: number; fatal?: boolean }
  if (isConflict(error) || fatal === true) return true
  if (typeof code === 'string' && (SQLITE_TROUBLE.test(code) || /^(?:E[A-Z]+|PROTOCOL_\w+)$/.test(code)))
    return !code.startsWith('ER_')
  return errno !== undefined && MYSQL_TROUBLE.has(errno)
}

/** A unique key was already there: somebody else got here first. */
export function isDuplicate(error: unknown): boolean {
  const { code, errno } = error as { code?: string; errno?: number }
  return code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY' || errno === 1062
}
