import ts from 'typescript'
import { dice } from '../../src/simulate/random'
import { sourceFiles } from './files'

/** Every pattern written out in the source: `file:line` and the pattern itself. */
function patterns(): [place: string, pattern: RegExp][] {
  return sourceFiles('src').flatMap(({ path, lines }) => {
    const source = ts.createSourceFile(path, lines.join('\n'), ts.ScriptTarget.Latest)
    const found: [string, RegExp][] = []
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const [, body = '', flags] = /^\/(.*)\/(\w*)$/s.exec(node.text) ?? []
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source))
        found.push([`${path}:${line + 1}`, new RegExp(body, flags)])
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
    return found
  })
}

/** The words a pattern is made of, and one it surely does not know. */
function wordsOf({ source }: RegExp): string[] {
  const words = source.replace(/\\[dws]/g, '1').match(/[\p{Script=Han}\w]+/gu) ?? []
  return [...new Set([...words, ...words.flatMap((word) => [...word]), '1', ' ', ',', '村'])]
}

const ENDLESS_MS = 150
const MOST_REPEATS = 26
const TRIES = 120

/** A text on which the pattern tries more and more the longer it is; undefined when none of many was found. */
function endlessOn(pattern: RegExp): string | undefined {
  const words = wordsOf(pattern)
  const roll = dice(pattern.source)
  const some = (most: number) => Array.from({ length: roll.whole(0, most) }, () => roll.pick(words)).join('')
  for (let i = 0; i < TRIES; i++) {
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
      const text = endlessOn(pattern)
      return text === undefined ? [] : [[place, text]]
    })
    expect(endless).toEqual([])
  })

  it.each([/^(?:今天|[一-鿿]{1,4}[村镇乡区])+怎么样$/, /^(?:(?:今天|现在)+|昨天)*谁/])(
    'that does is found (%s)',
    (pattern) => {
      expect(endlessOn(pattern)).toBeDefined()
    },
  )
})
