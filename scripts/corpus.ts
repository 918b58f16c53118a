/** Scores the reading of every labelled file under test/corpus against the committed floors. */
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { type Fact, factsOf, type ReadingContext, understand } from '../src/understand'
import { f1, type Labelled, match, type Matching, precision, recall, type Tally } from './corpus/score'

const HELP = `npm run corpus [-- FILE…] [--brief] [--errors N]

Scores test/corpus/*.jsonl (or the files named) with the speaker's role given and without it:
fact precision, recall, F1, the share of whole messages entirely right, by kind and by field.
Exit 1 when a figure lies below test/corpus/floors.json. Sentences of files named heldout* are never shown.`

const FOLDER = join(process.cwd(), 'test/corpus')

interface Floor {
  f1: number
  exact: number
}

interface Result {
  total: Tally
  kinds: Map<string, Tally>
  fields: Map<string, number>
  exact: number
  messages: number
  wrong: { message: Labelled; got: Fact[]; matching: Matching }[]
}

function score(messages: readonly Labelled[], withRole: boolean): Result {
  const result: Result = {
    total: { right: 0, meant: 0, got: 0 },
    kinds: new Map(),
    fields: new Map(),
    exact: 0,
    messages: messages.length,
    wrong: [],
  }
  for (const message of messages) {
    const context: ReadingContext = withRole && message.role ? { role: message.role } : {}
    const got = factsOf(understand(message.text, Date.parse(message.at), context))
    const matching = match(message.facts, got)
    tally(result, message.facts, got, matching)
    if (matching.missed.length + matching.invented.length === 0) result.exact++
    else result.wrong.push({ message, got, matching })
  }
  return result
}

function tally(
  result: Result,
  meant: readonly Fact[],
  got: readonly Fact[],
  { right, near }: Matching,
): void {
  const of = (kind: string): Tally => {
    const known = result.kinds.get(kind) ?? { right: 0, meant: 0, got: 0 }
    result.kinds.set(kind, known)
    return known
  }
  for (const fact of meant) of(fact.kind).meant++
  for (const fact of got) of(fact.kind).got++
  for (const fact of right) of(fact.kind).right++
  for (const { meant: fact, keys } of near) {
    for (const key of keys)
      result.fields.set(`${fact.kind}.${key}`, (result.fields.get(`${fact.kind}.${key}`) ?? 0) + 1)
  }
  result.total.right += right.length
  result.total.meant += meant.length
  result.total.got += got.length
}

const percent = (x: number): string => `${(100 * x).toFixed(1)} %`

function line(name: string, tally: Tally): string {
  return `  ${name.padEnd(14)} P ${percent(precision(tally)).padStart(7)}  R ${percent(recall(tally)).padStart(7)}  F1 ${percent(f1(tally)).padStart(7)}  (${String(tally.meant)})`
}

function report(name: string, result: Result, brief: boolean, errors: number): void {
  console.log(
    `${name}: F1 ${percent(f1(result.total))}, whole messages ${percent(result.exact / result.messages)} of ${String(result.messages)}`,
  )
  if (brief) return
  for (const [kind, counts] of [...result.kinds].sort((a, b) => b[1].meant - a[1].meant))
    console.log(line(kind, counts))
  const fields = [...result.fields].sort((a, b) => b[1] - a[1]).slice(0, 12)
  if (fields.length > 0)
    console.log(`  fields: ${fields.map(([field, n]) => `${field} ${String(n)}`).join(', ')}`)
  if (name.startsWith('heldout')) return
  for (const { message, got, matching } of result.wrong.slice(0, errors)) {
    console.log(
      `  ✗ ${message.id ?? ''} [${message.role ?? '-'} ${message.at.slice(0, 16)}] ${JSON.stringify(message.text)}`,
    )
    for (const fact of matching.missed) console.log(`      − ${JSON.stringify(fact)}`)
    for (const fact of matching.invented) console.log(`      + ${JSON.stringify(fact)}`)
    if (got.length === 0) console.log('      (nothing read)')
  }
}

function load(file: string): Labelled[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((text) => text.trim() !== '')
    .map((text) => JSON.parse(text) as Labelled)
}

function floors(): Record<string, Floor> {
  try {
    return JSON.parse(readFileSync(join(FOLDER, 'floors.json'), 'utf8')) as Record<string, Floor>
  } catch {
    return {}
  }
}

function main(argv: readonly string[]): number {
  if (argv.includes('--help')) {
    console.log(HELP)
    return 0
  }
  const brief = argv.includes('--brief')
  const at = argv.indexOf('--errors')
  const errors = at >= 0 ? Number(argv[at + 1]) : 8
  const named = argv.filter((arg, i) => !arg.startsWith('--') && argv[i - 1] !== '--errors')
  const files =
    named.length > 0
      ? named
      : readdirSync(FOLDER)
          .filter((file) => file.endsWith('.jsonl'))
          .map((file) => join(FOLDER, file))
  const floor = floors()
  let failed = false
  for (const file of files) {
    const name = basename(file, '.jsonl')
    const messages = load(file)
    for (const withRole of [true, false]) {
      const key = withRole ? name : `${name}, role unknown`
      const result = score(messages, withRole)
      report(key, result, brief || (!withRole && errors === 8), errors)
      const least = floor[key]
      if (least && (f1(result.total) < least.f1 || result.exact / result.messages < least.exact)) {
        console.error(
          `${key} is below its floor: F1 ${percent(least.f1)}, whole messages ${percent(least.exact)}`,
        )
        failed = true
      }
    }
  }
  return failed ? 1 : 0
}

process.exitCode = main(process.argv.slice(2))
