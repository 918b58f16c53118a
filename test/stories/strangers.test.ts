import { CheckIn, HelpCall, Message, Person } from '../../entities'
import { policyFrom } from '../../src/policy'
import { eachDatabase } from '../databases'
import { receivers, ROSTER, startWorld, type World } from '../world'

const ENDED = 'oldhand,老周,13800000061,工作队员,青岭镇,丛岗村,区水务局,2025-01-01,2026-06-30,,\n'
const COMING = 'newhand,小吴,13800000062,工作队员,青岭镇,丛岗村,区水务局,2026-07-02,,,\n'

eachDatabase((_name, _open, newPlace) => {
  describe.each([
    ['who is not on the roster', 'stranger'],
    ['whose posting has ended', 'oldhand'],
    ['whose posting has not begun', 'newhand'],
  ])('somebody %s', (_who, userid) => {
    let world: World
    beforeAll(async () => {
      const policy = policyFrom({ help: { dutyPhone: '0875-1234567' } })
      world = await startWorld(newPlace, { roster: ROSTER + ENDED + COMING, policy })
      world.standIn.members.push({ userid: 'stranger', name: '外人' })
      await world.say('zhangwei', '我们都在村里', '08:00')
    })
    afterAll(() => world.stop())

    it.each(['你好', '今天都在哪', '张伟在哪', '走访5户', '隐私', '我来找', '名单'])(
      'gets one polite sentence for 「%s」 and sees nothing',
      async (text) => {
        const reply = (await world.say(userid, text, '08:10')) ?? ''
        expect(reply).toContain('名册')
        expect(reply).not.toMatch(/张伟|丛岗|在村里/)
        expect(reply.split('\n')).toHaveLength(1)
        expect(await world.arrived('08:10')).toEqual([])
      },
    )

    it('leaves nothing behind but the delivery key and the reply', async () => {
      await world.say(userid, '我感冒了,在三组走访5户', '08:20')
      await world.standIn.locate(userid, 25.1, 99.1, '某处', { at: world.at('08:20') })
      await world.standIn.voice(userid, { at: world.at('08:20') })
      const { db } = world.server.rt.database
      const rows = await db.findBy(Message, { kind: 'stranger' })
      expect(rows.length).toBeGreaterThanOrEqual(3)
      for (const row of rows) {
        expect([row.text, row.mediaId, row.personId, row.villageId]).toEqual([null, null, null, null])
        expect(row.voice).toBe(false)
      }
      expect(await db.count(CheckIn)).toBe(3)
      const person = await db.findOneBy(Person, { userid })
      expect(person?.lastHeardAt ?? null).toBeNull()
    })

    it('gets an empty body for entering the application', async () => {
      const answer = await world.standIn.event(userid, 'enter_agent', {}, { at: world.at('08:30') })
      expect([answer.status, answer.reply]).toEqual([200, null])
    })

    it('who calls for help reads what to call; the district gets the words, the account and the time', async () => {
      await world.arrived('08:30')
      const answer = await world.standIn.say(userid, '救命,我被困在河中间了', { at: world.at('08:30') })
      for (const piece of ['120', '119', '110', '0875-1234567']) expect(answer.reply).toContain(piece)
      const pushes = await world.arrived('08:30')
      expect(receivers(pushes)).toEqual(['quyu'])
      for (const piece of [userid, '我被困在河中间了', '8:30']) expect(pushes[0]?.[1]).toContain(piece)
      expect((await world.standIn.again(answer)).reply).toBe(answer.reply)
      expect(await world.arrived('08:30')).toEqual([])
      expect(await world.server.rt.database.db.count(HelpCall)).toBe(0)
    })
  })

  describe("a stranger's call for help", () => {
    it('reaches the townships when the district has nobody', async () => {
      const roster = ROSTER.split('\n')
        .filter((line) => !line.startsWith('quyu'))
        .join('\n')
      const world = await startWorld(newPlace, { roster })
      world.standIn.members.push({ userid: 'stranger', name: '外人' })
      await world.say('stranger', '求助', '22:30')
      expect(receivers(await world.arrived('22:30'))).toEqual(['qinglin'])
      await world.stop()
    })
  })

  describe('somebody whose posting begins', () => {
    it('is heard and welcomed from its first day to its last', async () => {
      const world = await startWorld(newPlace, { roster: ROSTER + ENDED + COMING })
      expect(await world.say('newhand', '在村里', '2026-07-01 23:59')).toContain('名册')
      expect(await world.say('newhand', '在村里', '2026-07-02 00:00')).toContain('小吴您好')
      expect(await world.say('oldhand', '在村里', '2026-06-30 23:59')).toContain('老周您好')
      await world.stop()
    })
  })
})
