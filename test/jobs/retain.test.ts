import {
  Case,
  CheckIn,
  DigestLine,
  HealthNote,
  LeaveRequest,
  LocationNote,
  Message,
  OutboundMessage,
  WorkItem,
} from '../../entities'
import { retain } from '../../src/jobs/retain'
import type { Database } from '../../src/record/database'
import { eachDatabase } from '../databases'
import { ago, NOTHING, rowsInto } from './retainRows'
import { NINE, runtimeOver } from './setup'

eachDatabase((_name, open) => {
  let database: Database
  let rows: ReturnType<typeof rowsInto>
  beforeEach(async () => {
    database = await open()
    rows = rowsInto(database)
  })
  afterEach(() => database.close())
  const run = (now = NINE) => retain(runtimeOver(database), now)

  describe('retain', () => {
    it('rounds coordinates to a kilometre after 7 days and deletes them after 90', async () => {
      const place = { subjectId: 1, latitude: 25.123456, longitude: 99.987654, label: '某路12号' }
      for (const [id, days] of [
        [1, 6],
        [2, 8],
        [3, 91],
      ] as const) {
        await rows.message(id, 1, ago(days), '某路12号', 'location')
        await rows.statement(LocationNote, id, 1, ago(days), place)
      }
      expect(await run()).toEqual({ ...NOTHING, locationsRounded: 2, locationsDeleted: 1 })
      const kept = await database.db.find(LocationNote, { order: { id: 'ASC' } })
      expect(kept).toMatchObject([
        { ...place, rounded: false },
        { latitude: 25.12, longitude: 99.99, label: null, rounded: true },
      ])
      const texts = (await database.db.find(Message, { order: { id: 'ASC' } })).map(({ text }) => text)
      expect(texts).toEqual(['某路12号', null, null])
      expect(await run()).toEqual(NOTHING)
    })

    it('blanks health after 180 days, with every copy of its words', async () => {
      const text = '今天发烧在宿舍,核图斑3块'
      for (const [id, days] of [
        [1, 181],
        [2, 179],
      ] as const) {
        await rows.message(id, 1, ago(days), text)
        const when = ago(days)
        await rows.statement(HealthNote, id, 1, when, { subjectName: '我', symptom: '发烧', words: '发烧' })
        await rows.statement(CheckIn, id, 1, when, { subjectId: 1, subjectName: '我', words: '发烧在宿舍' })
        await rows.statement(WorkItem, id, 1, when, {
          reportId: 1,
          category: 'farmland_patch',
          count: 3,
          words: '核图斑3块',
        })
      }
      expect(await run()).toEqual({ ...NOTHING, healthBlanked: 1 })
      const messages = await database.db.find(Message, { order: { id: 'ASC' } })
      expect(messages.map((each) => [each.text, each.reply])).toEqual([
        [null, null],
        [text, '收到'],
      ])
      const words = async (entity: typeof HealthNote | typeof CheckIn | typeof WorkItem) =>
        (await database.db.find(entity, { order: { id: 'ASC' } })).map((row) => row.words)
      expect(await words(HealthNote)).toEqual(['', '发烧'])
      expect(await words(CheckIn)).toEqual(['', '发烧在宿舍'])
      expect(await words(WorkItem)).toEqual(['核图斑3块', '核图斑3块'])
      expect(await run()).toEqual(NOTHING)
    })

    it('blanks the reason of a sick leave, not the leave', async () => {
      await rows.message(1, 1, ago(200), '肚子疼,请假一天')
      await rows.statement(LeaveRequest, 1, 1, ago(200), {
        subjectId: 1,
        leaveKind: 'sick',
        fromDay: '2026-05-08',
        toDay: '2026-05-08',
        days: 1,
        reason: '肚子疼',
        words: '肚子疼,请假一天',
      })
      expect(await run()).toEqual({ ...NOTHING, healthBlanked: 1 })
      expect(await database.db.find(LeaveRequest)).toMatchObject([
        { leaveKind: 'sick', days: 1, reason: null, words: '' },
      ])
      expect(await database.db.find(Message)).toMatchObject([{ text: null }])
    })

    it('blanks what supervisors were told of an illness', async () => {
      await rows.person(9, null, 'township_admin')
      await rows.message(1, 1, ago(200), '胸口疼得厉害')
      await rows.statement(HealthNote, 1, 1, ago(200), { subjectName: '我', symptom: '胸口疼', urgent: true })
      await rows.put(Case, {
        id: 5,
        key: 'illness:1:0',
        kind: 'illness',
        messageId: 1,
        words: '胸口疼得厉害',
        state: 'closed',
        day: '2026-05-08',
        dueAt: ago(200),
        ladder: [],
        createdAt: ago(200),
      })
      const sent = (key: string, purpose: string, caseId: number | null) =>
        rows.put(OutboundMessage, {
          key,
          groupKey: key,
          personId: 9,
          userid: 'p9',
          purpose,
          caseId,
          text: '胸口疼',
          day: '2026-05-08',
          queuedAt: ago(200),
          state: 'sent',
        })
      await sent('a', 'alarm', 5)
      await sent('d', 'digest', null)
      await sent('n', 'notice', null)
      await rows.put(DigestLine, { key: 'care:1', kind: 'care', villageId: 1, text: '胸口疼', at: ago(200) })
      expect(await run()).toEqual({ ...NOTHING, healthBlanked: 1, careBlanked: 2 })
      expect(await database.db.find(Case)).toMatchObject([{ words: null }])
      expect(await database.db.count(DigestLine)).toBe(0)
      const texts = (await database.db.find(OutboundMessage, { order: { id: 'ASC' } })).map(
        ({ text }) => text,
      )
      expect(texts).toEqual(['', '', '胸口疼'])
    })

    it('takes more rows than one piece holds', async () => {
      const many = Array.from({ length: 450 }, (_, i) => ({
        messageId: i,
        factNo: 0,
        speakerId: 1,
        source: 'own',
        day: '2026-01-01',
        saidAt: ago(100),
        words: '',
        subjectId: 1,
        latitude: 25,
        longitude: 99,
      }))
      await database.inTransaction((db) => db.insert(LocationNote, many as object[]))
      expect(await run()).toEqual({ ...NOTHING, locationsRounded: 450, locationsDeleted: 450 })
    })
  })
})
