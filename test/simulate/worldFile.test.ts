import { importRoster } from '../../src/roster'
import { rosterCsv } from '../../src/simulate/district'
import { worldFrom, WorldFileError } from '../../src/simulate/worldFile'
import { eachDatabase } from '../databases'
import { rulesOf, smallWorld } from './worlds'

describe('a world file', () => {
  it.each(['standard', 'harsh', 'mild'])('%s is complete', (name) => {
    expect(rulesOf(name).firstDay).toBe('2026-06-01')
  })

  it('that names an unknown key or a bad value is refused with every key', () => {
    const standard = rulesOf('standard')
    const bad = { trips: { declraed: 1, alone: 2 }, phones: { wakes: '7' } }
    expect(() => worldFrom(standard, bad, 'mine.yaml')).toThrow(WorldFileError)
    expect(() => worldFrom(standard, bad, 'mine.yaml')).toThrow(/mine\.yaml[^]*trips[^]*phones\.wakes/)
  })
})

eachDatabase((_name, open) => {
  it('a made-up district is a roster without a rejected row, rotation included', async () => {
    const world = smallWorld(rulesOf('harsh', { district: { rotatesEvery: 2, rotatingShare: 1 } }), 40)
    const database = await open()
    const report = await importRoster(database, Buffer.from(rosterCsv(world.district)), 'roster.csv', 0)
    expect(report.rejected).toEqual([])
    expect(world.district.villages.flatMap(({ no }) => world.membersOf(no, '2026-06-05'))).toHaveLength(40)
  })
})
