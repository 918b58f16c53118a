import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from 'mysql2/promise'
import { readDatabaseConfig } from '../../src/config'
import type { Place } from '../databases'
import { keptServer } from './keptServer'
import { freePort } from './processes'

/** A MariaDB of this test alone, on loopback, that may be killed and started again; its rows outlive it. */
export interface OwnMariadb {
  place: Place
  start(): Promise<void>
  /** Without a farewell to anybody. */
  kill(): Promise<void>
  /** Cuts every connection to it, under way or idle. */
  cutConnections(): Promise<void>
  /** It keeps its connections and says nothing more, until it is thawed. */
  freeze(): void
  thaw(): void
  remove(): Promise<void>
}

const DATABASE = 'zaicun'

/** Makes the database, where it is not there yet. */
export async function makeDatabase(admin: Connection, name = DATABASE): Promise<void> {
  await admin.query(`CREATE DATABASE IF NOT EXISTS ${name} CHARACTER SET utf8mb4`)
}

export function placeAt(port: number, name = DATABASE): Place {
  const url = `mysql://root@127.0.0.1:${port}/${name}`
  return { url, target: readDatabaseConfig({ DATABASE_URL: url }).database }
}

export async function startMariadb(): Promise<OwnMariadb> {
  const directory = mkdtempSync(join(tmpdir(), 'zaicun-own-mariadb-'))
  mkdirSync(join(directory, 'data'))
  const port = await freePort()
  const server = keptServer(directory, port, [])
  const start = () => server.start((admin) => makeDatabase(admin))
  await start()
  // A directory made by the first start survives a kill only after one orderly end.
  await server.stop()
  await start()
  return {
    place: placeAt(port),
    start,
    kill: () => server.kill(),
    async cutConnections() {
      const connection = await server.admin()
      const [rows] = await connection.query(
        'SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND db IS NOT NULL',
      )
      for (const { id } of rows as { id: number }[])
        await connection.query(`KILL ${id}`).catch(() => undefined)
      await connection.end()
    },
    freeze: () => server.signal('SIGSTOP'),
    thaw: () => server.signal('SIGCONT'),
    async remove() {
      await server.kill()
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
