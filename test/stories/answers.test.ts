import { eachDatabase } from '../databases'
import { receivers, startWorld, textTo, type World } from '../world'

/** What an answer says, and about whom: never more than its words. */
eachDatabase((_name, _open, newPlace) => {
  let world: World
  afterEach(() => world.stop())

  /** 张伟 alone went up the hill; everybody is asked about him until 19:00. */
  async function untilAsked() {
    world = await startWorld(newPlace, {})
    for (const who of ['zhangwei', 'limin', 'suhong', 'duanli', 'pujian', 'yanghai'])
      await world.say(who, '在村里', '07:30')
    for (const who of ['wangzhishu', 'zhaowen', 'qinglin', 'quyu']) await world.say(who, '你好', '07:30')
    await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
    for (const clock of ['18:30', '18:45']) await world.watch(clock)
  }

  describe('an answer to the morning question', () => {
    async function asked() {
      world = await startWorld(newPlace, {})
      for (const who of ['limin', 'suhong', 'quyu']) await world.say(who, '你好', '2026-06-30 07:30')
      await world.arrived('2026-07-01 07:00')
      for (const clock of ['09:00', '09:01']) await world.watch(clock)
    }

    it.each(['在村委会', '在', '1', '在村里的', '下组了'])(
      'without a subject speaks for the mate who gives it alone: %s',
      async (answer) => {
        await asked()
        await world.say('limin', answer, '09:05')
        expect(await world.watch('09:15')).not.toContainEqual(['zhangwei', expect.anything()])
        expect(await world.say('quyu', '苏红在哪', '09:20')).not.toMatch(/苏红.*(?:在村|下组)/)
        expect(await world.say('quyu', '李敏在哪', '09:21')).toMatch(/在村|村委会|下组/)
      },
    )

    it.each(['都在村里', '我们都下组了', '大家在村委会'])(
      'speaks for the team when it says so: %s',
      async (answer) => {
        await asked()
        await world.say('limin', answer, '09:05')
        expect(await world.say('quyu', '苏红在哪', '09:20')).toMatch(/在村|村委会|下组/)
      },
    )
  })

  describe('after somebody answered that he does not know', () => {
    it('his next words without a subject are about himself', async () => {
      await untilAsked()
      await world.say('limin', '不清楚', '18:46')
      expect(await world.say('limin', '在村里整台账', '18:50')).not.toContain('张伟')
      expect(receivers(await world.watch('19:00'))).toEqual(['wangzhishu', 'zhaowen'])
    })

    it('the alarm says that he was asked and did not know', async () => {
      await untilAsked()
      await world.say('limin', '我也不太清楚', '18:46')
      await world.watch('19:00')
      expect(textTo(await world.watch('19:15'), 'qinglin')).toMatch(
        /18:45李敏\(工作队员\)\(说不清楚\);18:45苏红/,
      )
    })

    it('that somebody came back is still about the one who is looked for', async () => {
      await untilAsked()
      await world.say('limin', '不清楚', '18:46')
      expect(await world.say('limin', '回来了', '18:55')).toContain('张伟')
      expect(await world.watch('19:00')).not.toContainEqual(['wangzhishu', expect.anything()])
    })
  })

  describe('「还没」 of somebody who was asked whether he is back', () => {
    it('is told to who was asked as news of a search that goes on', async () => {
      await untilAsked()
      expect(await world.say('zhangwei', '还没,快了', '18:50')).toContain('19:20')
      const told = await world.arrived('18:50')
      expect(receivers(told)).toEqual(['limin', 'suhong'])
      expect(textTo(told, 'limin')).toContain('还没回来')
      expect(textTo(told, 'limin')).not.toContain('到此为止')
      expect(receivers(await world.watch('19:20'))).toEqual(['zhangwei'])
    })

    it('so is a new time', async () => {
      await untilAsked()
      await world.say('zhangwei', '8点回', '18:50')
      const told = await world.arrived('18:50')
      expect(textTo(told, 'limin')).toContain('20:00')
      expect(textTo(told, 'limin')).not.toContain('到此为止')
    })
  })
})
