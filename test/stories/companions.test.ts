import { CheckIn } from '../../entities'
import { eachDatabase } from '../databases'
import { startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  describe('whoever is along with somebody', () => {
    let world: World
    afterEach(() => world.stop())

    it.each([
      ['limin', '张书记和苏红上山核图斑去了', ['苏红', '张书记']],
      ['suhong', '张书记跟我一起下组', ['苏红', '张书记']],
      ['limin', '我和张书记、苏红去三组', ['张书记、苏红', '李敏、苏红', '李敏、张书记']],
    ])('is with the others, never with himself: %s「%s」', async (who, text, expected) => {
      world = await startWorld(newPlace)
      await world.say(who, text, '09:00')
      const rows = await world.server.rt.database.db.find(CheckIn, { order: { id: 'ASC' } })
      expect(rows.map(({ companions }) => companions)).toEqual(expected)
    })
  })
})
