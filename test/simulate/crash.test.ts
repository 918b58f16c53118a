import { Message } from '../../entities'
import { immortal, type MakeHost } from '../../scripts/simulate/host'
import { play } from '../../scripts/simulate/play'
import { openDatabase } from '../../src/record/database'
import { eachDatabase } from '../databases'
import { finalState } from './finalState'
import { type Deaths, DIED, mortal } from './mortal'
import { rulesOf } from './worlds'

/** Much happens to few people in two days. */
const RULES = rulesOf('harsh', {
  district: { secretaryWithAccount: 1, cadreWithAccount: 0.6 },
  trips: { working: 0.9, dayOff: 0.9 },
  emergencies: { perThousandTrips: 300, urgentIllPerThousandDays: 60 },
  bot: { downPerMonth: 0 },
})

async function lived(makeHost: MakeHost, seed: number, days: number) {
  const lines: string[] = []
  const onLine = (at: number, _village: number | null, line: string) => {
    lines.push(`${new Date(at).toISOString()} ${line}`)
  }
  const { figures, counts } = await play(makeHost, { rules: RULES, days, people: 5, seed, onLine })
  const errors = counts.errors.filter((line) => !line.includes(DIED))
  return { figures: { ...figures, errors: errors.length }, errors, lines, alarms: counts.alarms }
}

/** The last from the clock: every run tries something new. */
const SEEDS = [1, 2, Date.now() % 1_000_000]

eachDatabase((name, _open, newPlace) => {
  // MariaDB takes many times as long for as much.
  const [seeds, days] = name === 'SQLite' ? [SEEDS, 2] : [SEEDS.slice(-1), 1]
  it.each(seeds)(
    'a bot that dies at random queries, commits and calls loses and repeats nothing: all ends as if it had lived (seed %i)',
    async (seed) => {
      const deaths: Deaths = new Map()
      const calm = await newPlace()
      const database = await openDatabase(calm.target)
      const expected = await lived(immortal(database), seed, days)
      const state = await finalState(database)
      await database.close()

      const place = await newPlace()
      const { makeHost, database: last } = mortal(
        place.target,
        await openDatabase(place.target),
        seed,
        deaths,
      )
      const actual = await lived(makeHost, seed, days)
      expect(actual.errors).toEqual(expected.errors)
      expect(actual.lines).toEqual(expected.lines)
      expect(actual.figures).toEqual(expected.figures)
      expect(await finalState(last())).toEqual(state)
      expect(await last().db.count(Message)).toBeGreaterThan(0)
      expect([...deaths.values()].reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0)
      await last().close()
    },
    300_000,
  )
})
