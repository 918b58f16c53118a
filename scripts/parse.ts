/** What a text means, as JSON: `npm run -s parse -- "TEXT"`. */
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { environment, readDatabaseConfig } from '../src/config'
import { contextFor } from '../src/context'
import { createLog } from '../src/log'
import { readPolicy } from '../src/policy'
import { openDatabase } from '../src/record/database'
import { isZone } from '../src/time'
import { factsOf, type Reading, type ReadingContext, type SpeakerRole, understand } from '../src/understand'

const HELP = `npm run -s parse -- "TEXT" [--at ISO8601] [--from USERID] [--role ROLE] [--explain]
npm run -s parse -- --lines FILE

Prints {"facts":[...]}: what the text means. Needs no database unless --from is given.

  --at ISO8601   the moment it was said (default: now); times are read in TIMEZONE (default Asia/Shanghai)
  --from USERID  read it as this member's next message: names, the open question, the last message (needs the database)
  --role ROLE    member, secretary, villager or supervisor, when it is known who speaks
  --explain      also prints, for each fact, the piece of text and the reader it came from, and what was left unread
  --lines FILE   one JSON object {"text","at"} (and "role", if known) per line in, one result per line out
  --help         this text`

const ROLES: readonly string[] = ['member', 'secretary', 'villager', 'supervisor'] satisfies SpeakerRole[]

class UsageError extends Error {}

function instant(text: string): number {
  const at = /^\d{4}-\d\d-\d\d(?:T|$)/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(at))
    throw new UsageError(`--at: "${text}" is no ISO 8601 time such as 2026-07-01T08:30:00+08:00`)
  return at
}

function contextOf(timezone: string, role: unknown): ReadingContext {
  if (role === undefined) return { timezone }
  if (typeof role !== 'string' || !ROLES.includes(role)) {
    throw new UsageError(`role: ${JSON.stringify(role)} is none of ${ROLES.join(', ')}`)
  }
  return { timezone, role: role as SpeakerRole }
}

function explained(text: string, reading: Reading): object {
  return {
    facts: factsOf(reading),
    readings: reading.facts.map(({ fact, span, reader }) => ({
      kind: fact.kind,
      reader,
      span,
      words: text.slice(span.start, span.end),
    })),
    unread: reading.unread.map((span) => ({ span, words: text.slice(span.start, span.end) })),
  }
}

function result(text: string, at: number, context: ReadingContext, explain: boolean): string {
  const reading = understand(text, at, context)
  return JSON.stringify(explain ? explained(text, reading) : { facts: factsOf(reading) })
}

function lineResult(line: string, number: number, timezone: string, explain: boolean): string {
  try {
    const { text, at, role } = JSON.parse(line) as { text?: unknown; at?: unknown; role?: unknown }
    if (typeof text !== 'string') throw new UsageError('"text" is missing')
    if (at !== undefined && typeof at !== 'string') throw new UsageError('"at" is no text')
    const moment = at === undefined ? Date.now() : instant(at)
    return result(text, moment, contextOf(timezone, role), explain)
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`line ${String(number)}: ${reason}`)
  }
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8')
      .replace(/^\uFEFF/, '')
      .split(/\r?\n/)
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

/** What the database knows around the next message of an account. */
async function knownAround(
  timezone: string,
  userid: string,
  at: number,
  text: string,
): Promise<ReadingContext> {
  const env = environment()
  const database = await openDatabase(readDatabaseConfig(env).database)
  try {
    const policy = readPolicy(readDatabaseConfig(env).policyFile)
    const rt = { timezone, policy, log: createLog('warn', 'stderr'), database }
    const context = await contextFor(rt, userid, at, text)
    if (context === null) throw new UsageError(`--from: nobody on the roster that day is called ${userid}`)
    return context
  } finally {
    await database.close()
  }
}

async function run(argv: string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      at: { type: 'string' },
      role: { type: 'string' },
      from: { type: 'string' },
      lines: { type: 'string' },
      explain: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(HELP)
    return
  }
  const given = environment()['TIMEZONE'] ?? ''
  const timezone = given === '' ? 'Asia/Shanghai' : given
  if (!isZone(timezone)) throw new UsageError(`TIMEZONE: "${timezone}" is no IANA zone such as Asia/Shanghai`)
  if (values.lines !== undefined) {
    const out = readLines(values.lines).flatMap((line, i) =>
      line.trim() === '' ? [] : [lineResult(line, i + 1, timezone, values.explain)],
    )
    if (out.length > 0) process.stdout.write(`${out.join('\n')}\n`)
    return
  }
  const [text] = positionals
  if (text === undefined || positionals.length > 1)
    throw new UsageError('give one text in quotes, or --lines FILE')
  const at = values.at === undefined ? Date.now() : instant(values.at)
  const around = values.from === undefined ? {} : await knownAround(timezone, values.from, at, text)
  console.log(result(text, at, { ...contextOf(timezone, values.role), ...around }, values.explain))
}

run(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : String(error))
  console.error('See npm run -s parse -- --help')
  process.exitCode = 1
})
