import { Case, DigestLine } from '../../entities'
import { policyFrom } from '../../src/policy'
import { eachDatabase } from '../databases'
import { receivers, startWorld, textTo, type World } from '../world'

const NEAR = ['limin', 'suhong', 'wangzhishu', 'zhaowen']
const ABOVE = ['quyu', 'qinglin']

eachDatabase((_name, _open, newPlace) => {
  let world: World
  afterEach(() => world.stop())
  async function start() {
    const policy = policyFrom({ help: { dutyPhone: '0875-1234567' } })
    world = await startWorld(newPlace, { policy, day: '2026-07-04' })
    for (const who of ['zhangwei', 'limin', 'suhong', 'wangzhishu', 'zhaowen', 'qinglin', 'quyu'])
      await world.say(who, '你好', '07:30')
    await world.arrived('07:31')
  }

  describe('a call for help', () => {
    it('reaches mates, village cadres, township and district at once, at any hour', async () => {
      await start()
      const reply = await world.say('zhangwei', '我在三组河边摔伤了动不了,快来人', '23:10')
      const pushes = await world.arrived('23:10')
      expect(receivers(pushes)).toEqual([...NEAR, ...ABOVE].sort())
      for (const piece of ['张伟', '摔伤', '三组河边', '13800000001'])
        expect(textTo(pushes, 'limin')).toContain(piece)
      expect(textTo(pushes, 'qinglin')).toContain('我来找')
      // What to call, who knows with phones, then where; nothing is asked first.
      expect(reply).toMatch(
        /120[^]*119[^]*110[^]*0875-1234567[^]*王国平[^]*13800000011[^]*能的话说一句在哪儿/,
      )
      expect(reply).not.toMatch(/[?？]/)
      expect(reply).not.toContain('我是『在村』')
    })

    it('is told again to township and district every 10 minutes until one takes it, then every 60', async () => {
      await start()
      await world.say('zhangwei', '求助', '23:00')
      await world.arrived('23:00')
      expect(await world.watch('23:09')).toEqual([])
      for (const clock of ['23:10', '23:20']) {
        expect(receivers(await world.watch(clock))).toEqual([...ABOVE].sort())
        expect(await world.watch(clock)).toEqual([])
      }
      await world.say('qinglin', '我来找', '23:25')
      expect(receivers(await world.arrived('23:25'))).toEqual(['zhangwei'])
      for (const clock of ['23:30', '23:40', '23:50']) expect(await world.watch(clock)).toEqual([])
    })

    it('is closed only by a supervisor', async () => {
      await start()
      await world.say('zhangwei', '求助', '10:00')
      await world.arrived('10:00')
      for (const [who, text] of [
        ['zhangwei', '我没事了'],
        ['zhangwei', '误报'],
        ['limin', '已找到'],
        ['wangzhishu', '已处理'],
      ] as const) {
        expect(await world.say(who, text, '10:03')).toMatch(/转|确认/)
      }
      const open = await world.server.rt.database.db.findOneByOrFail(Case, { kind: 'help' })
      expect(open.state).toBe('open')
      expect(receivers(await world.arrived('10:04'))).toEqual([...ABOVE].sort())
      await world.say('quyu', '误报', '10:05')
      expect(receivers(await world.arrived('10:05'))).toEqual([...NEAR, 'qinglin'].sort())
      expect(await world.watch('10:10')).toEqual([])
    })

    it('passes on what the person says next; where they are, to everybody near', async () => {
      await start()
      await world.say('zhangwei', '求助', '10:00')
      await world.arrived('10:00')
      await world.say('zhangwei', '在三组河边', '10:02')
      const where = await world.arrived('10:02')
      expect(receivers(where)).toEqual([...NEAR, ...ABOVE].sort())
      expect(textTo(where, 'suhong')).toContain('三组河边')
      await world.standIn.locate('zhangwei', 25.2, 99.1, '三组水库', { at: world.at('10:02') })
      const place = await world.arrived('10:03')
      expect(receivers(place)).toEqual([...NEAR, ...ABOVE].sort())
      expect(textTo(place, 'limin')).toMatch(/三组水库.*25\.2000,99\.1000.*11公里/)
      expect(textTo(await world.watch('10:10'), 'quyu')).toContain('三组水库')
    })

    it('passes on a voice with its medium', async () => {
      await start()
      await world.say('zhangwei', '求助', '10:00')
      await world.arrived('10:00')
      await world.arrived('10:02')
      await world.standIn.voice('zhangwei', { at: world.at('10:02') })
      await world.arrived('10:02')
      expect(world.standIn.pushesTo('quyu').at(-1)?.msgtype).toBe('voice')
    })

    it('said again tells everybody the new words, and opens no second search', async () => {
      await start()
      await world.say('zhangwei', '求助', '10:00')
      await world.arrived('10:00')
      await world.say('zhangwei', '救命,水涨上来了', '10:04')
      expect(receivers(await world.arrived('10:04'))).toEqual([...NEAR, ...ABOVE].sort())
      expect(await world.server.rt.database.db.countBy(Case, { kind: 'help' })).toBe(1)
      expect(receivers(await world.watch('10:10'))).toEqual([...ABOVE].sort())
      expect(await world.watch('10:14')).toEqual([])
    })

    it('for another is about the other, who is not told', async () => {
      await start()
      await world.say('limin', '张书记被困在三组对岸,过不来', '10:00')
      const pushes = await world.arrived('10:00')
      expect(receivers(pushes)).toEqual(['quyu', 'qinglin', 'suhong', 'wangzhishu', 'zhaowen'].sort())
      expect(textTo(pushes, 'zhaowen')).toContain('张伟')
    })

    it('by the menu works as the typed word does', async () => {
      await start()
      await world.arrived('10:00')
      const { reply } = await world.standIn.click('zhangwei', 'help', { at: world.at('10:00') })
      expect(reply).toContain('120')
      expect(receivers(await world.arrived('10:00'))).toEqual([...NEAR, ...ABOVE].sort())
    })

    it('by a supervisor about somebody reaches that team', async () => {
      await start()
      await world.say('quyu', '丛岗村张伟被困在三组,快派人去救', '10:00')
      expect(receivers(await world.arrived('10:00'))).toEqual([
        'limin',
        'qinglin',
        'suhong',
        'wangzhishu',
        'zhaowen',
      ])
    })
  })

  describe('grave illness', () => {
    it('reaches all at once; those near read who, where and what happened, nothing more', async () => {
      await start()
      const reply = await world.say('limin', '我在村委会,胸口痛得厉害。请假条我明天再补', '22:30')
      expect(reply).toContain('120')
      const pushes = await world.arrived('22:30')
      expect(receivers(pushes)).toEqual(['qinglin', 'quyu', 'suhong', 'wangzhishu', 'zhangwei', 'zhaowen'])
      expect(textTo(pushes, 'wangzhishu')).toContain('胸口痛')
      expect(textTo(pushes, 'wangzhishu')).not.toContain('请假条')
      expect(textTo(pushes, 'qinglin')).toContain('胸口痛')
    })

    it('is not told again once it is taken', async () => {
      await start()
      await world.say('limin', '我高烧39度5', '10:00')
      await world.arrived('10:00')
      expect(receivers(await world.watch('10:30'))).toEqual([...ABOVE].sort())
      await world.say('qinglin', '我来找', '10:32')
      expect(receivers(await world.arrived('10:32'))).toEqual(['limin'])
      for (const clock of ['10:40', '11:00', '11:10']) expect(await world.watch(clock)).toEqual([])
    })
  })

  describe('illness', () => {
    const lines = () => world.server.rt.database.db.find(DigestLine, { order: { id: 'ASC' } })

    it('lasting three days is one care line, and the person is told so', async () => {
      await start()
      const reply = await world.say('limin', '感冒三天了,还在咳', '10:00')
      expect(reply).toContain('汇总')
      expect((await lines()).map(({ kind, text }) => [kind, text.includes('李敏')])).toEqual([['care', true]])
      expect(await world.arrived('10:00')).toEqual([])
    })

    it('said on three days within ten is one care line; again after seven days at the earliest', async () => {
      await start()
      for (const day of ['2026-07-06', '2026-07-09']) {
        expect(await world.say('limin', '感冒了,在村里', `${day} 10:00`)).not.toContain('汇总')
        expect(await world.say('limin', '感冒还没好', `${day} 15:00`)).not.toContain('汇总')
      }
      expect(await world.say('limin', '感冒还没好', '2026-07-13 10:00')).toContain('汇总')
      expect(await world.say('limin', '感冒还没好', '2026-07-14 10:00')).not.toContain('汇总')
      expect(await lines()).toHaveLength(1)
      await world.say('limin', '感冒还没好', '2026-07-19 10:00')
      expect(await lines()).toHaveLength(1)
      expect(await world.say('limin', '感冒还没好', '2026-07-20 10:00')).toContain('汇总')
      expect(await lines()).toHaveLength(2)
    })

    it('said on three days spread over eleven is none', async () => {
      await start()
      for (const day of ['2026-07-06', '2026-07-08', '2026-07-16'])
        await world.say('limin', '感冒了', `${day} 10:00`)
      expect(await lines()).toEqual([])
    })

    it('taken back leaves no line', async () => {
      await start()
      await world.say('limin', '感冒三天了', '10:00')
      await world.say('limin', '撤回', '10:01')
      expect(await lines()).toEqual([])
    })
  })
})
