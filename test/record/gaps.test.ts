import type { Database } from '../../src/record/database'
import { claimUntold, gapsOverlapping, recordGap } from '../../src/record/gaps'
import { eachDatabase } from '../databases'
import { MINUTE, NINE } from '../jobs/setup'

eachDatabase((_name, open) => {
  describe('gaps of ours', () => {
    let database: Database
    beforeEach(async () => {
      database = await open()
    })
    afterEach(() => database.close())
    const gap = (from: number, to: number, why: 'stopped' | 'spooled' = 'stopped') =>
      database.inTransaction((db) => recordGap(db, NINE + from * MINUTE, NINE + to * MINUTE, why))
    const overlapping = async (from: number, to: number) => {
      const gaps = await gapsOverlapping(database.db, NINE + from * MINUTE, NINE + to * MINUTE)
      return gaps.map((each) => [(each.from - NINE) / MINUTE, (each.to - NINE) / MINUTE])
    }

    it('are found by any stretch they touch, and those that overlap are one', async () => {
      await gap(-10, 5)
      await gap(2, 20, 'spooled')
      await gap(60, 70)
      expect(await overlapping(0, 30)).toEqual([[-10, 20]])
      expect(await overlapping(20, 60)).toEqual([])
      expect(await overlapping(0, 100)).toEqual([
        [-10, 20],
        [60, 70],
      ])
    })

    it('are no downtime up to three minutes', async () => {
      await gap(0, 3)
      expect(await overlapping(-60, 60)).toEqual([])
    })

    it('grow when recorded again, and are told of once', async () => {
      await gap(0, 10)
      await gap(0, 15)
      await gap(0, 8)
      expect(await overlapping(-60, 60)).toEqual([[0, 15]])
      const claim = (at: number) => database.inTransaction((db) => claimUntold(db, NINE + at * MINUTE))
      expect(await claim(14)).toEqual([])
      expect(await claim(16)).toHaveLength(1)
      expect(await claim(17)).toEqual([])
    })
  })
})
