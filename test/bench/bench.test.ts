import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fsyncTime } from '../../scripts/bench/disk'
import { villagesFor } from '../../scripts/bench/district'
import { measureGrowth } from '../../scripts/bench/growth'
import { CREDENTIALS, requestOf } from '../../scripts/bench/requests'
import { tablesOf } from '../../scripts/bench/tables'
import { ordinaryDay } from '../../scripts/bench/texts'
import { createEnvelope } from '../../src/wecom/envelope'
import { readInner } from '../../src/wecom/inner'

describe('the benchmarks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zaicun-bench-test-'))
  afterAll(() => rmSync(folder, { recursive: true }))

  it('send what the callback can open and read', () => {
    const start = Date.parse('2026-07-07T08:00:00+08:00')
    const [said] = ordinaryDay(villagesFor(30), { count: 1, start, apart: 1000 })
    if (said === undefined) throw new Error('no message')
    const [head = '', body = ''] = requestOf(said, 7).toString().split('\r\n\r\n')
    const query = new URLSearchParams(/\?(\S+) /.exec(head)?.[1])
    const seal = {
      signature: query.get('msg_signature') ?? '',
      timestamp: query.get('timestamp') ?? '',
      nonce: query.get('nonce') ?? '',
    }
    const envelope = createEnvelope(CREDENTIALS)
    const wrapped = envelope.unwrap(body)
    const opened = 'refused' in wrapped ? wrapped : envelope.open(wrapped.encrypted, seal)
    if ('refused' in opened) throw new Error(opened.reason)
    const inner = readInner(opened.message, CREDENTIALS.agentId)
    expect(inner).toMatchObject({
      delivery: { from: said.from.userid, at: start, content: { kind: 'text', text: said.text } },
    })
  })

  it('fill a past and a day, and measure each question, the minute and the digests', async () => {
    const sizes = [
      { people: 9, history: 1, perYear: 1000 },
      { people: 60, history: 2, perYear: 500 },
    ]
    const growth = await measureGrowth(folder, sizes, 2, () => undefined)
    expect(growth).toMatchObject([
      { people: 9, history: 1, messages: 1009 },
      { people: 60, history: 2, messages: 1057 },
    ])
    for (const { p95 } of growth) {
      expect(Object.keys(p95)).toEqual(
        expect.arrayContaining(['where is (district)', 'a minute of the day, nothing due']),
      )
      expect(Object.values(p95).every((ms) => ms > 0)).toBe(true)
    }
    const text = tablesOf({ fsync: fsyncTime(folder), growth })
    expect(text).toContain('| 9 people, 1× | 60 people, 2× |')
  })
})
