import { eachDatabase } from '../databases'
import { startWorld, type World } from '../world'
import { unreadReport } from '../../src/unread'
import { masked, namesOf } from '../../src/unread/mask'

describe('a masked text', () => {
  const names = namesOf(['张伟', '李建国'])
  it.each([
    ['张伟去三组看了12户,电话13800000001', '某某去#组看了#户,电话#'],
    ['建国和张书记在,小李请假', '某某和某书记在,小某请假'],
    ['老乡家走了八户,回头找wang_fang', '老乡家走了#户,回头找某某'],
  ])('names nobody and counts nothing: %s', (text, shown) => {
    expect(masked(text, names)).toBe(shown)
  })
})

eachDatabase((_name, _open, newPlace) => {
  describe('the list of what was not understood', () => {
    let world: World
    afterEach(() => world.stop())

    it('shows the pieces nobody could read and what members corrected, without names, health and feedback', async () => {
      world = await startWorld(newPlace, {})
      await world.say('zhangwei', '在村里', '08:00')
      await world.say('limin', '今天去薅了十二窝折耳根', '08:10')
      await world.say('suhong', '今天去薅了十二窝折耳根', '08:11')
      await world.say('duanli', '头昏得很,薅不动折耳根了', '08:12')
      await world.say('pujian', '意见:薅折耳根也要报吗', '08:13')
      await world.say('yanghai', '走访5户', '08:14')
      await world.say('yanghai', '更正,是6户', '08:15')
      const report = await unreadReport(world.server.rt, world.at('00:00'), world.at('23:00'))
      expect(report.texts).toBe(7)
      expect(report.unread).toEqual([
        expect.objectContaining({ text: expect.stringContaining('折耳根') as string, times: 2 }),
      ])
      expect(report.unread[0]?.text).not.toMatch(/十二/)
      expect(report.corrected).toEqual([{ before: '走访#户', correction: '更正,是#户' }])
    })
  })
})
