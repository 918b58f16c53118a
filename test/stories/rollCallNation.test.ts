import pino from 'pino'
import { Like } from 'typeorm'
import { fillRoster } from '../../scripts/bench/district'
import { idsIn, OutboundMessage, rangesOf, RollCall, RollCallEntry } from '../../entities'
import { watch } from '../../src/jobs/watch'
import { policyFrom } from '../../src/policy'
import { dueCandidates } from '../../src/record/claims'
import { findSpeaker } from '../../src/record/people'
import { standingOf } from '../../src/record/rollCallStanding'
import type { Runtime } from '../../src/runtime'
import { enterNext, openRollCall } from '../../src/search/rollCall'
import { type Attempt, stepRollCalls } from '../../src/search/rollCallSteps'
import { standingText } from '../../src/wording/rollCall'
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

    it('asks the silent again in pieces, a crash between two asks nobody twice, and the step is taken at the end', async () => {
      const { db } = rt.database
      const heard = [1, 2, 3].map((personId) => ({ rollCallId: opened.id, personId }))
      for (const each of heard) await db.update(RollCallEntry, each, { state: 'safe' })
      const askedAgain = () => db.countBy(OutboundMessage, { key: Like(`roll_call:${opened.id}:ask:0:%`) })
      const later = { ...moment, now: at('10:10') }
      let pieces = 0
      const onePiece: Attempt = (what, work) =>
        what.startsWith('asking') && ++pieces > 1 ? Promise.resolve(null) : rt.database.inTransaction(work)
      expect(await stepRollCalls(rt, onePiece, later)).toEqual([])
      expect(await askedAgain()).toBe(1_000)
      expect(await db.findOneByOrFail(RollCall, { id: opened.id })).toMatchObject({ step: 0 })
      const done = await watch(rt, at('10:11'))
      expect(done.rollCalls).toMatchObject([{ did: 'ask_again', told: PEOPLE - 3 - 1_000 }])
      expect(await askedAgain()).toBe(PEOPLE - 3)
      expect(await db.findOneByOrFail(RollCall, { id: opened.id })).toMatchObject({ step: 1 })
    })

    it('asks the others village by village, five hundred at a time', async () => {
      const sizes: number[] = []
      const inPieces: Attempt = async (what, work) => {
        const before = await count(OutboundMessage)
        const result = await rt.database.inTransaction(work)
        if (what.startsWith('asking others')) sizes.push((await count(OutboundMessage)) - before)
        return result
      }
      const [move] = await stepRollCalls(rt, inPieces, { ...moment, now: at('10:20') })
      // Two cadres of each village with somebody silent; in the first village all are heard.
      expect(sizes).toEqual([1_000, 198])
      expect(move).toMatchObject({ did: 'ask_others', told: 1_198 })
    })

    it('counts how it stands, and names the first of the silent, as far as a text goes', async () => {
      const standing = await standingOf(rt.database.db, opened, opened.villageIds)
      expect(standing).toMatchObject({ total: PEOPLE, safe: 3, elsewhere: 0, help: [], figures: [] })
      expect(standing.silent).toMatchObject({ people: PEOPLE - 3, villages: VILLAGES - 1 })
      expect(standing.silent.first).toHaveLength(300)
      const text = standingText(opened, standing, '点名情况', moment)
      expect(text).toMatch(/1800人,平安3,在外0,要帮助0,没回1797。/)
      const named = text.split('\n').filter((line) => line.includes('村:')).length
      expect(text).toContain(`还有${VILLAGES - 1 - named}个村没列出`)
      const some = opened.villageIds.slice(0, 550)
      const part = await standingOf(rt.database.db, opened, some)
      expect([part.total, part.safe, part.silent.people, part.silent.villages]).toEqual([
        1_650, 3, 1_647, 549,
      ])
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
