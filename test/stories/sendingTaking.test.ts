import { Case, WorkItem } from '../../entities'
import { eachDatabase } from '../databases'
import { receivers, ROSTER, startWorld, type World } from '../world'

const MORE = `${ROSTER}qinlin2,秦岭,13800000022,乡镇管理员,青岭镇,,,,,,
`

/** 丛岗村's morning has reached the township at ten. */
async function alarmed(world: World) {
  await world.say('duanli', '我们都在村里', '08:00')
  await world.say('yanghai', '在村', '08:00')
  for (const clock of ['09:00', '09:15', '09:30', '09:45']) await world.watch(clock)
  expect(receivers(await world.watch('10:00'))).toEqual(['qinglin', 'qinlin2'])
}

const cases = (world: World) => world.server.rt.database.db.find(Case, { order: { id: 'ASC' } })

eachDatabase((_name, _open, newPlace) => {
  describe('whoever takes a search', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace, { roster: MORE })
    })
    afterEach(() => world.stop())

    it('holds the ladder for an hour, is asked for a line at 45 minutes, and it lapses', async () => {
      await alarmed(world)
      const reply = await world.say('qinglin', '我来找', '10:10')
      expect(reply).toContain('丛岗村')
      expect(reply).toContain('13800000001')
      expect(reply).toContain('10:55')
      expect(await world.watch('10:54')).toEqual([])
      const asked = await world.watch('10:55')
      expect(receivers(asked)).toEqual(['qinglin'])
      expect(asked[0]?.[1]).toContain('丛岗村')
      expect(await world.watch('11:00')).toEqual([])
      expect(await world.watch('11:09')).toEqual([])
      // It lapses: the same level is told again, and the ladder goes on from its next rung.
      const lapsed = await world.watch('11:10')
      expect(receivers(lapsed)).toEqual(['qinglin', 'qinlin2', 'quyu'])
      for (const [, text] of lapsed) expect(text).not.toContain('在跟')
      for (const clock of ['11:10', '11:11', '11:12']) expect(await world.watch(clock)).toEqual([])
    })

    it('renews the hour by any word', async () => {
      await alarmed(world)
      await world.say('qinglin', '我来找', '10:10')
      await world.watch('10:55')
      await world.say('qinglin', '还在路上', '11:05')
      expect(await world.watch('11:10')).toEqual([])
      expect(await world.watch('11:49')).toEqual([])
      expect(receivers(await world.watch('11:50'))).toEqual(['qinglin'])
      expect(receivers(await world.watch('12:05'))).toEqual(['qinglin', 'qinlin2', 'quyu'])
    })

    it('takes by a bare word what was told last, which 「收到」 means too', async () => {
      for (const clock of ['09:00', '09:15', '09:30', '09:45', '10:00']) await world.watch(clock)
      const seen = (await world.say('qinglin', '收到', '10:05')) ?? ''
      const village = /好,(..村)/.exec(seen)?.[1] ?? ''
      expect(await world.say('qinglin', '我来找', '10:06')).toContain(`${village}工作队`)
    })

    it('hears who has the case it was told of, rather than taking one it was not', async () => {
      await world.say('duanli', '我们都在村里', '08:00')
      for (const clock of ['09:00', '09:15', '09:30', '09:45']) await world.watch(clock)
      await world.say('pujian', '救命,我被困在河边', '10:01')
      await world.arrived('10:01')
      await world.say('maozhishu', '我来找', '10:02')
      expect(await world.say('quyu', '我来找', '10:05')).toContain('毛学东')
    })

    it('is one: the second hears who has it', async () => {
      await alarmed(world)
      await world.say('qinglin', '我来找', '10:10')
      const second = await world.say('qinlin2', '我来找', '10:11')
      expect(second).toContain('秦琳')
      const [found] = await cases(world)
      const reply = await world.say('qinglin', '我来找', '10:20')
      expect(reply).toContain('由您来跟')
      expect((await cases(world))[0]?.ownerId).toBe(found?.ownerId)
    })

    it('is one of two who speak in the same moment', async () => {
      await alarmed(world)
      const at = world.at('10:10')
      const replies = await Promise.all(
        ['qinglin', 'qinlin2', 'quyu'].map((who) => world.standIn.say(who, '我来找', { at })),
      )
      expect(replies.filter(({ reply }) => reply?.includes('由您来跟') === true)).toHaveLength(1)
    })

    it('can be named together with the village', async () => {
      await world.say('duanli', '我们都在村里', '08:00')
      for (const clock of ['09:00', '09:15', '09:30', '09:45']) await world.watch(clock)
      await world.watch('10:00')
      expect(await world.say('qinglin', '岔河村我来找', '10:10')).toContain('岔河村')
      expect(await world.say('qinglin', '我来找丛岗村', '10:11')).toContain('丛岗村')
      expect(await world.say('qinlin2', '丛岗村,我来找', '10:12')).toContain('秦琳')
      expect(await world.say('qinglin', '岔河村已找到', '10:20')).toContain('岔河村')
      const open = (await cases(world)).filter(({ state }) => state === 'open')
      expect(open).toHaveLength(1)
    })
  })

  describe('the words of supervisors', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace, { roster: MORE })
    })
    afterEach(() => world.stop())

    it.each(['知道了', '收到', '好的'])(
      '「%s」 after an alarm spares the repeats, and the ladder goes on',
      async (word) => {
        await alarmed(world)
        expect(await world.say('qinglin', word, '10:05')).toContain('丛岗村')
        expect(receivers(await world.watch('11:00'))).toEqual(['quyu'])
        await world.say('quyu', word, '11:05')
        expect(await world.watch('13:00')).toEqual([])
      },
    )

    it('「收到」 means nothing when something else was said since', async () => {
      await alarmed(world)
      await world.say('qinglin', '今天谁请假', '10:05')
      await world.say('qinglin', '收到', '10:06')
      await world.say('qinglin', '我来找', '10:07')
      await world.watch('10:52')
      expect(receivers(await world.watch('11:07'))).toContain('qinglin')
    })

    it.each(['已找到', '人找到了,在三组', '误报', '已处理'])(
      '「%s」 ends it, with one all-clear',
      async (word) => {
        await alarmed(world)
        await world.say('qinglin', word, '10:05')
        const clear = await world.arrived('10:05')
        expect(receivers(clear)).toEqual(['limin', 'qinlin2', 'suhong', 'wangzhishu', 'zhangwei', 'zhaowen'])
        expect(clear).toHaveLength(6)
        expect(await world.watch('11:00')).toEqual([])
        expect(await world.watch('13:00')).toEqual([])
      },
    )

    it('answers politely when there is nothing to take', async () => {
      await world.say('zhangwei', '我们都在村里', '08:00')
      expect(await world.say('qinglin', '我来找', '08:10')).toContain('没有')
      expect(await world.say('qinglin', '已找到', '08:10')).toContain('没有')
    })

    it('does not take a report of work for the end of a search', async () => {
      await world.watch('09:00')
      await world.say('limin', '处理完了2起纠纷', '09:10')
      await world.say('limin', '核图斑12块', '09:11')
      await world.say('limin', '弄错了,是13块不是12块', '09:12')
      const items = await world.server.rt.database.db.find(WorkItem, { order: { id: 'ASC' } })
      expect(items.map(({ count }) => count)).toEqual([2, 12, 13])
      expect((await cases(world))[0]?.outcome).toBe('voice')
    })
  })
})
