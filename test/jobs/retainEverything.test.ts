import { type EntityMetadata } from 'typeorm'
import { entities, OutboundMessage, Posting, Sms, Visit } from '../../entities'
import { retain } from '../../src/jobs/retain'
import type { Database } from '../../src/record/database'
import { eachDatabase } from '../databases'
import { ago, rowsInto } from './retainRows'
import { NINE, runtimeOver } from './setup'

const GONE = 1
const HERE = 2
const TOWNSHIP = 3
const NAME = '夏知秋'

/** Words of ours, keys and days: nobody can be told by them. */
const OURS = new Set([
  ...['key', 'groupKey', 'deliveryKey', 'state', 'kind', 'role', 'source', 'status', 'activity', 'leaveKind'],
  ...['category', 'level', 'outcome', 'purpose', 'why', 'mediaKind', 'claimedBy', 'lockedBy'],
])
/** A place, or a process of ours: no person. */
const NOBODYS = new Set(['village', 'access_token', 'heartbeat', 'job_run', 'downtime', 'area_incident'])
/** The log of a roll call keeps where it was, and what was totalled. */
const NAMELESS = new Set(['roll_call.label', 'roll_call_figure.label'])

const wordsOf = ({ tableName, columns }: EntityMetadata) =>
  columns.filter(
    ({ propertyName, type, length }) =>
      ['varchar', 'text', 'simple-json'].includes(String(type)) &&
      length !== '10' &&
      !OURS.has(propertyName) &&
      !NAMELESS.has(`${tableName}.${propertyName}`) &&
      propertyName !== 'villageIds' &&
      propertyName !== 'ladder',
  )

/** A row that points to the gone person wherever it can, and names them in every word of theirs. */
function rowNaming(metadata: EntityMetadata): Record<string, unknown> {
  const row: Record<string, unknown> = {}
  const named = new Set(wordsOf(metadata).map(({ propertyName }) => propertyName))
  for (const { propertyName: name, type, length, isNullable } of metadata.columns) {
    if (named.has(name)) row[name] = type === 'simple-json' ? { text: NAME } : `${NAME}13800000001`
    else if (length === '10') row[name] = '2024-06-01'
    else if (type === 'bigint') row[name] = ago(500)
    else if (type === 'integer' || type === Number) row[name] = GONE
    else if (type === 'double') row[name] = 1
    else if (type === 'simple-json') row[name] = []
    else if (!isNullable && type !== 'boolean') row[name] = 'said'
  }
  return { ...row, ...('state' in row ? { state: 'closed' } : {}) }
}

eachDatabase((_name, open) => {
  let database: Database
  let rows: ReturnType<typeof rowsInto>
  beforeEach(async () => {
    database = await open()
    rows = rowsInto(database)
    await rows.person(GONE, '2025-11-01')
    await rows.person(HERE, null)
    await rows.person(TOWNSHIP, null, 'township_admin')
    await database.inTransaction(async (db) => {
      await db.update('person', { id: GONE }, { name: NAME, mobile: '13800000001' })
      await db.update(Posting, { villageId: 1 }, { township: '青岭镇' })
    })
  })
  afterEach(() => database.close())

  /** Where the name still stands, as `table.column`. */
  async function traces(): Promise<string[]> {
    const found: string[] = []
    for (const metadata of database.source.entityMetadatas) {
      for (const { propertyName } of wordsOf(metadata)) {
        const left = await database.db
          .createQueryBuilder(metadata.target, 'row')
          .where(`INSTR(row.${propertyName}, :name) > 0`, { name: NAME })
          .getCount()
        if (left > 0) found.push(`${metadata.tableName}.${propertyName}`)
      }
    }
    return found
  }

  describe('retain, of somebody whose posting ended a year ago', () => {
    it('leaves no trace in any table', async () => {
      for (const entity of entities) {
        const metadata = database.source.getMetadata(entity)
        if (['person', 'posting'].includes(metadata.tableName) || NOBODYS.has(metadata.tableName)) continue
        await rows.put(entity, rowNaming(metadata))
      }
      expect((await traces()).length).toBeGreaterThan(40)
      await retain(runtimeOver(database), NINE)
      expect(await traces()).toEqual([])
    })

    it('blanks what others were told of them, and keeps that they were told', async () => {
      const about = {
        ...rowNaming(database.source.getMetadata(OutboundMessage)),
        state: 'sent',
        caseId: null,
      }
      const sms = { ...rowNaming(database.source.getMetadata(Sms)), phone: '13800000003', caseId: null }
      const visit = { ...rowNaming(database.source.getMetadata(Visit)), visitorId: TOWNSHIP }
      await rows.put(OutboundMessage, { ...about, personId: TOWNSHIP, userid: 'p3', text: `没见到${NAME}` })
      const recent = {
        id: 2,
        key: 'recent',
        personId: TOWNSHIP,
        userid: 'p3',
        queuedAt: ago(10),
        reason: null,
      }
      await rows.put(OutboundMessage, { ...about, ...recent, mediaId: null, msgid: null, card: null })
      await rows.put(Sms, { ...sms, personId: TOWNSHIP, reason: null })
      await rows.put(Visit, visit)
      await retain(runtimeOver(database), NINE)
      const told = await database.db.find(OutboundMessage, { order: { id: 'ASC' } })
      expect(told.map(({ text, card, personId }) => [text, card, personId])).toEqual([
        ['', null, TOWNSHIP],
        [`${NAME}13800000001`, null, TOWNSHIP],
      ])
      expect(await database.db.find(Sms)).toMatchObject([{ text: '', phone: '13800000003' }])
      expect(await database.db.find(Visit)).toMatchObject([
        { words: '', declared: null, visitorId: TOWNSHIP },
      ])
    })

    it('forgets our own gaps, and incidents that are long over', async () => {
      await rows.put('downtime', { id: 1, key: 'a', why: 'stopped', fromAt: ago(370), toAt: ago(366) })
      await rows.put('downtime', { id: 2, key: 'b', why: 'stopped', fromAt: ago(366), toAt: ago(364) })
      const area = { township: '青岭镇', state: 'closed', openedAt: ago(400) }
      await rows.put('area_incident', { ...area, id: 1, key: 'a', closedAt: ago(366) })
      await rows.put('area_incident', { ...area, id: 2, key: 'b', closedAt: ago(364) })
      await rows.put('area_case', { id: 1, areaId: 1, caseId: 7 })
      await rows.put('area_case', { id: 2, areaId: 2, caseId: 8 })
      await retain(runtimeOver(database), NINE)
      const left = async (table: string) =>
        (await database.db.find(table)).map((row) => (row as { id: number }).id)
      expect([await left('downtime'), await left('area_incident'), await left('area_case')]).toEqual([
        [2],
        [2],
        [2],
      ])
    })
  })
})
