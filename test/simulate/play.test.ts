import { immortal } from '../../scripts/simulate/host'
import { play } from '../../scripts/simulate/play'
import type { WorldRules } from '../../src/simulate/worldFile'
import { eachDatabase } from '../databases'
import { rulesOf } from './worlds'

/** Many times what a district lives through in a year. */
const TROUBLE = { emergencies: { perThousandTrips: 120, urgentIllPerThousandDays: 10 } }

eachDatabase((_name, open) => {
  const played = async (rules: WorldRules, seed: number) => {
    const database = await open()
    const result = await play(immortal(database), { rules, days: 5, people: 24, seed })
    await database.close()
    return result
  }

  it.each(['standard', 'harsh'])(
    'in a %s world no emergency is missed, no alarm repeated, and nothing fails',
    async (name) => {
      const { figures, counts } = await played(rulesOf(name, TROUBLE), 7)
      expect(figures.messages).toBeGreaterThan(50)
      expect(figures.emergencies.happened).toBeGreaterThan(0)
      expect(figures.emergencies.missed).toBe(0)
      expect([...counts.repeated, ...counts.errors]).toEqual([])
      expect(figures.unpromptedPerMemberDay).toBeLessThan(1)
      expect(figures.plain.atNine.wrong).toBeGreaterThan(figures.alarms.wrong)
    },
    300_000,
  )

  it('gives the same figures for the same seed, others for another', async () => {
    const rules = rulesOf('harsh')
    const once = await played(rules, 1)
    const again = await played(rules, 1)
    const other = await played(rules, 2)
    expect(again.figures).toEqual(once.figures)
    expect(other.figures).not.toEqual(once.figures)
  }, 300_000)
})
