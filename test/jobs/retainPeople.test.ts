import {
  Case,
  CasePerson,
  CheckIn,
  Message,
  OutboundMessage,
  Person,
  Posting,
  WorkItem,
  WorkPart,
} from '../../entities'
import { retain } from '../../src/jobs/retain'
import type { Database } from '../../src/record/database'
import { eachDatabase } from '../databases'
import { ago, NOTHING, rowsInto } from './retainRows'
import { at, NINE, runtimeOver } from './setup'

eachDatabase((_name, open) => {
  let database: Database
  let rows: ReturnType<typeof rowsInto>
  beforeEach(async () => {
    database = await open()
    rows = rowsInto(database)
  })
  afterEach(() => database.close())
  const run = (now = NINE) => retain(runtimeOver(database), now)

  describe('retain, of people who are gone', () => {
    it('forgets a person one year after the last posting ended, and nobody else', async () => {
      await rows.person(1, '2025-11-23')
      await rows.person(2, '2025-11-24')
      await rows.person(3, null)
      for (const id of [1, 2, 3]) {
        await rows.message(id, id, at('2025-06-01T10:00:00'), '和队长上山核图斑12块,3块有争议')
        const own = { subjectId: id, subjectName: '我', words: '上山' }
        await rows.statement(CheckIn, id, id, ago(500), own)
        await rows.statement(CheckIn, id, id, ago(500), { ...own, subjectId: 3, subjectName: '队长' })
        await rows.statement(WorkItem, id, id, ago(500), { id, reportId: 1, category: 'farmland_patch' })
        await rows.put(WorkPart, { workItemId: id, label: '有争议', count: 3, unit: '块' })
        await rows.put(Case, {
          id,
          key: `return:${id}:0`,
          kind: 'return',
          state: 'closed',
          day: '2025-06-01',
          dueAt: ago(500),
          ladder: [],
          createdAt: ago(500),
        })
        await rows.put(CasePerson, { caseId: id, personId: id })
        await rows.put(OutboundMessage, {
          key: `k${id}`,
          groupKey: `k${id}`,
          personId: 3,
          caseId: id,
          userid: 'p3',
          purpose: 'alarm',
          text: '电话 13800000001',
          day: '2025-06-01',
          queuedAt: ago(500),
          state: 'sent',
        })
      }
      expect(await run()).toEqual({ ...NOTHING, people: 1, messages: 1, statements: 2, cases: 1, outbox: 1 })
      const people = await database.db.find(Person, { order: { id: 'ASC' } })
      expect(people.map(({ userid, mobile }) => [userid, mobile])).toEqual([
        [null, null],
        ['p2', null],
        ['p3', null],
      ])
      expect(await database.db.countBy(Posting, { personId: 1 })).toBe(0)
      expect(await database.db.countBy(Message, { personId: 1 })).toBe(0)
      expect(await database.db.countBy(WorkPart, { workItemId: 1 })).toBe(0)
      // What was said about somebody who is still here is that person's evidence.
      expect(await database.db.findBy(CheckIn, { speakerId: 1 })).toMatchObject([{ subjectId: 3, words: '' }])
      expect(await database.db.countBy(CheckIn, { speakerId: 2 })).toBe(2)
      expect(await run()).toEqual(NOTHING)
    })

    it('forgets the delivery keys of strangers after a year', async () => {
      await rows.message(1, null, ago(366), null)
      await rows.message(2, null, ago(364), null)
      expect(await run()).toEqual({ ...NOTHING, messages: 1 })
    })
  })
})
