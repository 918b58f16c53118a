import { eachDatabase } from '../databases'
import { receivers, startWorld, textTo, type World } from '../world'

/** Somebody on the way who needs help: one search, not two, and only a supervisor ends it. */
eachDatabase((_name, _open, newPlace) => {
  let world: World
  afterEach(() => world.stop())

  async function start() {
    world = await startWorld(newPlace, { day: '2026-07-04' })
    for (const who of ['zhangwei', 'limin', 'suhong', 'wangzhishu', 'zhaowen', 'qinglin', 'quyu'])
      await world.say(who, '你好', '07:30')
    await world.arrived('07:31')
  }

  it('asks nobody about the return of somebody whose call for help is open', async () => {
    await start()
    await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
    await world.say('zhangwei', '摔伤了动不了,快来人', '16:00')
    await world.arrived('16:00')
    await world.say('qinglin', '我来找', '16:05')
    await world.arrived('16:05')
    for (const clock of ['18:30', '18:45']) {
      const about = (await world.watch(clock)).filter(([, text]) => !text.includes('【求助'))
      expect(about).toEqual([])
    }
  })

  it('sends no all-clear on the word of a mate while the call is open', async () => {
    await start()
    await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
    for (const clock of ['18:30', '18:45']) await world.watch(clock)
    await world.say('zhangwei', '摔伤了动不了,快来人', '18:50')
    await world.arrived('18:50')
    await world.say('limin', '张伟回来了', '18:55')
    const told = await world.arrived('18:55')
    expect(told.filter(([, text]) => text.includes('到此为止'))).toEqual([])
  })

  it('ends with the call, when a supervisor says that he was found', async () => {
    await start()
    await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
    await world.watch('18:30')
    await world.say('zhangwei', '摔伤了动不了,快来人', '18:40')
    await world.arrived('18:40')
    await world.say('qinglin', '已找到,送卫生院了', '19:00')
    await world.arrived('19:00')
    for (const clock of ['19:01', '19:15', '19:45']) expect(await world.watch(clock)).toEqual([])
  })

  it('is looked for again at his time when the call was a mistake', async () => {
    await start()
    await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
    await world.say('zhangwei', '求助', '14:00')
    await world.arrived('14:00')
    await world.say('qinglin', '误报', '14:10')
    await world.arrived('14:10')
    expect(receivers(await world.watch('18:30'))).toEqual(['zhangwei'])
  })

  it('says in the alarm who said it, with a phone, and who knows already', async () => {
    await start()
    await world.say('limin', '张伟在三组摔伤了动不了,快来人', '16:00')
    const alarm = textTo(await world.arrived('16:00'), 'qinglin')
    for (const piece of ['李敏', '13800000002', '已经告诉', '苏红', '王国平']) expect(alarm).toContain(piece)
  })

  it('tells who called for help that somebody comes', async () => {
    await start()
    await world.say('zhangwei', '我在三组摔伤了动不了,快来人', '16:00')
    await world.arrived('16:00')
    await world.say('qinglin', '我来找', '16:05')
    expect(textTo(await world.arrived('16:05'), 'zhangwei')).toMatch(/秦琳.*13800000021/)
  })

  it('is told once, and again after ten minutes, when the call arrived late', async () => {
    await start()
    await world.watch('16:39')
    await world.say('zhangwei', '我在三组摔伤了动不了,快来人', '16:00')
    await world.arrived('16:40')
    expect(await world.watch('16:41')).toEqual([])
    expect(receivers(await world.watch('16:51'))).toEqual(['qinglin', 'quyu'])
  })
})
