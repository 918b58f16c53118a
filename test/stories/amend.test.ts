import { Case, CheckIn, HealthNote, WorkItem } from '../../entities'
import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  let world: World
  afterEach(() => world.stop())
  async function start() {
    world = await startWorld(newPlace)
    for (const who of ['zhangwei', 'limin', 'suhong', 'duanli', 'pujian', 'yanghai'])
      await world.say(who, '你好', '07:30')
    for (const who of ['wangzhishu', 'zhaowen', 'qinglin', 'quyu']) await world.say(who, '你好', '07:30')
    await world.arrived('07:31')
  }
  const db = () => world.server.rt.database.db
  const counts = async () => {
    const items = await db().find(WorkItem, { order: { id: 'ASC' } })
    return items
      .filter((i) => i.supersededAt === null)
      .map(({ category, count }) => `${category} ${count ?? ''}`)
  }
  const placed = async (name: string) => {
    const rows = await db().find(CheckIn, { order: { id: 'ASC' } })
    return rows
      .filter((row) => row.supersededAt === null && row.subjectName === name)
      .map(({ status, place }) => `${status ?? ''} ${place ?? ''}`.trim())
  }

  describe('a correction', () => {
    it('replaces the count of that work and nothing else; history stays', async () => {
      await start()
      await world.say('limin', '走访5户,调解2起', '10:00')
      expect(await world.say('limin', '更正,走访6户', '10:05')).toContain('改好了')
      expect(await counts()).toEqual(['dispute 2', 'household_visit 6'])
      expect(await db().count(WorkItem)).toBe(3)
    })

    it('takes the category of the last message when it names none', async () => {
      await start()
      await world.say('limin', '走访5户,核图斑12块', '10:00')
      expect(await world.say('limin', '不对,是6户不是5户', '10:05')).toContain('6户')
      expect(await counts()).toEqual(['farmland_patch 12', 'household_visit 6'])
    })

    it('means the last message of that kind within a day', async () => {
      await start()
      await world.say('limin', '走访5户', '10:00')
      await world.say('limin', '在村里', '10:01')
      await world.say('limin', '更正,走访6户', '2026-07-02 09:59')
      expect(await counts()).toEqual(['household_visit 6'])
      await world.say('limin', '更正,走访7户', '2026-07-03 10:00')
      expect(await counts()).toEqual(['household_visit 6', 'household_visit 7'])
    })

    it('of the time alone keeps the trip, its party and its lack of signal', async () => {
      await start()
      await world.say('zhangwei', '我和李敏去三组核图斑,下午6点前回,没信号', '13:00')
      const reply = await world.say('zhangwei', '更正,7点前回', '13:05')
      for (const piece of ['李敏', '三组', '19:00', '19:45前不打扰']) expect(reply).toContain(piece)
      expect(await world.watch('18:45')).toEqual([])
      expect(receivers(await world.watch('19:45'))).toEqual(['limin', 'zhangwei'])
      expect(await placed('李敏')).toEqual(['field 三组'])
    })

    it('of one of a party leaves the others expected', async () => {
      await start()
      await world.say('zhangwei', '我和李敏上山核图斑,下午6点前回', '13:00')
      await world.say('zhangwei', '更正,李敏在村里', '13:05')
      expect(receivers(await world.watch('18:30'))).toEqual(['zhangwei'])
    })

    it('of a place replaces it', async () => {
      await start()
      await world.say('limin', '去三组走访', '10:00')
      await world.say('limin', '更正,去四组走访', '10:05')
      expect(await placed('我')).toEqual(['field 四组'])
    })

    it('alone asks for what is right', async () => {
      await start()
      await world.say('limin', '走访5户', '10:00')
      expect(await world.say('limin', '更正', '10:05')).toContain('对的是怎样')
      expect(await counts()).toEqual(['household_visit 5'])
    })

    it('with nothing to correct is told like anything else', async () => {
      await start()
      await world.say('limin', '更正,走访6户', '10:05')
      expect(await counts()).toEqual(['household_visit 6'])
    })
  })

  describe('a withdrawal', () => {
    it('takes back the last message that carried facts, and says which', async () => {
      await start()
      await world.say('limin', '走访5户', '10:00')
      await world.say('limin', '感冒了', '10:01')
      await world.say('limin', '谢谢', '10:02')
      expect(await world.say('limin', '撤回', '10:03')).toContain('感冒了')
      expect(await counts()).toEqual(['household_visit 5'])
      expect((await db().find(HealthNote)).map(({ supersededAt }) => supersededAt === null)).toEqual([false])
      expect(await world.say('limin', '撤回', '10:04')).toContain('走访5户')
      expect(await counts()).toEqual([])
      expect(await world.say('limin', '撤回', '10:05')).toContain('没有可以撤回')
    })

    it('finds nothing older than a day', async () => {
      await start()
      await world.say('limin', '走访5户', '10:00')
      expect(await world.say('limin', '撤回', '2026-07-02 10:01')).toContain('没有可以撤回')
    })

    it('of a declared return ends the waiting', async () => {
      await start()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      await world.say('zhangwei', '撤回', '13:05')
      expect(await world.watch('18:30')).toEqual([])
    })

    it('of a later time brings the earlier one back', async () => {
      await start()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      await world.say('zhangwei', '今天8点回', '13:05')
      await world.say('zhangwei', '刚才发错了', '13:06')
      expect(receivers(await world.watch('18:30'))).toEqual(['zhangwei'])
    })

    it('of a word about the team opens its morning again at its step', async () => {
      world = await startWorld(newPlace)
      for (const who of ['duanli', 'yanghai']) await world.say(who, '在村里', '08:00')
      for (const clock of ['09:00', '09:15', '09:30']) await world.watch(clock)
      await world.say('wangzhishu', '工作队在村里', '09:35')
      expect(receivers(await world.arrived('09:35'))).toEqual(['limin', 'suhong', 'zhangwei'])
      await world.say('wangzhishu', '刚才发错了,撤回', '09:40')
      const told = await world.arrived('09:40')
      // Who had the all-clear is told once.
      expect(receivers(told)).toEqual(['limin', 'suhong', 'zhangwei'])
      expect(told.every(([, text]) => text.includes('撤回'))).toBe(true)
      expect(receivers(await world.watch('09:45'))).toEqual(['zhaowen'])
    })

    it('of a word about somebody missing opens the search again; who had the all-clear is told once', async () => {
      await start()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      for (const clock of ['18:30', '18:45', '19:00']) await world.watch(clock)
      await world.say('wangzhishu', '张书记回来了', '19:05')
      expect(receivers(await world.arrived('19:05'))).toEqual(['limin', 'suhong', 'zhangwei', 'zhaowen'])
      await world.say('wangzhishu', '撤回', '19:10')
      expect(receivers(await world.arrived('19:10'))).toEqual(['limin', 'suhong', 'zhangwei', 'zhaowen'])
      expect(receivers(await world.watch('19:15'))).toEqual(['qinglin'])
    })

    it('opens nothing that something else accounts for', async () => {
      await start()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      for (const clock of ['18:30', '18:45']) await world.watch(clock)
      await world.say('limin', '张书记回来了', '18:50')
      await world.say('zhangwei', '到了', '18:52')
      await world.arrived('18:52')
      await world.say('limin', '撤回', '18:55')
      expect(await world.arrived('18:55')).toEqual([])
      expect(await world.watch('19:00')).toEqual([])
    })

    it('of his own word after the time leaves him heard', async () => {
      await start()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      await world.watch('18:30')
      await world.say('zhangwei', '回来了', '18:40')
      await world.say('zhangwei', '撤回', '18:41')
      expect(await world.watch('18:45')).toEqual([])
    })

    it('of his own word long before the time brings the waiting back', async () => {
      await start()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      await world.say('zhangwei', '回村了', '14:00')
      await world.say('zhangwei', '撤回', '14:01')
      expect(receivers(await world.watch('18:30'))).toEqual(['zhangwei'])
    })

    it('of not having seen somebody ends that search', async () => {
      await start()
      await world.say('limin', '没见到张书记', '10:00')
      expect(receivers(await world.arrived('10:00'))).toEqual(['suhong'])
      await world.say('limin', '撤回', '10:05')
      expect(receivers(await world.arrived('10:05'))).toEqual(['suhong'])
      expect(await world.watch('10:15')).toEqual([])
    })

    it('of a call for help ends nothing: those who follow it read that it was taken back', async () => {
      await start()
      await world.say('zhangwei', '救命', '10:00')
      await world.arrived('10:00')
      expect(await world.say('zhangwei', '撤回', '10:01')).toContain('确认')
      expect(receivers(await world.arrived('10:01'))).toEqual(['qinglin', 'quyu'])
      expect((await db().findOneByOrFail(Case, { kind: 'help' })).state).toBe('open')
    })
  })

  describe('a corrected word about somebody missing', () => {
    it('opens the search again for whom it no longer accounts', async () => {
      await start()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      for (const clock of ['18:30', '18:45', '19:00']) await world.watch(clock)
      await world.say('wangzhishu', '张书记回来了', '19:05')
      await world.arrived('19:05')
      await world.say('wangzhishu', '更正,是苏红回来了', '19:10')
      expect(receivers(await world.arrived('19:10'))).toContain('limin')
      expect(receivers(await world.watch('19:15'))).toEqual(['qinglin'])
    })

    it('disturbs nobody when it still accounts for them', async () => {
      await start()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '13:00')
      for (const clock of ['18:30', '18:45', '19:00']) await world.watch(clock)
      await world.say('wangzhishu', '张书记在三组', '19:05')
      await world.arrived('19:05')
      await world.say('wangzhishu', '更正,张书记在四组', '19:10')
      expect(await world.arrived('19:10')).toEqual([])
      expect(await world.watch('19:15')).toEqual([])
    })
  })
})
