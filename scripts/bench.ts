import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { cpus, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { reasonOf } from '../src/log'
import { FULL, QUICK } from './bench/plan'
import { run } from './bench/run'
import { tablesOf } from './bench/tables'
import type { Size } from './bench/world'

const USAGE = `Usage: npm run bench [-- OPTIONS]

Measures intake (beside a bare Koa route and the npm middleware co-wechat, in the same run), a flood of
wrong signatures, understanding, questions,
the minute's watch and a digest pass over growing databases, and memory under a long load. Everything is made up, listens
on 127.0.0.1 and is thrown away. A full run takes up to 30 minutes and 10 GB of disk.
  --quick       under 2 minutes: fewer messages, without the largest sizes
  --only PARTS  of intake, flood, parse, growth, soak: those alone, separated by commas
  --sizes LIST  of the growing worlds those alone, as people x years: 363x1,363x10
  --json FILE   where the figures go as JSON (default data/bench.json)
  --folder DIR  where the databases are made (default: the system's temporary folder)
  --help        this text`

const PARTS = ['intake', 'flood', 'parse', 'growth', 'soak'] as const

function readOptions(args: string[]) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', default: PARTS.join(',') },
      sizes: { type: 'string' },
      json: { type: 'string', default: 'data/bench.json' },
      folder: { type: 'string', default: tmpdir() },
      help: { type: 'boolean', default: false },
    },
  })
  const only = values.only.split(',')
  const unknown = only.filter((part) => !(PARTS as readonly string[]).includes(part))
  if (unknown.length > 0) throw new RangeError(`--only: no such part: ${unknown.join(', ')}`)
  const plan = values.quick ? QUICK : FULL
  return { ...values, only: new Set(only), plan: { ...plan, sizes: chosen(plan.sizes, values.sizes) } }
}

function chosen(sizes: readonly Size[], wanted: string | undefined): readonly Size[] {
  if (wanted === undefined) return sizes
  return wanted.split(',').map((name) => {
    const size = sizes.find(({ people, history }) => `${people}x${history}` === name)
    if (size === undefined) throw new RangeError(`--sizes: no such world: ${name}`)
    return size
  })
}

async function main(args: string[]): Promise<number> {
  try {
    const { help, quick, only, plan, json, folder } = readOptions(args)
    if (help) {
      console.log(USAGE)
      return 0
    }
    const place = await mkdtemp(join(folder, 'zaicun-bench-'))
    try {
      const figures = await run(plan, only, place, (line) => console.error(line))
      const machine = { node: process.version, cores: cpus().length, cpu: cpus()[0]?.model ?? '' }
      await mkdir(dirname(json), { recursive: true })
      await writeFile(json, `${JSON.stringify({ quick, machine, ...figures }, null, 2)}\n`)
      console.log(tablesOf(figures))
    } finally {
      await rm(place, { recursive: true, force: true })
    }
    return 0
  } catch (error) {
    const isUsage = error instanceof RangeError || error instanceof TypeError
    console.error(isUsage ? `${error.message}\n\n${USAGE}` : reasonOf(error))
    return isUsage ? 2 : 1
  }
}

void main(process.argv.slice(2)).then((code) => {
  process.exitCode = code
})
