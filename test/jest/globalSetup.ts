import { type PrivateServer, startPrivateServer } from '../mariadb'

declare global {
  var privateServer: PrivateServer | undefined
}

const say = (line: string) => process.stdout.write(`\n${line}\n\n`)

/**
 * The tests run far from China, in a zone with summer time: whoever reads the machine's zone instead of the configured
 * one is found out. A TZ from outside counts.
 *
 * SQLite is always tested. MySQL/MariaDB is when `TEST_MYSQL_URL` names a server whose user may create databases, or
 * when a server binary is installed (started for this run alone). `TEST_MYSQL_URL=off` leaves it out.
 */
export default async function globalSetup(): Promise<void> {
  process.env['TZ'] ??= 'America/New_York'
  const given = process.env['TEST_MYSQL_URL']
  if (given === 'off') {
    say('Databases under test: SQLite only. MySQL/MariaDB is SKIPPED (TEST_MYSQL_URL=off).')
    return
  }
  if (given !== undefined && given !== '') {
    say(`Databases under test: SQLite, and the MySQL/MariaDB server of TEST_MYSQL_URL.`)
    return
  }
  const server = await startedServer()
  if (server === undefined) return
  globalThis.privateServer = server
  process.env['TEST_MYSQL_URL'] = server.url
  say(`Databases under test: SQLite, and ${server.version} (a private server on loopback for this run).`)
}

async function startedServer(): Promise<PrivateServer | undefined> {
  try {
    const server = await startPrivateServer()
    if (server !== undefined) return server
    say(
      'Databases under test: SQLite only. MySQL/MariaDB is SKIPPED: no mariadbd or mysqld, no TEST_MYSQL_URL.',
    )
  } catch (error) {
    if (process.env['CI'] !== undefined) throw error
    const reason = error instanceof Error ? error.message : String(error)
    say(`Databases under test: SQLite only. MySQL/MariaDB is SKIPPED: ${reason}`)
  }
  return undefined
}
