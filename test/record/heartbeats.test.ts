import { Heartbeat } from '../../entities'
import type { Database } from '../../src/record/database'
import { beat, lastBeat } from '../../src/record/heartbeats'
import { eachDatabase } from '../databases'
import { MINUTE, NINE } from '../jobs/setup'

eachDatabase((_name, open) => {
  describe('heartbeats', () => {
    let database: Database
    beforeEach(async () => {
      database = await open()
    })
    afterEach(() => database.close())
    const beatAt = (process: string, when: number) =>
      database.inTransaction((db) => beat(db, process, NINE, when))

    it('tell when any process was last alive', async () => {
      expect(await lastBeat(database.db)).toBeNull()
      await beatAt('web:a:3000', NINE)
      await beatAt('web:b:3000', NINE + MINUTE)
      await beatAt('web:a:3000', NINE + 2 * MINUTE)
      expect(await lastBeat(database.db)).toBe(NINE + 2 * MINUTE)
      expect(await database.db.count(Heartbeat)).toBe(2)
    })

    it('forget a process that has been silent for a month when another begins', async () => {
      await beatAt('web:old:3000', NINE - 31 * 24 * 60 * MINUTE)
      await beatAt('web:new:3000', NINE)
      expect((await database.db.find(Heartbeat)).map(({ process }) => process)).toEqual(['web:new:3000'])
    })
  })
})
