import { Case, CasePerson, Person, Posting, Village } from '../../entities'
import { readAround } from '../../src/record/around'
import { casesOf } from '../../src/record/cases'
import { type Database, type Db, openDatabase } from '../../src/record/database'
import { markCaseClosed } from '../../src/record/endings'
import { inBatch } from '../../src/record/inBatch'
import { findSpeaker } from '../../src/record/people'
import { insertRows } from '../../src/record/rows'
import { readSenders } from '../../src/record/senders'
import { readDatabaseConfig } from '../../src/config'
import { eachDatabase } from '../databases'

const DAY = '2026-07-01'
const NOW = Date.parse(`${DAY}T10:00:00+08:00`)
const LATER = NOW + 60_000

const SCOPE = { speakers: new Set([1]), people: new Set([1]), villages: new Set([1]) }
const reading = {
  around: (own: Db) => readAround(own, SCOPE, { day: DAY, from: NOW, to: NOW }),
  cases: () => ({ people: [1] }),
}

/** 李敏 of 丛岗村, who is expected back. */
async function fill({ inTransaction }: Database): Promise<void> {
  await inTransaction(async (db) => {
    await insertRows(db, Village, [{ id: 1, township: '青岭镇', name: '丛岗村' }])
    const person = { id: 1, identity: 'limin', userid: 'limin', name: '李敏', createdAt: NOW }
    await insertRows(db, Person, [person])
    const posting = { personId: 1, role: 'team_member', villageId: 1, township: '青岭镇', createdAt: NOW }
    await insertRows(db, Posting, [posting])
    await insertRows(db, Case, [
      {
        ...{ id: 1, key: 'return:1:0', kind: 'return', villageId: 1, day: DAY, dueAt: LATER },
        ...{ state: 'waiting', ladder: [{ after: 30, to: 'person' }], nextAt: LATER, createdAt: NOW },
      },
    ])
    await insertRows(db, CasePerson, [{ caseId: 1, personId: 1 }])
  })
}

const BY = { at: NOW, messageId: 7, personId: 1, outcome: 'said' }

eachDatabase((name, open) => {
  describe('a batch', () => {
    it('ends a search for everybody in it at once, and in the tables at its end', async () => {
      const database = await open()
      await fill(database)
      await database.inTransaction((db) =>
        inBatch(db, reading, async (own) => {
          const [found] = await casesOf(own, [1], ['return'])
          expect(found).toMatchObject({ id: 1, state: 'waiting' })
          expect(await markCaseClosed(own, 1, BY)).toBe(true)
          expect(await casesOf(own, [1], ['return'])).toEqual([])
          expect(await markCaseClosed(own, 1, BY)).toBe(false)
        }),
      )
      expect(await database.db.findOneByOrFail(Case, { id: 1 })).toMatchObject({
        ...{ state: 'closed', closedAt: NOW, closedByMessageId: 7, outcome: 'said', nextAt: null },
      })
      expect(await database.db.findOneByOrFail(CasePerson, { caseId: 1 })).toMatchObject({
        ...{ settledAt: NOW, settledByMessageId: 7 },
      })
    })

    // The one writer of an SQLite file is never overtaken.
    const where = name === 'SQLite' ? it.skip : it
    where('is done anew when another process asked about a search it had ended', async () => {
      const database = await open()
      await fill(database)
      const seen: string[] = []
      await database.inTransaction((db) =>
        inBatch(db, reading, async (own) => {
          const [found] = await casesOf(own, [1], ['return'])
          seen.push(found?.state ?? 'none')
          await markCaseClosed(own, 1, BY)
          if (seen.length === 1) await database.db.update(Case, { id: 1 }, { state: 'open', step: 1 })
        }),
      )
      expect(seen).toEqual(['waiting', 'open'])
      expect(await database.db.findOneByOrFail(Case, { id: 1 })).toMatchObject({ state: 'closed', step: 1 })
    })

    it('knows at once what anybody changed in the roster since the last', async () => {
      const database = await open()
      await fill(database)
      const nameOf = () =>
        database.inTransaction((db) =>
          inBatch(db, reading, async (own, batch) => {
            await readSenders(own, batch, [{ from: 'limin', day: DAY }])
            const speaker = await findSpeaker(own, 'limin', DAY)
            return `${speaker?.person.name} of ${batch.teams.get(`1 ${DAY}`)?.village.name}`
          }),
        )
      expect(await nameOf()).toBe('李敏 of 丛岗村')
      await database.inTransaction((db) => db.update(Person, { id: 1 }, { name: '李敏敏' }))
      expect(await nameOf()).toBe('李敏敏 of 丛岗村')
      const other = await openDatabase(readDatabaseConfig({ DATABASE_URL: database.url }).database)
      await other.inTransaction((db) => db.update(Village, { id: 1 }, { name: '新岗村' }))
      await other.close()
      expect(await nameOf()).toBe('李敏敏 of 新岗村')
      expect(await nameOf()).toBe('李敏敏 of 新岗村')
    })
  })
})
