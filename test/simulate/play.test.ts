import { immortal } from '../../scripts/simulate/host'
import { play, type Played } from '../../scripts/simulate/play'
import { eachDatabase } from '../databases'
import { rulesOf } from './worlds'

/** In few people's 20 days as much happens as in a district's year. */
const RULES = rulesOf('harsh', {
  district: { teamSizes: [3, 2] },
  emergencies: { perThousandTrips: 200, urgentIllPerThousandDays: 15 },
})

/** What the database before gave. */
let elsewhere: Played['figures'] | null = null

eachDatabase((name, open) => {
  const played = async (seed: number, days: number) => {
    const database = await open()
    const result = await play(immortal(database), { rules: RULES, days, people: 5, seed })
    await database.close()
    return result
  }

  it('in 20 harsh days no emergency is missed, no alarm repeated, nothing fails, on each database the same', async () => {
    const { figures, counts } = await played(7, 20)
    expect(figures.messages).toBeGreaterThan(50)
    expect(figures.emergencies.happened).toBeGreaterThan(3)
    expect(figures.emergencies.missed).toBe(0)
    expect([...counts.repeated, ...counts.errors]).toEqual([])
    expect(figures.unpromptedPerMemberDay).toBeLessThan(1)
    expect(figures.plain.heartbeat.wrong).toBeGreaterThan(3 * figures.alarms.wrong)
    expect(figures).toEqual(elsewhere ?? figures)
    elsewhere = figures
  }, 300_000)

  // Two databases show it by the 20 days; a day shows it on one.
  const onSqlite = name === 'SQLite' ? it : it.skip
  onSqlite(
    'gives the same for the same seed, other things for another',
    async () => {
      const once = await played(1, 1)
      const again = await played(1, 1)
      const other = await played(2, 1)
      expect(again.figures).toEqual(once.figures)
      expect(other.figures).not.toEqual(once.figures)
    },
    120_000,
  )
})
