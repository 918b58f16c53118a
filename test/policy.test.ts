import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { PolicyError, policyFrom, readPolicy } from '../src/policy'

const EXAMPLE = join(__dirname, '../policy.example.yaml')

describe('the policy', () => {
  it('has an example that names every key and holds exactly the defaults', () => {
    expect(parse(readFileSync(EXAMPLE, 'utf8'))).toEqual(policyFrom({}))
    expect(readPolicy(EXAMPLE)).toEqual(policyFrom({}))
  })

  it('fills in what a file leaves out', () => {
    const policy = policyFrom({ mornings: { due: '08:30' }, help: { dutyPhone: '0871-1234567' } })
    expect(policy).toEqual({
      ...policyFrom({}),
      mornings: { ...policyFrom({}).mornings, due: '08:30' },
      help: { ...policyFrom({}).help, dutyPhone: '0871-1234567' },
    })
  })

  it.each([
    ['an unknown section', { evenings: {} }, 'evenings'],
    ['an unknown key', { mornings: { dew: '09:00' } }, 'mornings: unknown key dew'],
    ['a bad clock', { quiet: { from: '25:00' } }, 'quiet.from: a clock time such as 09:00'],
    ['a bad number', { help: { repeatEvery: -1 } }, 'help.repeatEvery'],
    [
      'a day that is none',
      { calendar: { daysOff: ['1 May'] } },
      'calendar.daysOff.0: a day such as 2026-10-01',
    ],
    ['an unknown work category', { words: { categories: { fishing: ['鱼'] } } }, 'words.categories'],
    ['a list instead of sections', [], '(top level)'],
  ])('refuses %s by name', (_what, value, message) => {
    expect(() => policyFrom(value, 'policy.yaml')).toThrow(PolicyError)
    expect(() => policyFrom(value, 'policy.yaml')).toThrow(message)
  })

  it('names every bad key at once', () => {
    const bad = { quiet: { from: 'late' }, taking: { lease: 'long' } }
    expect(() => policyFrom(bad)).toThrow('quiet.from')
    expect(() => policyFrom(bad)).toThrow('taking.lease')
  })
})
