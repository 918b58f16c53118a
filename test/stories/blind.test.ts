import { recordGap } from '../../src/record/gaps'
import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('our own downtime', () => {
    let world: World
    const gap = (from: string, to: string, why: 'stopped' | 'spooled' = 'stopped') =>
      world.server.rt.database.inTransaction((db) => recordGap(db, world.at(from), world.at(to), why))

    beforeEach(async () => {
      world = await startWorld(newPlace)
      await world.say('qinglin', '你好', '08:00')
      await world.say('quyu', '你好', '08:00')
      await world.watch('08:00')
    })
    afterEach(() => world.stop())

    it('moves the mornings that fell due in it by as long as it lasted', async () => {
      await gap('08:50', '09:20')
      expect(receivers(await world.watch('09:20'))).toEqual(['qinglin', 'quyu'])
      expect(await world.watch('09:29')).toEqual([])
      expect(receivers(await world.watch('09:30'))).toEqual(['limin', 'pujian', 'suhong', 'yanghai'])
      expect(await world.watch('09:44')).toEqual([])
      expect(receivers(await world.watch('09:45'))).toEqual(['duanli', 'yanghai', 'zhangwei'])
    })

    it('moves the reminder with them', async () => {
      await gap('08:30', '09:10')
      expect(receivers(await world.remind('09:19'))).toEqual([])
      expect(receivers(await world.remind('09:20'))).toEqual(['duanli', 'yanghai', 'zhangwei'])
    })

    it('moves them by an hour at most', async () => {
      await gap('07:00', '09:30')
      await world.watch('09:31')
      expect(await world.watch('09:59')).toEqual([])
      expect(receivers(await world.watch('10:00'))).toEqual(['limin', 'pujian', 'suhong', 'yanghai'])
    })

    it('is told to the supervisors once, with what it moves', async () => {
      await gap('08:50', '09:20', 'spooled')
      const told = await world.watch('09:20')
      expect(receivers(told)).toEqual(['qinglin', 'quyu'])
      expect(told[0]?.[1]).toContain('8:50')
      expect(told[0]?.[1]).toContain('顺延30分钟')
      expect(await world.watch('09:21')).toEqual([])
    })

    it('moves the steps left of a search that another process had begun in it', async () => {
      expect(receivers(await world.watch('09:00'))).toEqual(['limin', 'pujian', 'suhong', 'yanghai'])
      await gap('08:50', '09:20')
      expect(receivers(await world.watch('09:20'))).toEqual(['qinglin', 'quyu'])
      expect(receivers(await world.watch('09:30'))).toEqual([])
      expect(receivers(await world.watch('09:45'))).toEqual(['duanli', 'yanghai', 'zhangwei'])
      expect(receivers(await world.watch('10:00'))).toContain('wangzhishu')
    })

    it('moves no declared return', async () => {
      await world.say('zhangwei', '我上山核图斑,10点回', '08:10')
      await gap('09:30', '10:25')
      const pushes = await world.watch('10:30')
      expect(receivers(pushes)).toContain('zhangwei')
    })

    it('is not the time between two jobs: nothing moves where the web process heard everybody', async () => {
      expect(receivers(await world.watch('09:20'))).toEqual(['limin', 'pujian', 'suhong', 'yanghai'])
    })
  })
})
