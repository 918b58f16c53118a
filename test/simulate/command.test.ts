import { readOptions } from '../../scripts/simulate'
import { runCommand } from '../scripts/command'

const simulate = (...args: string[]) => runCommand('scripts/simulate.ts', args, {})

describe('npm run simulate', () => {
  it('plays 20 standard days of 60 people where nothing else is said', () => {
    expect(readOptions([])).toMatchObject({ days: 20, people: 60, seed: 1, world: 'standard', json: false })
    expect(readOptions(['--help'])).toBeNull()
  })

  it.each([
    ['a bad number', ['--days', 'many'], /--days/],
    ['nobody to play', ['--people', '0'], /--people/],
    ['an unknown option', ['--weeks', '2'], /--weeks/],
  ])('refuses %s and says which', (_what, args, named) => {
    expect(() => readOptions(args)).toThrow(named)
  })

  it('fails for a world that does not exist and says which', async () => {
    const { code, err } = await simulate('--world', 'nowhere')
    expect([code > 0, err.includes('nowhere')]).toEqual([true, true])
  }, 120_000)

  it('plays a small world and prints the figures as JSON', async () => {
    const { code, out } = await simulate('--days', '2', '--people', '6', '--world', 'mild', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ world: 'mild', days: 2, members: 6, repeated: 0, errors: 0 })
  }, 120_000)
})
