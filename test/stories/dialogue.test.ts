import { CheckIn, OutboundMessage, Person } from '../../entities'
import { eachDatabase } from '../databases'
import { receivers, ROSTER, startWorld, type World } from '../world'

/** Two people of one surname on one team. */
const TWO = ROSTER + 'zhangmin,张敏,13800000007,工作队员,青岭镇,丛岗村,区水务局,2026-05-30,,,\n'

eachDatabase((_name, _open, newPlace) => {
  let world: World
  afterEach(() => world.stop())
  async function start(roster = ROSTER) {
    world = await startWorld(newPlace, { roster })
    for (const who of [
      'zhangwei',
      'limin',
      'suhong',
      'duanli',
      'yanghai',
      'wangzhishu',
      'zhaowen',
      'qinglin',
    ])
      await world.say(who, '你好', '07:30')
    await world.arrived('07:31')
  }
  const db = () => world.server.rt.database.db
  const subjects = async () => {
    const rows = await db().find(CheckIn, { order: { id: 'ASC' } })
    const people = new Map((await db().find(Person)).map(({ id, name }) => [id, name]))
    return rows
      .filter((row) => row.supersededAt === null)
      .map(({ subjectId }) => (subjectId === null ? null : people.get(subjectId)))
  }

  describe('a team mate', () => {
    it.each(['张书记', '张伟', '张第一书记', '小张', '书记'])('may be named %s', async (name) => {
      await start()
      await world.say('suhong', `${name}上山了,下午6点前回`, '13:00')
      expect(await subjects()).toEqual(['张伟'])
      expect(receivers(await world.watch('18:30'))).toEqual(['zhangwei'])
    })

    it('named after 和 is where the others are', async () => {
      await start()
      await world.say('suhong', '我和李老师去三组走访,下午5点回', '13:00')
      expect(await subjects()).toEqual(['苏红', '李敏'])
      expect(await world.say('zhangwei', '李敏在哪', '14:00')).toContain('三组')
    })
  })

  describe('a name that fits two', () => {
    it.each([
      ['a digit', '2', '张敏'],
      ['a name', '张敏', '张敏'],
      ['a sentence with the name', '是张伟', '张伟'],
      ['an ordinal', '第一个', '张伟'],
    ])('is asked about once, and answered by %s', async (_what, answer, name) => {
      await start(TWO)
      const reply = await world.say('suhong', '小张上山了,下午6点前回', '13:00')
      expect(reply).toMatch(/小张是哪一位?.*1 张伟.*2 张敏/)
      const said = await world.say('suhong', answer, '13:01')
      expect(said).toContain(name)
      expect(said).toContain('18:00')
      expect(await subjects()).toEqual([name])
      expect(receivers(await world.watch('18:30'))).toEqual([name === '张伟' ? 'zhangwei' : 'zhangmin'])
    })

    it('is not asked about when a title tells them apart', async () => {
      await start(TWO)
      expect(await world.say('suhong', '张书记上山了', '13:00')).not.toContain('哪一位')
      expect(await subjects()).toEqual(['张伟'])
    })

    it('and is not answered keeps what was said, and the next text is read as it is', async () => {
      await start(TWO)
      await world.say('suhong', '小张上山了', '13:00')
      expect(await world.say('suhong', '走访5户', '13:05')).toContain('5户')
      expect(await subjects()).toEqual([null])
    })

    it('in a question is answered for the one chosen', async () => {
      await start(TWO)
      await world.say('zhangwei', '我在四组走访', '09:00')
      const asked = await world.say('qinglin', '小张在哪', '10:00')
      expect(asked).toMatch(/张伟.*张敏|张敏.*张伟/s)
      expect(await world.say('qinglin', '张伟', '10:01')).toContain('四组')
    })

    it('starts a search when it was said that the one chosen has not been seen', async () => {
      await start(TWO)
      await world.say('zhaowen', '三天没见到小张了', '13:00')
      expect(await world.arrived('13:00')).toEqual([])
      await world.say('zhaowen', '2', '13:01')
      expect(receivers(await world.arrived('13:01'))).toEqual(['limin', 'suhong', 'zhangwei'])
    })
  })

  describe('somebody not seen', () => {
    it('by a mate is looked for at once, from the second rung on; the mate is not asked', async () => {
      await start()
      expect(await world.say('limin', '没见到张书记', '13:00')).toContain('张伟')
      expect(receivers(await world.arrived('13:00'))).toEqual(['suhong'])
      expect(await world.watch('13:14')).toEqual([])
      expect(receivers(await world.watch('13:15'))).toEqual(['wangzhishu', 'zhaowen'])
      expect(receivers(await world.watch('13:30'))).toEqual(['qinglin'])
      expect(receivers(await world.watch('14:00'))).toEqual(['quyu'])
      await world.say('zhangwei', '我在四组', '14:05')
      expect(receivers(await world.arrived('14:05'))).toEqual(
        ['quyu', 'qinglin', 'suhong', 'wangzhishu', 'zhaowen'].sort(),
      )
    })

    it.each([
      ['a village cadre', 'zhaowen', '三天没见到张书记了', true],
      ['a village cadre, without days', 'zhaowen', '没见到张书记', false],
      ['a supervisor', 'qinglin', '丛岗村张伟两天没见到了', true],
    ])('for days by %s', async (_what, who, text, searched) => {
      await start()
      await world.say(who, text, '13:00')
      expect(receivers(await world.arrived('13:00'))).toEqual(searched ? ['limin', 'suhong'] : [])
    })

    it('while a return of his is only waited for is looked for at once, by the words that were said', async () => {
      await start()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '10:00')
      await world.say('limin', '打不通张书记电话,也没见到他', '13:00')
      const pushes = await world.arrived('13:00')
      expect(receivers(pushes)).toEqual(['suhong'])
      expect(pushes[0]?.[1]).not.toContain('12:15')
    })
  })

  describe('an answer nobody has read', () => {
    async function overdue() {
      await start()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      for (const clock of ['18:30', '18:45']) await world.watch(clock)
      await world.arrived('18:50')
    }

    it.each(['voice', 'picture'] as const)(
      'a %s closes nothing and is passed on with its medium',
      async (kind) => {
        await overdue()
        const answer = await world.standIn[kind]('zhangwei', { at: world.at('18:50') })
        expect(answer.reply).toContain('转给')
        const pushes = await world.arrived('18:50')
        expect(receivers(pushes)).toEqual(['qinglin'])
        expect(pushes[0]?.[1]).toMatch(/平安.*要帮助/s)
        const medium = world.standIn.pushesTo('qinglin').at(-1)
        expect(medium?.msgtype).toBe(kind === 'voice' ? 'voice' : 'image')
        expect(answer.xml).toContain(medium?.mediaId ?? 'nothing')
        expect(receivers(await world.watch('19:00'))).toEqual(['wangzhishu', 'zhaowen'])
      },
    )

    it('in words is passed on too, and goes to the owner once somebody took the search', async () => {
      await overdue()
      for (const clock of ['19:00', '19:15', '19:45']) await world.watch(clock)
      await world.say('quyu', '我来找', '19:50')
      expect(await world.say('zhangwei', '咕噜叽里呱', '19:55')).toContain('转给')
      expect(receivers(await world.arrived('19:55'))).toEqual(['quyu'])
    })

    it('and is called 平安 ends the search', async () => {
      await overdue()
      await world.standIn.voice('zhangwei', { at: world.at('18:50') })
      await world.arrived('18:50')
      expect(await world.say('qinglin', '平安', '18:55')).toContain('张伟平安')
      expect(receivers(await world.arrived('18:55'))).toEqual(['limin', 'suhong', 'zhangwei'])
      expect(await world.watch('19:00')).toEqual([])
    })

    it('and is called 要帮助 raises help', async () => {
      await overdue()
      await world.standIn.voice('zhangwei', { at: world.at('18:50') })
      await world.arrived('18:50')
      await world.say('qinglin', '要帮助', '18:55')
      const pushes = await world.arrived('18:55')
      expect(receivers(pushes)).toEqual(['limin', 'quyu', 'suhong', 'wangzhishu', 'zhaowen'])
      expect(pushes.every(([, text]) => text.includes('求助'))).toBe(true)
    })
  })

  describe('the fixed words', () => {
    it('隐私 says in at most ten lines what is stored, for what, who sees it, how long, and what one can do', async () => {
      await start()
      const reply = (await world.say('limin', '隐私', '10:00')) ?? ''
      expect(reply.split('\n').length).toBeLessThanOrEqual(10)
      for (const piece of ['记什么', '做什么用', '谁看得到', '留多久', '您可以', '180天', '90天', '一年'])
        expect(reply).toContain(piece)
    })

    it('意见 goes to who receives feedback, and into nothing else', async () => {
      await start()
      expect(await world.say('limin', '意见', '10:00')).toContain('意见')
      const reply = await world.say('limin', '意见:早上提醒太早了', '10:01')
      expect(reply).toContain('意见受理人')
      const pushes = await world.arrived('10:01')
      expect(receivers(pushes)).toEqual(['yijian'])
      expect(pushes[0]?.[1]).toContain('早上提醒太早了')
      expect(await world.say('qinglin', '今天情况怎么样', '10:02')).not.toContain('提醒太早')
    })

    it('意见 goes to the district when nobody receives feedback, and says so', async () => {
      await start(
        ROSTER.split('\n')
          .filter((line) => !line.startsWith('yijian'))
          .join('\n'),
      )
      expect(await world.say('limin', '意见:早上提醒太早了', '10:01')).toContain('区里')
      expect(receivers(await world.arrived('10:01'))).toEqual(['quyu'])
    })

    it('意见 that ends a search is not what others read', async () => {
      world = await startWorld(newPlace)
      for (const who of ['duanli', 'yanghai']) await world.say(who, '在村里', '08:00')
      for (const clock of ['09:00', '09:15', '09:30', '09:45', '10:00']) await world.watch(clock)
      await world.say('limin', '意见:早上提醒太早了', '10:01')
      const rows = await db().findBy(OutboundMessage, { purpose: 'all_clear' })
      expect(rows.length).toBeGreaterThan(0)
      for (const { text } of rows) expect(text).not.toContain('太早')
    })

    it('别再问我 ends the morning questions to a cadre, not the safety ones', async () => {
      await start()
      expect(await world.say('wangzhishu', '别再问我', '10:00')).toContain('不再问您')
      for (const who of ['duanli', 'yanghai']) await world.say(who, '在村里', '2026-07-02 08:00')
      for (const clock of ['09:00', '09:15']) await world.watch(`2026-07-02 ${clock}`)
      expect(receivers(await world.watch('2026-07-02 09:30'))).not.toContain('wangzhishu')
      await world.say('zhangwei', '上山核图斑,下午6点前回', '2026-07-02 13:00')
      for (const clock of ['18:30', '18:45']) await world.watch(`2026-07-02 ${clock}`)
      expect(receivers(await world.watch('2026-07-02 19:00'))).toContain('wangzhishu')
    })
  })
})
