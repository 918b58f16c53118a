import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'

const SRC = join(__dirname, '../../src')

/** Every pattern written out in the source: `file:line` and the pattern itself. */
function patterns(): [place: string, pattern: RegExp][] {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  return files.flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(join(SRC, file), 'utf8'), ts.ScriptTarget.Latest)
    const found: [string, RegExp][] = []
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const [, body = '', flags] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? []
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
        found.push([`${file}:${line + 1}`, new RegExp(body, flags)])
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
    return found
  })
}

/** The same row of numbers at every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state * 48_271) % 2_147_483_647
    return state % sides
  }
}

/** The words a pattern is made of, and one it surely does not know. */
function wordsOf({ source }: RegExp): string[] {
  const words = source.replace(/\\[dws]/g, '1').match(/[\p{Script=Han}\w]+/gu) ?? []
  return [...new Set([...words, ...words.flatMap((word) => [...word]), '1', ' ', ',', '村'])]
}

const ENDLESS_MS = 150
const MOST_REPEATS = 26

/** A text on which the pattern tries more and more the longer it is; undefined when none of many was found. */
function endlessOn(pattern: RegExp, tries: number): string | undefined {
  const words = wordsOf(pattern)
  const roll = dice(pattern.source.length + 7)
  const some = (most: number) =>
    Array.from({ length: roll(most + 1) }, () => words[roll(words.length)]).join('')
  for (let i = 0; i < tries; i++) {
    const [head, piece] = [some(2), some(2) || '村']
    for (let repeats = 10; repeats <= MOST_REPEATS; repeats += 2) {
      const text = `${head}${piece.repeat(repeats)}\u0001`
      const begun = process.cpuUsage()
      pattern.lastIndex = 0
      pattern.test(text)
      if (process.cpuUsage(begun).user / 1000 > ENDLESS_MS) return text
    }
  }
  return undefined
}

describe('a pattern', () => {
  it('never tries without end: a row of any words it knows is over in no time', () => {
    const endless = patterns().flatMap(([place, pattern]) => {
      const text = endlessOn(pattern, 120)
      return text === undefined ? [] : [[place, text]]
    })
    expect(endless).toEqual([])
  })

  it.each([/^(?:今天|[一-鿿]{1,4}[村镇乡区])+怎么样$/, /^(?:(?:今天|现在)+|昨天)*谁/])(
    'that does is found (%s)',
    (pattern) => {
      expect(endlessOn(pattern, 400)).toBeDefined()
    },
  )
})
