import pino from 'pino'
import { fillRoster } from '../../scripts/bench/district'
import { idsIn, OutboundMessage, rangesOf, RollCall, RollCallEntry } from '../../entities'
import { watch } from '../../src/jobs/watch'
import { policyFrom } from '../../src/policy'
import { dueCandidates } from '../../src/record/claims'
import { findSpeaker } from '../../src/record/people'
import type { Runtime } from '../../src/runtime'
import { enterNext, openRollCall } from '../../src/search/rollCall'
import { at, DAY, ZONE } from '../ask/district'
import { eachDatabase } from '../databases'

/** More than one transaction enters: 500 villages. */
const PEOPLE = 1_800
const VILLAGES = 600

eachDatabase((_name, open) => {
  describe('a roll call of six hundred villages', () => {
    let rt: Runtime
    let opened: RollCall
    const moment = { now: at('10:00'), day: DAY, zone: ZONE }
    const count = (entity: typeof OutboundMessage | typeof RollCallEntry) => rt.database.db.count(entity)

    beforeAll(async () => {
      const database = await open()
      rt = { timezone: ZONE, policy: policyFrom({}), log: pino({ level: 'silent' }), database }
      const { districtAdmin } = await fillRoster(database, PEOPLE)
      const caller = await findSpeaker(database.db, districtAdmin, DAY)
      const villageIds = Array.from({ length: VILLAGES }, (_each, n) => n + 1)
      const wanted = { messageId: 1, label: '全区', villageIds, drill: false, reason: '地震' }
      const done = await database.inTransaction((db) =>
        openRollCall(rt, db, moment, { ...wanted, callerId: caller?.person.id ?? 0 }),
      )
      opened = done.call
      expect(done).toMatchObject({ asked: PEOPLE, known: 0 })
    })

    it('asks the people of the first villages in the transaction that opens it', async () => {
      expect(opened.entered).toBe(500)
      expect(await count(RollCallEntry)).toBe(1_500)
      expect(await count(OutboundMessage)).toBe(1_500)
    })

    it('asks the others in the next minute, nobody twice, and goes on after a crash where it was', async () => {
      await watch(rt, at('10:01'))
      expect(await rt.database.db.findOneByOrFail(RollCall, { id: opened.id })).toMatchObject({
        entered: null,
        state: 'open',
      })
      expect(await count(RollCallEntry)).toBe(PEOPLE)
      // Another process that had read the row before.
      const again = await rt.database.inTransaction((db) => enterNext(rt, db, opened, moment))
      expect(again).toEqual({ asked: 0, known: 0 })
      expect(await count(RollCallEntry)).toBe(PEOPLE)
    })

    it('says the same to all, so that two calls to WeCom reach 1,800', async () => {
      const due = await dueCandidates(rt.database.db, at('10:02'), { safetyOnly: false })
      const calls = due.filter(({ groupKey }) => groupKey === `roll_call:${opened.id}:ask1`)
      expect(calls.map(({ ids }) => ids.length)).toEqual([1_000, 800])
    })
  })

  it('keeps the villages of a nation in a few letters, and reads the form before', () => {
    const all = Array.from({ length: 187_000 }, (_each, n) => n + 1)
    expect(rangesOf(all)).toBe('1-187000')
    expect(idsIn(rangesOf(all))).toEqual(all)
    expect(rangesOf([1, 2, 3, 7, 9, 10])).toBe('1-3,7,9-10')
    expect(idsIn('1-3,7,9-10')).toEqual([1, 2, 3, 7, 9, 10])
    expect(idsIn('[4,2]')).toEqual([4, 2])
    expect(idsIn('')).toEqual([])
  })
})
