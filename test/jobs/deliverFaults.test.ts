import { OutboundMessage } from '../../entities'
import { createCourier } from '../../src/courier'
import { openDatabase } from '../../src/record/database'
import { claim, dueCandidates } from '../../src/record/claims'
import { eachDatabase, type TestDatabase } from '../databases'
import {
  clientFor,
  MINUTE,
  NINE,
  processOver,
  queued,
  rowsOf,
  runtimeOver,
  startWecom,
  statesOf,
  to,
} from './setup'

const SECOND = 1000

eachDatabase((_name, open, newPlace) => {
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
  const nextTry = async () => (await rowsOf(database))[0]?.nextTryAt ?? 0

  describe('deliver, when WeCom fails', () => {
    it.each([
      ['busy (-1)', { errcode: -1 }, 1 * SECOND],
      ['frequency limit (45009)', { errcode: 45009 }, 60 * SECOND],
      ['concurrency (45033)', { errcode: 45033 }, 2 * SECOND],
      ['502', { http: 502 }, 5 * SECOND],
      ['a reset connection', 'reset', 2 * SECOND],
    ] as const)('tries again after %s, not before it may', async (_what, fault, after) => {
      await queued(database, [to(1)])
      wecom.standIn.failNext(1, fault)
      expect(await deliver()).toMatchObject({ sent: 0, retried: 1, waiting: 1 })
      const next = await nextTry()
      expect(next).toBeGreaterThanOrEqual(NINE + after)
      expect(next).toBeLessThanOrEqual(NINE + after * 1.25)
      expect(await deliver(next - 1)).toMatchObject({ sent: 0, retried: 0, waiting: 1 })
      expect(await deliver(next)).toMatchObject({ sent: 1, waiting: 0 })
      expect(wecom.standIn.pushesTo('chenjie')).toHaveLength(1)
    })

    it('waits longer each time', async () => {
      await queued(database, [to(1)])
      wecom.standIn.failNext(3, { errcode: -1 })
      let now = NINE
      const waits: number[] = []
      for (let attempt = 0; attempt < 3; attempt++) {
        await deliver(now)
        waits.push((await nextTry()) - now)
        now = await nextTry()
      }
      expect(waits.map((wait, i) => wait >= 2 ** i * SECOND)).toEqual([true, true, true])
      expect(await deliver(now)).toMatchObject({ sent: 1 })
    })

    it.each([
      ['revoked (40014)', 'revokeToken'],
      ['expired (42001)', 'expireToken'],
    ] as const)('fetches one new token when the old one is %s', async (_what, spoil) => {
      const { courier } = processOver(database, wecom.standIn)
      await queued(database, [to(1)])
      await courier.deliver(NINE)
      wecom.standIn[spoil]()
      await queued(database, [to(2)])
      expect(await courier.deliver(NINE)).toMatchObject({ sent: 1, retried: 0 })
      expect(wecom.standIn.requests).toEqual({ gettoken: 2, 'message/send': 3 })
    })

    it('keeps every message while the application itself is refused, and stops asking', async () => {
      await queued(
        database,
        Array.from({ length: 30 }, (_, i) => to(1 + (i % 5), { key: `k${i}`, text: `${i}` })),
      )
      wecom.standIn.failNext(100, { errcode: 60020 })
      expect(await deliver()).toMatchObject({ sent: 0, refused: 0, waiting: 30 })
      expect(wecom.standIn.requests['message/send']).toBeLessThanOrEqual(8)
    })

    it('asks once, not for every message, when it gets no token', async () => {
      await queued(database, [to(1), to(2)])
      wecom.standIn.failNext(5, { errcode: 40001 }, 'gettoken')
      expect(await deliver()).toMatchObject({ sent: 0, retried: 0, waiting: 2 })
      expect(wecom.standIn.requests).toEqual({ gettoken: 1 })
    })

    it('never says a thing twice when the answer got lost, whoever else joins the group', async () => {
      const group = { groupKey: 'g' }
      await queued(database, [to(1, group), to(2, group)])
      wecom.standIn.failNext(1, { delayMs: 1000, accept: true })
      const rt = runtimeOver(database)
      const courier = createCourier(rt, clientFor(wecom.standIn, undefined, 100), () => NINE)
      expect(await courier.deliver(NINE)).toMatchObject({ sent: 0, retried: 2 })
      await courier.stop()
      await queued(database, [to(3, group)])
      expect(await deliver(NINE + MINUTE)).toMatchObject({ sent: 3 })
      expect(wecom.standIn.pushes.map((push) => push.to)).toEqual([['chenjie', 'lihua'], ['wangqiang']])
      expect(wecom.standIn.duplicates).toHaveLength(1)
    })

    it('rather loses an old question than asks it twice, and rather repeats an alarm', async () => {
      await queued(database, [to(1), to(2, { purpose: 'alarm', text: '还没有消息' })])
      wecom.standIn.failNext(2, { http: 502 })
      expect(await deliver()).toMatchObject({ retried: 2 })
      expect(await deliver(NINE + 31 * MINUTE)).toMatchObject({ sent: 1, dropped: 1 })
      expect(await statesOf(database)).toEqual(['dropped', 'sent'])
    })

    it('gives a message up after a day', async () => {
      await queued(database, [to(1, { safety: true, purpose: 'alarm' })])
      wecom.standIn.failNext(2, { errcode: -1 })
      await deliver()
      expect(await deliver(NINE + 24 * 60 * MINUTE)).toMatchObject({ refused: 1, waiting: 0 })
    })
  })

  describe('a process that dies', () => {
    const claimAndDie = async (machine: number) => {
      const [candidate] = await dueCandidates(database.db, NINE, { safetyOnly: false })
      if (candidate === undefined) throw new Error('nothing is due')
      return database.inTransaction((db) => claim(db, candidate, 'dead', machine))
    }

    it('between claim and send leaves its message to the others after a minute', async () => {
      await queued(database, [to(1)])
      await claimAndDie(NINE)
      const alive = (machine: number) =>
        processOver(database, wecom.standIn, { now: machine }).courier.deliver(NINE)
      expect(await alive(NINE + MINUTE)).toMatchObject({ sent: 0 })
      expect(await alive(NINE + MINUTE + 1)).toMatchObject({ sent: 1 })
      expect(await rowsOf(database)).toMatchObject([{ state: 'sent', attempts: 2 }])
    })

    it('between send and mark is repeated word for word, which WeCom recognises', async () => {
      await queued(database, [to(1, { groupKey: 'g' }), to(2, { groupKey: 'g' })])
      const dead = await claimAndDie(NINE)
      const rows = dead.rows
      await clientFor(wecom.standIn).sendText({ to: rows.map(({ userid }) => userid), text: to(1).text })
      await queued(database, [to(3, { groupKey: 'g' })])
      const { courier } = processOver(database, wecom.standIn, { now: NINE + 2 * MINUTE })
      expect(await courier.deliver(NINE)).toMatchObject({ sent: 3 })
      expect(wecom.standIn.pushes.map((push) => push.to)).toEqual([['chenjie', 'lihua'], ['wangqiang']])
    })

    it('is not waited for longer because the clock was set back', async () => {
      await queued(database, [to(1)])
      await claimAndDie(NINE)
      const { courier } = processOver(database, wecom.standIn, { now: NINE - 60 * MINUTE })
      expect(await courier.deliver(NINE)).toMatchObject({ sent: 1 })
    })
  })

  describe('several processes on one database', () => {
    it('send each message once', async () => {
      const place = await newPlace()
      const [first, second] = [await openDatabase(place.target), await openDatabase(place.target)]
      await queued(
        first,
        Array.from({ length: 100 }, (_, i) => to(1 + (i % 5), { key: `k${i}`, text: `第${i}句` })),
      )
      const reports = await Promise.all(
        [first, second].map((each) => processOver(each, wecom.standIn).courier.deliver(NINE)),
      )
      expect(reports.reduce((sum, { sent }) => sum + sent, 0)).toBe(100)
      expect(await first.db.countBy(OutboundMessage, { state: 'sent', attempts: 1 })).toBe(100)
      expect(wecom.standIn.pushes).toHaveLength(100)
      expect(wecom.standIn.duplicates).toEqual([])
      await Promise.all([first.close(), second.close()])
    })
  })
})
