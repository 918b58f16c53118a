import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('a leave', () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld(newPlace)
    })
    afterAll(() => world.stop())

    it('covers its days from the moment it is said', async () => {
      expect(await world.say('yanghai', '家里有事,请假三天', '08:00')).toContain('3天')
      expect(await world.remind('2026-07-02 08:40')).not.toContainEqual(['yanghai', expect.anything()])
      expect(receivers(await world.watch('2026-07-02 09:00'))).not.toContain('yanghai')
    })

    it('ends when the person is back: the next morning is due again', async () => {
      await world.say('yanghai', '销假,已到村', '2026-07-02 15:00')
      expect(receivers(await world.remind('2026-07-03 08:40'))).toContain('yanghai')
    })
  })

  describe('a leave the township does not agree to', () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld(newPlace)
    })
    afterAll(() => world.stop())

    it('covers its days no longer, and the person is told by whom and why', async () => {
      await world.say('duanli', '明天请假一天', '13:00')
      expect(await world.say('qinglin', '不同意段丽请假,明天有检查', '13:30')).toContain(
        '段丽明天的请假不算了',
      )
      expect(await world.arrived('13:30')).toContainEqual([
        'duanli',
        expect.stringMatching(/秦琳没有同意您明天的请假.*明天有检查/),
      ])
      expect(await world.say('qinglin', '我在哪', '13:31')).not.toContain('请假')
      expect(receivers(await world.remind('2026-07-02 08:40'))).toContain('duanli')
    })

    it('stays when it is agreed to', async () => {
      await world.say('pujian', '后天请事假', '2026-07-02 09:00')
      expect(await world.say('qinglin', '普建的假批了', '2026-07-02 09:10')).toContain('同意')
      expect(await world.arrived('2026-07-02 09:10')).toContainEqual([
        'pujian',
        expect.stringContaining('秦琳同意您'),
      ])
    })

    it('is said only by a supervisor', async () => {
      expect(await world.say('yanghai', '不同意段丽请假', '2026-07-02 09:20')).not.toContain('不算了')
    })
  })
})
