import { DigestLine } from '../../entities'
import { digest } from '../../src/jobs/digest'
import { eachDatabase } from '../databases'
import { receivers, startWorld, textTo, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  let world: World
  beforeEach(async () => {
    world = await startWorld(newPlace)
  })
  afterEach(() => world.stop())

  it('thanks whoever took a search for his word and shows it to whoever reads of the search next', async () => {
    await world.say('zhangwei', '我们都在村里', '08:00')
    await world.say('yanghai', '在村', '08:00')
    for (const clock of ['09:00', '09:15', '09:30', '09:45', '10:00']) await world.watch(clock)
    await world.say('qinglin', '我来找', '10:05')
    const asked = await world.watch('10:50')
    expect(textTo(asked, 'qinglin')).toContain('有进展吗')
    const reply = await world.say('qinglin', '已经派人去了', '10:52')
    expect(reply).toMatch(/谢谢.*松坡村.*记下了/)
    expect(await world.say('quyu', '松坡村联系不上的', '10:55')).toContain('秦琳在找,10:52说「已经派人去了」')
  })

  it('names who has not seen whom, and gives as the last word only what the missing said', async () => {
    await world.say('duanli', '在村里', '08:00')
    await world.say('pujian', '段丽三天没见到了', '09:15')
    const told = await world.watch('09:30')
    expect(receivers(told)).toContain('maozhishu')
    const all = [...told, ...(await world.watch('09:45'))]
    expect(textTo(all, 'qinglin')).toMatch(/普建\(13800000005\)说没见到段丽/)
    const shown = (await world.say('qinglin', '哪些人联系不上', '09:50')) ?? ''
    expect(shown).toContain('普建9:15说3天没见到段丽')
    expect(shown).not.toContain('说好')
  })

  it.each(['好几天没见着苏红了', '苏红好几天了都没见着', '有些日子没见到苏红'])(
    'looks for somebody a cadre has not seen for days nobody counts: 「%s」',
    async (text) => {
      await world.say('zhangwei', '我们都在村里', '08:00')
      expect(await world.say('wangzhishu', text, '09:00')).toContain('苏红')
      expect(receivers(await world.watch('09:01'))).toContain('zhangwei')
    },
  )

  it('says once of a late business trip whom it asked, and that nobody is searched for', async () => {
    await world.say('zhangwei', '我们都在村里', '08:00')
    await world.say('duanli', '我们都在村里', '08:00')
    await world.say('yanghai', '去区里开会,16点前回', '08:00')
    for (const clock of ['16:30', '16:45', '17:00']) await world.watch(clock)
    const [line] = await world.server.rt.database.db.findBy(DigestLine, { kind: 'late_business' })
    expect(line?.text).toMatch(/杨海公务外出.*,问过本人。$/)
    await digest(world.server.rt, world.at('20:20'))
    const text = textTo(await world.arrived('20:20'), 'qinglin')
    expect(text.split('杨海').length).toBe(2)
    expect(text).not.toContain('在找人')
  })

  it('asks nobody about a team that came onto the roster after its time, until the next morning', async () => {
    const { db } = world.server.rt.database
    await world.watch('08:50')
    await db.query('UPDATE posting SET createdAt = ?', [world.at('19:35')])
    expect(await world.watch('19:36')).toEqual([])
    await world.remind('2026-07-02 08:40')
    expect(receivers(await world.watch('2026-07-02 09:00'))).toContain('limin')
  })

  it.each([
    ['by a clock ahead of the job’s', '2026-11-24 18:00'],
    ['before anybody watched', '09:20'],
  ])('asks about a team whose roster was imported %s', async (_when, importedAt) => {
    await world.server.rt.database.db.query('UPDATE posting SET createdAt = ?', [world.at(importedAt)])
    expect(receivers(await world.watch('09:30'))).toContain('limin')
  })
})
