import {
  Case,
  Feedback,
  HelpCall,
  LocationNote,
  Message,
  OutboundMessage,
  Person,
  Posting,
  statements,
  WorkItem,
} from '../../entities'
import { createIntake } from '../../src/intake'
import { eachDatabase } from '../databases'
import { startWorld, type World } from '../world'

eachDatabase((_name, _open, newPlace) => {
  let world: World
  afterEach(() => world.stop())
  const start = async () => {
    world = await startWorld(newPlace)
  }
  const db = () => world.server.rt.database.db
  const at = (clock: string) => ({ at: world.at(clock) })
  async function rows(): Promise<number> {
    let total = 0
    for (const entity of [Message, Case, OutboundMessage, ...statements]) total += await db().count(entity)
    return total
  }

  describe('a delivery that comes again', () => {
    it('has the same reply and no second effect, whatever its kind', async () => {
      await start()
      await world.arrived('10:00')
      const { standIn } = world
      const first = [
        await standIn.say('limin', '走访5户,感冒三天了', at('10:00')),
        await standIn.say('limin', '更正,走访6户', at('10:00')),
        await standIn.say('limin', '撤回', at('10:00')),
        await standIn.say('zhangwei', '上山核图斑,今天下午6点前回,没信号', at('10:00')),
        await standIn.say('suhong', '求助', at('10:00')),
        await standIn.say('suhong', '没见到张书记', at('10:00')),
        await standIn.say('qinglin', '我来找', at('10:00')),
        await standIn.say('qinglin', '丛岗村张伟在哪', at('10:00')),
        await standIn.say('pujian', '意见:太早了', at('10:00')),
        await standIn.voice('duanli', at('10:00')),
        await standIn.picture('duanli', at('10:00')),
        await standIn.message('duanli', 'video', { MediaId: 'm1', ThumbMediaId: 't1' }, at('10:00')),
        await standIn.message('duanli', 'link', { Title: '通知', Url: 'https://example.com' }, at('10:00')),
        await standIn.locate('yanghai', 25.11, 99.1, '岔河村', at('10:00')),
        await standIn.click('yanghai', 'in_village', at('10:00')),
        await standIn.selectLocation('yanghai', 25.1, 99.1, '岔河', at('10:00')),
        await standIn.event('yanghai', 'template_card_event', { EventKey: 'x', TaskId: 't1' }, at('10:00')),
        await standIn.event('yanghai', 'enter_agent', {}, at('10:00')),
      ]
      await world.arrived('10:00')
      const before = await rows()
      for (const answer of first) {
        const again = await standIn.again(answer)
        expect([again.status, again.reply]).toEqual([200, answer.reply])
      }
      expect(await world.arrived('10:00')).toEqual([])
      expect(await rows()).toBe(before)
    })

    it('at the same moment is stored once', async () => {
      await start()
      await world.arrived('10:00')
      const answer = await world.standIn.say('limin', '你好', at('10:00'))
      const xml = answer.xml.replaceAll(answer.msgid, `${answer.msgid}9`).replace('你好', '走访5户')
      const replies = await Promise.all([1, 2, 3, 4, 5].map(() => world.standIn.deliver(xml)))
      expect(new Set(replies.map(({ reply }) => reply)).size).toBe(1)
      expect(replies[0]?.reply).toContain('5户')
      expect(await db().countBy(Message, { text: '走访5户' })).toBe(1)
    })
  })

  describe('events without words', () => {
    it.each([
      ['enter_agent', {}],
      ['LOCATION', { Latitude: '25.1', Longitude: '99.1', Precision: '30' }],
      ['view', { EventKey: 'https://example.com' }],
      ['view_miniprogram', { EventKey: 'pages/index' }],
      ['scancode_push', { EventKey: 'scan' }],
      ['scancode_waitmsg', { EventKey: 'scan' }],
      ['pic_sysphoto', { EventKey: 'photo' }],
      ['pic_photo_or_album', { EventKey: 'photo' }],
      ['pic_weixin', { EventKey: 'photo' }],
    ])('%s gets an empty body and only proves a phone in use', async (event, elements) => {
      await start()
      await world.arrived('10:00')
      const answer = await world.standIn.event('limin', event, elements, at('10:00'))
      expect([answer.status, answer.reply]).toEqual([200, null])
      expect(await rows()).toBe(0)
      const person = await db().findOneByOrFail(Person, { userid: 'limin' })
      expect(person.lastHeardAt).toBe(world.at('10:00'))
    })

    it.each([
      ['subscribe', {}],
      ['unsubscribe', {}],
      ['change_contact', { ChangeType: 'update_user', UserID: 'limin' }],
      ['batch_job_result', { JobId: 'j1' }],
      ['something_new', { EventKey: 'x' }],
      ['click', { EventKey: 'of_another_menu' }],
    ])('%s has no effect at all', async (event, elements) => {
      await start()
      await world.arrived('10:00')
      const answer = await world.standIn.event('limin', event, elements, at('10:00'))
      expect([answer.status, answer.reply]).toEqual([200, null])
      expect(await rows()).toBe(0)
      expect((await db().findOneByOrFail(Person, { userid: 'limin' })).lastHeardAt).toBeNull()
    })

    it('a kind of message nobody knows has no effect', async () => {
      await start()
      await world.arrived('10:00')
      const answer = await world.standIn.message('limin', 'hologram', { Content: '在村里' }, at('10:00'))
      expect([answer.status, answer.reply]).toEqual([200, null])
      expect(await rows()).toBe(0)
    })
  })

  describe('the menu', () => {
    it.each([
      ['in_village', '在村'],
      ['field', '下组入户'],
      ['no_signal', '现在上山,山上没信号'],
      ['back', '回来了,在村'],
      ['safe', '平安'],
      ['help', '求助'],
      ['my_log', '我的日志'],
      ['privacy', '隐私'],
      ['feedback', '意见'],
    ])('%s works as the typed word does', async (key, typed) => {
      await start()
      for (const who of ['limin', 'suhong']) await world.say(who, '你好', '09:00')
      await world.arrived('10:00')
      const clicked = await world.standIn.click('limin', key, at('10:00'))
      const said = await world.standIn.say('suhong', typed, at('10:00'))
      const plain = (reply: string | null) => (reply ?? '').replaceAll(/李敏|苏红|1380000000[23]/g, '某')
      expect(plain(clicked.reply)).toBe(plain(said.reply))
      expect(clicked.reply).not.toBe('')
    })
  })

  describe('the first contact', () => {
    it('gets the welcome before the answer, once in a posting', async () => {
      await start()
      const reply = (await world.say('limin', '在村里', '10:00')) ?? ''
      expect(reply).toMatch(/^李敏您好[^]*收到,您在村里/)
      for (const piece of ['隐私', '意见', '看得到', '一年']) expect(reply).toContain(piece)
      expect(await world.say('limin', '在村里', '10:01')).not.toContain('李敏您好')
      // Entering says nothing: the welcome waits for the first word.
      await world.standIn.event('suhong', 'enter_agent', {}, at('10:01'))
      expect(await world.say('suhong', '1', '10:02')).toContain('苏红您好')
      expect(await world.say('qinglin', '今天情况', '10:02')).toContain('秦琳您好')
    })

    it('in need reads what to call; the welcome comes later', async () => {
      await start()
      expect(await world.say('limin', '救命', '10:00')).not.toContain('李敏您好')
      expect(await world.say('limin', '在三组桥头', '10:01')).not.toContain('李敏您好')
      await world.say('quyu', '已处理', '11:00')
      expect(await world.say('limin', '在村里', '12:00')).toContain('李敏您好')
    })
  })

  describe('a place', () => {
    it.each(['locate', 'selectLocation'] as const)(
      '%s is kept with its distance to the village',
      async (how) => {
        await start()
        await world.say('limin', '你好', '09:00')
        await world.arrived('10:00')
        const { reply } = await world.standIn[how]('limin', 25.127, 99.1, '三组水库', at('10:00'))
        expect(reply).toContain('离丛岗村约3公里')
        const [note] = await db().find(LocationNote)
        expect([note?.latitude, note?.longitude, note?.distanceKm, note?.label]).toEqual([
          25.127,
          99.1,
          3,
          '三组水库',
        ])
      },
    )

    it('has no distance where the village has no coordinates', async () => {
      await start()
      await world.arrived('10:00')
      const { reply } = await world.standIn.locate('duanli', 25.1, 99.1, '松坡', at('10:00'))
      expect(reply).not.toContain('公里')
      expect(reply).toContain('位置收到')
    })
  })

  describe('what cannot be read', () => {
    it('is a sign of life, never a reason to ask for typing', async () => {
      await start()
      for (const who of ['limin', 'wangzhishu']) await world.say(who, '你好', '09:00')
      await world.arrived('10:00')
      const { standIn } = world
      expect((await standIn.voice('limin', at('10:00'))).reply).toContain('听到您有话,知道您在了')
      expect((await standIn.voice('wangzhishu', at('10:00'))).reply).toContain('听到您有话')
      expect((await standIn.picture('limin', at('10:00'))).reply).toContain('图收到')
      expect(
        (await standIn.message('limin', 'video', { MediaId: 'm', ThumbMediaId: 't' }, at('10:00'))).reply,
      ).toContain('视频收到')
      expect(
        (await standIn.message('limin', 'link', { Title: 'x', Url: 'https://e.com' }, at('10:00'))).reply,
      ).toContain('链接收到')
      expect((await standIn.voice('limin', at('10:00'))).reply).not.toMatch(/打字|输入|文字/)
    })
  })

  describe('above thirty messages a minute', () => {
    it('are stored and understood; the reply is left out after one polite line, and help works', async () => {
      await start()
      await world.say('limin', '你好', '09:00')
      await world.arrived('10:00')
      const replies: (string | null)[] = []
      for (let n = 1; n <= 35; n++) {
        const time = { at: world.at('10:00') + n * 1000 }
        replies.push((await world.standIn.say('limin', `走访${n}户`, time)).reply)
      }
      expect(replies.slice(0, 30).every((reply) => reply?.includes('户'))).toBe(true)
      expect(replies[30]).toContain('消息有点多')
      expect(replies.slice(31)).toEqual([null, null, null, null])
      expect(await db().countBy(Message, { kind: 'text', carriedFacts: true })).toBe(35)
      const help = await world.standIn.say('limin', '求助', { at: world.at('10:00') + 40_000 })
      expect(help.reply).toContain('120')
      expect(await db().count(HelpCall)).toBe(1)
      // Somebody else is answered all the while, and so is he a minute later.
      expect(
        (await world.standIn.say('suhong', '在村里', { at: world.at('10:00') + 41_000 })).reply,
      ).not.toBeNull()
      expect(await world.say('limin', '意见:谢谢', '10:05')).not.toBeNull()
      expect(await db().count(Feedback)).toBe(1)
    })

    it('written over hours and arriving together are all answered', async () => {
      await start()
      await world.say('limin', '你好', '09:00')
      await world.arrived('13:00')
      for (let n = 1; n <= 40; n++) {
        const time = { at: world.at('10:00') + n * 120_000 }
        expect((await world.standIn.say('limin', `走访${n}户`, time)).reply).toContain('户')
      }
    })
  })

  describe('the time of a message', () => {
    it('is its CreateTime, and its arrival when that lies more than five minutes ahead', async () => {
      await start()
      await world.arrived('10:00')
      for (const [text, clock] of [
        ['走访1户', '09:00'],
        ['走访2户', '10:05'],
        ['走访3户', '10:06'],
        ['走访4户', '23:00'],
      ] as const)
        await world.standIn.say('limin', text, at(clock))
      const kept = await db().find(Message, { order: { id: 'ASC' } })
      expect(kept.map((m) => m.at)).toEqual(['09:00', '10:05', '10:00', '10:00'].map(world.at))
    })
  })

  describe('a message whose handling fails', () => {
    const yanghai = async () => {
      const { id } = await db().findOneByOrFail(Person, { userid: 'yanghai' })
      const posting = await db().findOneByOrFail(Posting, { personId: id })
      return { teamId: posting.villageId ?? 0 }
    }

    /** A search that cannot be read: its ladder is no JSON. */
    async function poison() {
      await start()
      await world.watch('09:00')
      const { teamId } = await yanghai()
      await db().query(`UPDATE search_case SET ladder = 'no ladder at all' WHERE villageId = ${teamId}`)
    }

    it('is stored as a sign of life with a plain reply, and does not come again', async () => {
      await poison()
      const answer = await world.standIn.say('yanghai', '走访5户', at('09:00'))
      expect([answer.status, answer.reply]).toEqual([200, expect.stringContaining('存下了')])
      expect(await db().countBy(Message, { text: '走访5户', voice: true })).toBe(1)
      expect((await world.standIn.again(answer)).reply).toBe(answer.reply)
      expect(await db().countBy(Message, { text: '走访5户' })).toBe(1)
    })

    it('that calls for help reaches everybody it can', async () => {
      await poison()
      const answer = await world.standIn.say('yanghai', '我被困在山上了,救命', at('09:00'))
      expect(answer.reply).toMatch(/120.*告诉3个人/)
      const pushes = await world.arrived('09:00')
      expect(pushes.map(([who]) => who).sort()).toEqual(['hezhishu', 'qinglin', 'quyu'])
      expect(pushes[0]?.[1]).toContain('我被困在山上了,救命')
    })

    it('holds up nobody else, nor the searches for others', async () => {
      await poison()
      await world.say('zhangwei', '上山核图斑,下午6点前回', '09:10')
      expect((await world.watch('18:30')).map(([who]) => who)).toContain('zhangwei')
    })
  })

  describe('many at once', () => {
    it('are each stored and answered, one sender’s in the order in which they came', async () => {
      await start()
      const senders = ['zhangwei', 'limin', 'suhong', 'duanli', 'pujian', 'yanghai', 'wangzhishu', 'zhaowen']
      for (const who of senders) await world.say(who, '你好', '09:00')
      await world.arrived('10:00')
      const burst = [1, 2, 3, 4, 5, 6].flatMap((n) => senders.map((who) => ({ who, n })))
      const answers = await Promise.all(
        burst.map(async ({ who, n }) => ({
          who,
          n,
          ...(await world.standIn.say(who, `张书记在${n}组`, at('10:00'))),
        })),
      )
      expect(answers.every(({ status, reply }) => status === 200 && reply !== null)).toBe(true)
      expect(await db().countBy(Message, { kind: 'text' })).toBe(senders.length * 7)
    })

    it('of one sender in one moment are each read with those before it, one that comes twice counting once', async () => {
      await start()
      await world.say('limin', '你好', '09:00')
      const machine = () => world.at('10:00')
      const take = createIntake(world.server.rt, { kick: () => undefined, machine })
      const say = (text: string, key = text) =>
        take({ key: `m:${key}`, from: 'limin', at: world.at('10:00'), content: { kind: 'text', text } })
      const texts = ['走访5户', '更正,走访6户', '下午6点前回', '撤回']
      const replies = await Promise.all([...texts.map((text) => say(text)), say('走访5户')])
      expect(replies[1]).toContain('6户')
      expect(replies[3]).toContain('下午6点前回')
      expect(replies[4]).toBe(replies[0])
      expect(await db().countBy(Message, { kind: 'text' })).toBe(5)
      const counted = await db().find(WorkItem, { order: { id: 'ASC' } })
      expect(counted.map(({ count, supersededAt }) => [count, supersededAt === null])).toEqual([
        [5, false],
        [6, true],
      ])
    })
  })
})
