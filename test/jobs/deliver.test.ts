import { Case, OutboundMessage } from '../../entities'
import { eachDatabase, type TestDatabase } from '../databases'
import { at, caseIn, MINUTE, NINE, processOver, queued, rowsOf, startWecom, statesOf, to } from './setup'

eachDatabase((_name, open) => {
  let database: TestDatabase
  let wecom: Awaited<ReturnType<typeof startWecom>>
  beforeEach(async () => {
    database = await open()
    wecom = await startWecom()
  })
  afterEach(async () => {
    await wecom.standIn.stop()
    await database.close()
  })

  const deliver = (now = NINE) => {
    wecom.clock.now = now
    return processOver(database, wecom.standIn).courier.deliver(now)
  }
  const texts = () => wecom.standIn.pushes.map(({ text }) => text)

  describe('deliver', () => {
    it('sends what is due and says nothing more for the same instant', async () => {
      await queued(database, [to(1), to(2, { text: '另一句' })])
      expect(await deliver()).toEqual({ sent: 2, retried: 0, refused: 0, dropped: 0, waiting: 0 })
      expect(await deliver()).toEqual({ sent: 0, retried: 0, refused: 0, dropped: 0, waiting: 0 })
      expect(wecom.standIn.pushesTo('chenjie')).toHaveLength(1)
      expect(wecom.standIn.pushesTo('lihua')).toHaveLength(1)
      expect(await rowsOf(database)).toMatchObject([
        { state: 'sent', sentAt: NINE, attempts: 1, msgid: expect.any(String) as string },
        { state: 'sent', sentAt: NINE, attempts: 1 },
      ])
    })

    it('sends one text of one group as one call, in the order it was queued', async () => {
      await queued(
        database,
        [3, 1, 2].map((n) => to(n, { groupKey: 'g' })),
      )
      await deliver()
      expect(wecom.standIn.pushes.map((push) => push.to)).toEqual([['wangqiang', 'chenjie', 'lihua']])
    })

    it('sends safety first, then the oldest', async () => {
      await queued(database, [to(1, { text: '第二' })], NINE - MINUTE)
      await queued(database, [to(1, { key: 'b', text: '第三' })], NINE - MINUTE / 2)
      await queued(database, [to(1, { key: 'c', text: '第一', safety: true, purpose: 'alarm' })])
      await deliver()
      expect(texts()).toEqual(['第一', '第二', '第三'])
    })

    it('keeps back what is for later, and drops what has expired', async () => {
      await queued(database, [
        to(1, { notBefore: NINE + 5 * MINUTE, text: '晚点' }),
        to(2, { expiresAt: NINE + MINUTE }),
      ])
      expect(await deliver(NINE + 2 * MINUTE)).toMatchObject({ sent: 0, dropped: 1, waiting: 1 })
      expect(await deliver(NINE + 5 * MINUTE)).toMatchObject({ sent: 1, waiting: 0 })
      expect(texts()).toEqual(['晚点'])
    })

    it('marks whom WeCom does not know as refused, the others as sent', async () => {
      await queued(database, [to(1, { groupKey: 'g' }), to(9, { groupKey: 'g' })])
      expect(await deliver()).toMatchObject({ sent: 1, refused: 1 })
      const [known, unknown] = await rowsOf(database)
      expect(known).toMatchObject({ state: 'sent' })
      expect(unknown).toMatchObject({ state: 'refused', reason: expect.stringContaining('账号') as string })
    })

    it('gives up at once when WeCom knows none of the receivers', async () => {
      await queued(database, [to(9)])
      expect(await deliver()).toMatchObject({ refused: 1 })
      expect((await rowsOf(database))[0]?.reason).toMatch(/^81013 /)
    })

    it('passes a picture on after its text', async () => {
      const { client } = processOver(database, wecom.standIn)
      const uploaded = await client.uploadMedia('image', 'a.jpg', Buffer.from('a made-up picture'))
      const mediaId = uploaded.kind === 'ok' ? uploaded.mediaId : ''
      await queued(database, [to(1, { mediaId, mediaKind: 'image', purpose: 'forward' })])
      expect(await deliver()).toMatchObject({ sent: 1 })
      expect(wecom.standIn.pushes.map(({ msgtype }) => msgtype)).toEqual(['text', 'image'])
    })

    it('sends the text though the voice it came with has expired', async () => {
      await queued(database, [to(1, { mediaId: 'expired', purpose: 'forward' })])
      expect(await deliver()).toMatchObject({ sent: 1 })
      expect(texts()).toEqual([to(1).text])
      expect((await rowsOf(database))[0]?.reason).toMatch(/^附件没有发出:40007/)
    })
  })

  describe('quiet hours', () => {
    const night = at('2026-11-24T21:30:00')
    const morning = at('2026-11-25T07:00:00')

    it('hold back all but safety until they end', async () => {
      await queued(database, [to(1), to(2, { safety: true, text: '平安吗?' })], night)
      expect(await deliver(night)).toMatchObject({ sent: 1, waiting: 1 })
      expect(await deliver(morning - 1000)).toMatchObject({ sent: 0, waiting: 1 })
      expect(await deliver(morning)).toMatchObject({ sent: 1, waiting: 0 })
    })

    it('have not begun a second before', async () => {
      await queued(database, [to(1)], night - 1000)
      expect(await deliver(night - 1000)).toMatchObject({ sent: 1 })
    })

    it('end with a second look: a closed case is asked about no more, its all-clear is sent', async () => {
      const caseId = await caseIn(database, 'open')
      const about = (n: number, purpose: 'ask' | 'alarm' | 'owner_ask' | 'all_clear') =>
        to(n, { caseId, purpose, text: purpose })
      await queued(
        database,
        [about(1, 'ask'), about(2, 'alarm'), about(3, 'owner_ask'), about(4, 'all_clear')],
        night,
      )
      await database.inTransaction((db) =>
        db.update(Case, { id: caseId }, { state: 'closed', closedAt: night }),
      )
      expect(await deliver(morning)).toMatchObject({ sent: 1, dropped: 3 })
      expect(texts()).toEqual(['all_clear'])
    })
  })

  describe('limits per member', () => {
    const flood = (count: number, safety: boolean) =>
      Array.from({ length: count }, (_, i) =>
        to(1, { key: `${safety}:${i}`, text: `${safety} ${i}`, safety }),
      )

    it('stay below 30 a minute, let safety through first and send the rest later', async () => {
      await queued(database, [...flood(40, false), ...flood(10, true)])
      const first = await deliver()
      expect(first.sent).toBeLessThanOrEqual(30)
      expect(texts().slice(0, 10)).toEqual(flood(10, true).map(({ text }) => text))
      for (let minute = 1; minute <= 5; minute++) await deliver(NINE + minute * MINUTE)
      expect(await statesOf(database)).toEqual(Array(50).fill('sent'))
      expect(wecom.standIn.dropped).toEqual([])
      expect(new Set(texts()).size).toBe(50)
    })

    it('hold back only whom they concern', async () => {
      await queued(database, flood(20, false))
      await deliver()
      await queued(database, [to(1, { key: 'x', groupKey: 'g' }), to(2, { key: 'y', groupKey: 'g' })])
      expect(await deliver(NINE + 1000)).toMatchObject({ sent: 1, waiting: 1 })
      expect(wecom.standIn.pushesTo('lihua')).toHaveLength(1)
    })
  })

  it('says at its stop what it was kicked for', async () => {
    const { courier } = processOver(database, wecom.standIn)
    await queued(database, [to(1), to(2)])
    courier.kick(NINE)
    courier.kick(NINE)
    await courier.stop()
    expect(await statesOf(database)).toEqual(['sent', 'sent'])
  })

  it('asks a stopped courier for nothing more', async () => {
    const { courier } = processOver(database, wecom.standIn)
    await courier.stop()
    await queued(database, [to(1)])
    courier.kick(NINE)
    expect(await courier.deliver(NINE)).toMatchObject({ sent: 0, waiting: 1 })
    expect(await database.db.countBy(OutboundMessage, { state: 'waiting' })).toBe(1)
  })
})
