import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from './files'

/** `` `stories/area.test.ts` › is told once … `` */
const PROOF = /`([^`]+\.test\.ts)` › (.+)/

const rows = readFileSync(join(ROOT, 'test/GUARANTEES.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| guarantee') && !line.startsWith('| ---'))
  .map((line) => line.split(' | '))

describe('the guarantees', () => {
  it('each name a test', () => {
    expect(rows.length).toBeGreaterThan(40)
    expect(rows.filter(([, proofs]) => !PROOF.test(proofs ?? '')).map(([name]) => name)).toEqual([])
  })

  it('name tests that exist', () => {
    const proofs = rows.flatMap(([, each]) => (each ?? '').replace(/ \|$/, '').split('<br>'))
    const missing = proofs.filter((proof) => {
      const [, file = '', name = ''] = PROOF.exec(proof) ?? []
      const path = join(ROOT, 'test', file)
      return file === '' || !existsSync(path) || !readFileSync(path, 'utf8').includes(name)
    })
    expect(missing).toEqual([])
  })
})
