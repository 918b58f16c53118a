import { DataSource } from 'typeorm'
import { entities, Village } from '../../entities'
import { isDuplicate, openDatabase } from '../../src/record/database'
import { migrations } from '../../src/record/migrations'
import { eachDatabase } from '../databases'

const village = (name: string) => ({ township: '云岭镇', name })

eachDatabase((_name, open, newPlace) => {
  describe('transactions', () => {
    it('run five at once and keep all five', async () => {
      const { db, inTransaction } = await open()
      const names = ['一村', '二村', '三村', '四村', '五村']
      await Promise.all(
        names.map((name) => inTransaction((db) => db.insert(Village, village(name)).then(() => undefined))),
      )
      expect((await db.find(Village)).map((each) => each.name).sort()).toEqual([...names].sort())
    })

    it('that fail leave no row and do not disturb their neighbours', async () => {
      const { db, inTransaction } = await open()
      const insert = (name: string, fail = false) =>
        inTransaction(async (db) => {
          await db.insert(Village, village(name))
          if (fail) throw new Error(`no ${name}`)
          return name
        })
      const results = await Promise.allSettled([
        insert('一村'),
        insert('二村', true),
        insert('三村'),
        insert('四村', true),
        insert('五村'),
      ])
      expect(results.map((each) => (each.status === 'fulfilled' ? each.value : String(each.reason)))).toEqual(
        ['一村', 'Error: no 二村', '三村', 'Error: no 四村', '五村'],
      )
      expect((await db.find(Village)).map((each) => each.name).sort()).toEqual(
        ['一村', '三村', '五村'].sort(),
      )
    })

    it('that meet a taken key leave nothing else behind and say that it was taken', async () => {
      const { db, inTransaction } = await open()
      await inTransaction((db) => db.insert(Village, village('一村')))
      const error: unknown = await inTransaction(async (db) => {
        await db.insert(Village, village('二村'))
        await db.insert(Village, village('一村'))
      }).catch((reason: unknown) => reason)
      expect(isDuplicate(error)).toBe(true)
      expect((await db.find(Village)).map((each) => each.name)).toEqual(['一村'])
    })
  })

  describe('migrations', () => {
    it('leave nothing that the entities describe otherwise', async () => {
      const { target } = await newPlace()
      const database = await openDatabase(target)
      const source =
        target.kind === 'sqlite'
          ? database.source
          : // The mysql driver reports a drift that is none on nullable text columns of MariaDB.
            await new DataSource({ ...database.source.options, type: 'mariadb' } as never).initialize()
      const drift = await source.driver.createSchemaBuilder().log()
      expect(drift.upQueries.map(({ query }) => query)).toEqual([])
      if (source !== database.source) await source.destroy()
      await database.close()
    })

    it('go down to nothing and up again', async () => {
      const { target } = await newPlace()
      const first = await openDatabase(target)
      for (let left = migrations.length; left > 0; left--) await first.source.undoLastMigration()
      const runner = first.source.createQueryRunner()
      for (const { tableName } of first.source.entityMetadatas)
        expect([tableName, await runner.hasTable(tableName)]).toEqual([tableName, false])
      await runner.release()
      await first.close()

      const again = await openDatabase(target)
      for (const entity of entities) await expect(again.db.count(entity)).resolves.toBe(0)
      await again.close()
    })

    it('run once although several processes start together', async () => {
      const { target } = await newPlace()
      const opened = await Promise.all([openDatabase(target), openDatabase(target), openDatabase(target)])
      for (const { source } of opened) await expect(source.showMigrations()).resolves.toBe(false)
      for (const { close } of opened) await close()
    })
  })
})
