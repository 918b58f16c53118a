import { Case } from '../../entities'
import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'
import { manyTeams, villageOf } from './manyTeams'

/** Four townships of four: too small for an area incident, too many for one reader. */
const ROSTER = manyTeams({ townships: { 赵家镇: 4, 钱家镇: 4, 孙家镇: 4, 李家镇: 4 } })

eachDatabase((_name, _open, newPlace) => {
  describe('a storm of alarms', () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld(newPlace, { roster: ROSTER })
      await world.say('quyu', '你好', '08:00')
      for (const minute of ['09:00', '09:15', '09:30', '09:45']) await world.watch(minute)
    })
    afterAll(() => world.stop())
    const ownerOf = async (village: string) => {
      const { database } = world.server.rt
      const rows = await database.db.find(Case, { order: { id: 'ASC' } })
      const names = ROSTER.split('\n')
        .slice(1)
        .flatMap((line) => /,([^,]*村),/.exec(line)?.[1] ?? [])
      return rows[names.indexOf(village)]?.ownerId ?? null
    }

    it('leaves the few of a township as they are', async () => {
      const pushes = await world.watch('10:00')
      expect(receivers(pushes)).toEqual(['admin0', 'admin1', 'admin2', 'admin3'])
      expect(pushes.filter(([who]) => who === 'admin0')).toHaveLength(4)
    })

    it('becomes one list for the district, every case with names and phones, each text within its bytes', async () => {
      const pushes = await world.watch('11:00')
      expect(receivers(pushes)).toEqual(['quyu'])
      expect(pushes.length).toBeLessThan(4)
      const all = pushes.map(([, text]) => text).join('\n')
      expect(all).toContain('16件事')
      for (let t = 0; t < 4; t++)
        for (let v = 0; v < 4; v++) {
          expect(all).toContain(villageOf(t, v))
          expect(all).toContain(`138000${String(t).padStart(2, '0')}${String(v).padStart(2, '0')}0`)
        }
      for (const [, text] of pushes) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(2048)
      expect(all).toContain('『1我来找』')
    })

    it('says nothing twice when the same minute is watched again', async () => {
      expect(await world.watch('11:00')).toEqual([])
    })

    it('lets a case be taken by its number, and by the name of its village', async () => {
      expect(await world.say('quyu', '3我来找', '11:02')).toContain(villageOf(0, 2))
      expect(await ownerOf(villageOf(0, 2))).not.toBeNull()
      expect(await world.say('quyu', `我来找${villageOf(1, 1)}`, '11:03')).toContain(villageOf(1, 1))
      expect(await ownerOf(villageOf(1, 1))).not.toBeNull()
      expect(await ownerOf(villageOf(2, 2))).toBeNull()
    })

    it('lets several be taken in one word, and says which', async () => {
      const reply = await world.say('quyu', '我来找 5、9号', '11:04')
      expect(reply).toContain(villageOf(1, 0))
      expect(reply).toContain(villageOf(2, 0))
      expect(await ownerOf(villageOf(2, 0))).not.toBeNull()
    })

    it('ends a case by its number, and says so when it is over already', async () => {
      expect(await world.say('quyu', '5已找到', '11:10')).toContain(villageOf(1, 0))
      expect(await world.say('quyu', '5已找到', '11:11')).toContain('已经了结')
    })

    it('gives the all-clear to whoever heard of a case in the list', async () => {
      await world.arrived('11:19')
      await world.say('m303', '在村里整台账', '11:20')
      const clear = await world.arrived('11:20')
      expect(receivers(clear)).toEqual(['admin3', 'quyu'])
      expect(clear[0]?.[1]).toContain('有消息了')
    })

    it('tells the list again without what was seen, under the same numbers; 收到 sees all of it', async () => {
      expect(await world.say('quyu', '1知道了', '11:22')).toContain('不再重复')
      const again = (await world.watch('13:00')).filter(([who]) => who === 'quyu')
      const text = again.map(([, each]) => each).join('\n')
      expect(text).not.toContain(villageOf(0, 0))
      expect(text).toContain(`2 赵家镇${villageOf(0, 1)}`)
      expect(await world.say('quyu', '收到', '13:01')).toContain('不再重复')
    })
  })
})
