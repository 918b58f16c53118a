import { runCommand } from '../scripts/command'

const simulate = (...args: string[]) => runCommand('scripts/simulate.ts', args, {})

describe('npm run simulate', () => {
  it('explains itself with --help', async () => {
    const { code, out } = await simulate('--help')
    expect([code, out.includes('--world FILE')]).toEqual([0, true])
  })

  it.each([
    ['a bad number', ['--days', 'many'], '--days'],
    ['an unknown option', ['--weeks', '2'], '--weeks'],
    ['a world that does not exist', ['--world', 'nowhere'], 'nowhere'],
  ])('fails for %s and says which', async (_what, args, named) => {
    const { code, err } = await simulate(...args)
    expect([code > 0, err.includes(named)]).toEqual([true, true])
  })

  it('plays a small world and prints the figures as JSON', async () => {
    const { code, out } = await simulate('--days', '2', '--people', '6', '--world', 'mild', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(out)).toMatchObject({ world: 'mild', days: 2, members: 6, repeated: 0, errors: 0 })
  }, 120_000)
})
