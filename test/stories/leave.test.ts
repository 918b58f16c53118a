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
})
