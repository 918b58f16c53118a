import { OutboundMessage } from '../../entities'
import { type Database, openDatabase } from '../../src/record/database'
import { type Outgoing, queue } from '../../src/record/outbox'

const NOW = Date.parse('2026-11-24T09:00:00+08:00')
const when = { now: NOW, day: '2026-11-24' }
const ask = (person: number, more: Partial<Outgoing> = {}): Outgoing => ({
  key: `7:0:1:${person}`,
  personId: person,
  userid: `u${person}`,
  purpose: 'ask',
  text: '工作队今天在村里还是下组了?',
  ...more,
})

describe('outbox', () => {
  let database: Database
  beforeEach(async () => {
    database = await openDatabase({ kind: 'sqlite', path: ':memory:' })
  })
  afterEach(() => database.close())
  const queued = (outgoing: Outgoing[]) => database.inTransaction((db) => queue(db, when, outgoing))

  it('queues a key once however often it is decided', async () => {
    expect(await queued([ask(1), ask(2), ask(1, { text: '另一句' })])).toBe(2)
    expect(await queued([ask(2), ask(3)])).toBe(1)
    const rows = await database.db.find(OutboundMessage, { order: { id: 'ASC' } })
    expect(rows.map(({ key, text }) => [key, text])).toEqual([
      ['7:0:1:1', ask(1).text],
      ['7:0:1:2', ask(1).text],
      ['7:0:1:3', ask(1).text],
    ])
  })

  it('keeps what the caller said and fills in the rest', async () => {
    await queued([ask(1, { caseId: 7, rung: 2, round: 3, safety: true, notBefore: NOW + 60_000 })])
    expect(await database.db.findOneBy(OutboundMessage, { key: '7:0:1:1' })).toMatchObject({
      groupKey: '7:0:1:1',
      caseId: 7,
      rung: 2,
      round: 3,
      safety: true,
      state: 'waiting',
      attempts: 0,
      day: '2026-11-24',
      queuedAt: NOW,
      nextTryAt: NOW + 60_000,
    })
  })

  it('queues a thousand and a few in one call', async () => {
    const many = Array.from({ length: 1003 }, (_, i) => ask(i + 1))
    expect(await queued(many)).toBe(1003)
    expect(await queued(many)).toBe(0)
  })

  it('refuses a key that the column would cut', async () => {
    await expect(queued([ask(1, { key: 'k'.repeat(191) })])).rejects.toThrow('longer than 190')
  })
})
