import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { linesWith, ROOT, sourceFiles } from './files'

const LONGEST = 250
const readJson = (path: string): unknown => JSON.parse(readFileSync(join(ROOT, path), 'utf8'))
const all = sourceFiles('entities', 'src', 'scripts', 'test')

describe('the house', () => {
  // Tables of cases may be as long as they need; what is read to be changed may not.
  it(`has no file of code longer than ${LONGEST} lines, migrations aside`, () => {
    const code = all.filter(({ path }) => !path.startsWith('test/') && !path.includes('/migrations/'))
    const long = code.filter(({ lines }) => lines.length > LONGEST)
    expect(long.map(({ path, lines }) => `${path}: ${lines.length}`)).toEqual([])
  })

  it('leaves nothing for later and silences no rule', () => {
    const postponed = new RegExp(
      ['TO' + 'DO', 'FIX' + 'ME', 'eslint' + '-disable', '@ts-' + '(ignore|nocheck)'].join('|'),
    )
    expect(linesWith(all, postponed)).toEqual([])
  })

  it('has the file behind every script', () => {
    const { scripts } = readJson('package.json') as { scripts: Record<string, string> }
    const files = Object.values(scripts).flatMap(
      (script) => /tsx (?:watch )?(\S+\.ts)/.exec(script)?.[1] ?? [],
    )
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
  })

  it('locks the binaries of every platform, without which npm ci refuses to install', () => {
    const { packages } = readJson('package-lock.json') as {
      packages: Record<string, { optionalDependencies?: Record<string, string> }>
    }
    const locked = new Set(Object.keys(packages).map((path) => path.split('node_modules/').pop()))
    const wanted = Object.values(packages).flatMap((each) => Object.keys(each.optionalDependencies ?? {}))
    expect(wanted.filter((name) => !locked.has(name))).toEqual([])
  })

  it.each(['README.md', 'README.zh-CN.md', 'CONTRIBUTING.md'])('keeps %s true to the tree', (page) => {
    const text = readFileSync(join(ROOT, page), 'utf8')
    const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path]) => path ?? '')
    const named = [...text.matchAll(/`((?:src|entities|scripts|test)\/[\w./-]*)`/g)].map(
      ([, path]) => path ?? '',
    )
    expect([...links, ...named].filter((path) => !existsSync(join(ROOT, path)))).toEqual([])
  })
})
