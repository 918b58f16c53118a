import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROLES, TEAM_ROLES } from '../../entities'
import { english, surname } from '../../scripts/demo/english'
import { HISTORY } from '../../scripts/demo/history'
import { LATER } from '../../scripts/demo/later'
import { MORNING } from '../../scripts/demo/morning'
import { peopleOf, type DemoPerson } from '../../scripts/demo/people'
import { SENTENCES } from '../../scripts/demo/sentences'
import { type Database, openDatabase } from '../../src/record/database'
import { teams } from '../../src/record/people'
import { importRoster, type RosterReport } from '../../src/roster'

const DAY = '2026-07-01'
const NOW = Date.parse('2026-07-01T08:30:00+08:00')
const file = readFileSync(join(__dirname, '../../scripts/demo/roster.csv'))

let database: Database
let report: RosterReport
let people: DemoPerson[]

beforeAll(async () => {
  database = await openDatabase({ kind: 'sqlite', path: ':memory:' })
  report = await importRoster(database, file, 'roster.csv', NOW)
  people = await peopleOf(database.db, DAY)
})
afterAll(() => database.close())

describe('the made-up district', () => {
  it('is imported whole; it warns of people without an account and of one team under a leader', () => {
    expect([report.written, report.unknownColumns]).toEqual([true, []])
    const others = report.warnings.filter(({ text }) => !text.includes('没有账号'))
    expect(others.map(({ text }) => text)).toEqual([expect.stringContaining('柳树湾村')])
  })

  it('has 3 townships, 12 villages and 33 people on their teams', async () => {
    const all = await teams(database.db, DAY)
    expect(all.length).toBe(12)
    expect(new Set(all.map(({ village }) => village.township)).size).toBe(3)
    expect(people.filter(({ role }) => (TEAM_ROLES as readonly string[]).includes(role)).length).toBe(33)
  })

  it('has somebody in nearly every role, and everybody an English name', () => {
    const roles = new Set(people.map(({ role }) => role))
    expect(ROLES.filter((role) => !roles.has(role))).toEqual([])
    expect(people.filter(({ name }) => english(name) === name || surname(name[0] ?? '') === null)).toEqual([])
  })

  it('is spoken for by people who are on its roster', () => {
    const known = new Set(people.map(({ userid }) => userid))
    const named = [
      ...[...HISTORY, ...LATER, ...SENTENCES].map(({ from }) => from),
      ...MORNING.map(({ show }) => show),
    ]
    expect(named.filter((userid) => !known.has(userid))).toEqual([])
  })
})
