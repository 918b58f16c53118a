/** Reads made-up texts for a while and looks for what must never happen: `npm run fuzz -- --seconds N`. */
import { parseArgs } from 'node:util'
import { reasonOf } from '../src/log'
import { fuzz, MOST_MS } from './fuzz/run'

const HELP = `npm run fuzz -- [--seconds N] [--seed S]

Reads made-up texts (the vocabulary shuffled, labelled messages spoilt, any Unicode) in made-up contexts and checks that
understanding never throws, invents nothing, gives real spans and times, says the same twice and takes at most ${String(MOST_MS)} ms
of CPU. The same seed makes the same texts. Exit 1 when anything failed.
  --seconds N  how long (default 60)
  --seed S     a whole number (default 1)
  --help       this text`

const MOST_FAILURES = 20

function main(args: string[]): number {
  const { values } = parseArgs({
    args,
    options: {
      seconds: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) {
    console.log(HELP)
    return 0
  }
  const [seconds, seed] = [Number(values.seconds), Number(values.seed)]
  if (!(seconds > 0) || !Number.isInteger(seed)) throw new RangeError('--seconds and --seed are numbers')
  const end = performance.now() + seconds * 1000
  const { texts, failures, worst } = fuzz(
    seed,
    (_, failed) => failed < MOST_FAILURES && performance.now() < end,
  )
  for (const failure of failures) console.log(JSON.stringify(failure))
  console.log(
    `${String(texts)} texts, ${String(failures.length)} failed, slowest ${worst.ms.toFixed(1)} ms CPU (${worst.seed})`,
  )
  return failures.length > 0 ? 1 : 0
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  console.error(`${reasonOf(error)}\n\n${HELP}`)
  process.exitCode = 2
}
