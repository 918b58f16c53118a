import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { match } from '../../scripts/corpus/score'
import { type Fact, factsOf, type ReadingContext, understand } from '../../src/understand'

interface Example {
  id: string
  role: NonNullable<ReadingContext['role']>
  at: string
  text: string
  facts: Fact[]
}

const examples = readFileSync(join(__dirname, '../corpus/examples.jsonl'), 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Example)

/** Read rightly only when somebody says who speaks. */
const ROLE_NEEDED = new Set(['e092', 'e095', 'e137'])

describe('the labelled examples', () => {
  it.each(examples.map((example) => [example.id, example] as const))(
    '%s is read as labelled',
    (_, example) => {
      const got = factsOf(understand(example.text, Date.parse(example.at), { role: example.role }))
      const { missed, invented } = match(example.facts, got)
      expect({ missed, invented }).toEqual({ missed: [], invented: [] })
    },
  )

  it.each(examples.filter(({ id }) => !ROLE_NEEDED.has(id)).map((example) => [example.id, example] as const))(
    '%s is read as labelled when nobody says who speaks',
    (_, example) => {
      const got = factsOf(understand(example.text, Date.parse(example.at)))
      const { missed, invented } = match(example.facts, got)
      expect({ missed, invented }).toEqual({ missed: [], invented: [] })
    },
  )
})
