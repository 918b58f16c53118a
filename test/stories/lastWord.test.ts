import { eachDatabase } from '../databases'
import { startWorld, textTo, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('the last word in an alarm', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace, { day: '2026-07-16' })
    })
    afterEach(() => world.stop())

    it('is what was said, not the 「是」 that confirmed it', async () => {
      await world.say('yanghai', '上山巡山,晚上10点半回', '17:00')
      await world.say('yanghai', '是', '17:01')
      for (const clock of ['23:00', '23:15', '23:30']) await world.watch(clock)
      const alarm = textTo(await world.watch('23:45'), 'qinglin')
      expect(alarm).toContain('最后一句:17:00 杨海「上山巡山,晚上10点半回」')
    })

    it('shows the answer a digit picked', async () => {
      for (const clock of ['09:00', '09:15', '09:30']) await world.watch(clock)
      await world.say('hezhishu', '2', '09:32')
      for (const clock of ['09:00', '09:15', '09:30', '09:45']) await world.watch(`2026-07-17 ${clock}`)
      const told = await world.watch('2026-07-17 10:00')
      const alarm = told.find(([who, text]) => who === 'qinglin' && text.includes('岔河村'))?.[1]
      // What was tried is of today.
      expect(alarm).toContain('问过:9:00杨海')
      expect(alarm).toMatch(/最后一句:昨天9:32 何永「[^」]*下组了」/)
    })
  })
})
