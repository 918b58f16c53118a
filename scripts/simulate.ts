import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parse as parseYaml } from 'yaml'
import { reasonOf } from '../src/log'
import { openDatabase } from '../src/record/database'
import { WorldFileError, worldFrom, type WorldRules } from '../src/simulate/worldFile'
import { immortal } from './simulate/host'
import { play } from './simulate/play'
import { type Line, table } from './simulate/table'

const USAGE = `Usage: npm run simulate [-- OPTIONS]

Plays a made-up district with known truth through the real handlers and jobs, on a clock of its own, over SQLite in a
temporary file, and prints how well people in need were found, beside two plain rules in the same world.
  --days N      days to play (default 20)
  --people N    members of work teams (default 60)
  --seed S      a whole number; the same seed gives the same figures (default 1)
  --world FILE  standard, harsh, mild (in scripts/worlds) or a YAML file that lists what differs from standard
  --json        the figures as one JSON object instead of the table
  --details     also every emergency, wrong or repeated alarm and false all-clear, with what was said in the village that day
  --help        this text`

interface Options {
  days: number
  people: number
  seed: number
  world: string
  json: boolean
  details: boolean
}

function wholeNumber(name: string, text: string, least: number): number {
  if (!/^\d+$/.test(text) || Number(text) < least)
    throw new RangeError(`--${name}: not a whole number from ${least} on: ${text}`)
  return Number(text)
}

/** Null when only help is asked for. Throws RangeError or TypeError for what cannot be used. */
export function readOptions(args: string[]): Options | null {
  const { values } = parseArgs({
    args,
    options: {
      days: { type: 'string', default: '20' },
      people: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      world: { type: 'string', default: 'standard' },
      json: { type: 'boolean', default: false },
      details: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  })
  if (values.help) return null
  return {
    days: wholeNumber('days', values.days, 1),
    people: wholeNumber('people', values.people, 1),
    seed: wholeNumber('seed', values.seed, 0),
    ...{ world: values.world, json: values.json, details: values.details },
  }
}

const WORLDS = join(__dirname, 'worlds')
const readYaml = async (file: string): Promise<unknown> => parseYaml(await readFile(file, 'utf8'))

/** A world by its name or file. Throws WorldFileError. */
export async function readWorld(name: string): Promise<WorldRules> {
  const file = /^\w+$/.test(name) ? join(WORLDS, `${name}.yaml`) : name
  const standard = await readYaml(join(WORLDS, 'standard.yaml'))
  return worldFrom(standard, await readYaml(file), name)
}

async function run({ world, json, details, ...rest }: Options): Promise<void> {
  const rules = await readWorld(world)
  const folder = await mkdtemp(join(tmpdir(), 'zaicun-simulate-'))
  const database = await openDatabase({ kind: 'sqlite', path: join(folder, 'world.sqlite') })
  try {
    // The file is thrown away: nothing in it is worth waiting for a disk.
    for (const pragma of ['synchronous = OFF', 'journal_mode = MEMORY', 'cache_size = -256000'])
      await database.source.query(`PRAGMA ${pragma}`)
    const began = Date.now()
    const onDay = (day: number) => {
      if (process.stderr.isTTY) process.stderr.write(`\rday ${day} of ${rest.days}`)
    }
    const lines: Line[] = []
    const onLine = (at: number, village: number | null, text: string) => lines.push({ at, village, text })
    const { figures, counts } = await play(immortal(database), {
      rules,
      ...rest,
      onDay,
      ...(details ? { onLine } : {}),
    })
    if (process.stderr.isTTY) process.stderr.write('\r')
    const seconds = Math.round((Date.now() - began) / 1000)
    if (json) console.log(JSON.stringify({ world, ...rest, ...figures, seconds }))
    else console.log(table(figures, { world, ...rest, seconds }, details ? { counts, lines } : null))
  } finally {
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
}

async function main(): Promise<number> {
  try {
    const options = readOptions(process.argv.slice(2))
    if (options === null) console.log(USAGE)
    else await run(options)
    return 0
  } catch (error) {
    const isUsage =
      error instanceof RangeError || error instanceof TypeError || error instanceof WorldFileError
    console.error(isUsage ? `${error.message}\n\n${USAGE}` : reasonOf(error))
    return isUsage ? 2 : 1
  }
}

if (require.main === module) {
  void main().then((code) => {
    process.exitCode = code
  })
}
