import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('after a stop of the jobs', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace)
      for (const who of ['qinglin', 'quyu']) await world.say(who, '你好', '08:00')
      await world.watch('08:00')
    })
    afterEach(() => world.stop())

    /** Whom each minute's watch reaches; silent minutes are left out. */
    async function minutes(first: string, count: number): Promise<[number, string[]][]> {
      const [hour = 0, minute = 0] = first.split(':').map(Number)
      const reached: [number, string[]][] = []
      for (let i = 0; i < count; i++) {
        const at = hour * 60 + minute + i
        const pushes = await world.watch(
          `${String(Math.floor(at / 60)).padStart(2, '0')}:${String(at % 60).padStart(2, '0')}`,
        )
        if (pushes.length > 0) reached.push([i, receivers(pushes)])
      }
      return reached
    }

    it('a morning takes the first step not taken, one a minute, and alarms five minutes after the last ask', async () => {
      for (const who of ['duanli', 'yanghai']) await world.say(who, '在村里', '08:10')
      expect(await minutes('10:30', 12)).toEqual([
        [0, ['limin', 'suhong']],
        [1, ['zhangwei']],
        [2, ['wangzhishu']],
        [3, ['zhaowen']],
        [8, ['qinglin']],
      ])
    })

    it('a return asks the person first, then mates and village, and alarms five minutes after the last ask', async () => {
      for (const who of ['limin', 'duanli', 'yanghai']) await world.say(who, '在村里', '08:10')
      await world.say('zhangwei', '我上山核图斑,11点回', '08:20')
      expect(await minutes('13:30', 12)).toEqual([
        [0, ['zhangwei']],
        [1, ['limin', 'suhong']],
        [2, ['wangzhishu', 'zhaowen']],
        [7, ['qinglin']],
        [8, ['quyu']],
      ])
    })

    it('a stop in the middle goes on where the ladder was, without asking anybody twice', async () => {
      for (const who of ['limin', 'duanli', 'yanghai']) await world.say(who, '在村里', '08:10')
      await world.say('zhangwei', '我上山核图斑,11点回', '08:20')
      expect(receivers(await world.watch('11:30'))).toEqual(['zhangwei'])
      expect(await minutes('12:40', 8)).toEqual([
        [0, ['limin', 'suhong']],
        [1, ['wangzhishu', 'zhaowen']],
        [6, ['qinglin']],
        [7, ['quyu']],
      ])
    })

    it('takes no second step when the same minute is watched again', async () => {
      for (const who of ['duanli', 'yanghai']) await world.say(who, '在村里', '08:10')
      expect(receivers(await world.watch('10:30'))).toEqual(['limin', 'suhong'])
      expect(await world.watch('10:30')).toEqual([])
      expect(receivers(await world.watch('10:31'))).toEqual(['zhangwei'])
    })

    it('says nothing of a step that has become pointless meanwhile', async () => {
      for (const who of ['limin', 'duanli', 'yanghai']) await world.say(who, '在村里', '08:10')
      await world.say('zhangwei', '我上山核图斑,11点回', '08:20')
      await world.say('zhangwei', '回来了', '11:40')
      expect(await minutes('13:30', 3)).toEqual([])
    })
  })
})
