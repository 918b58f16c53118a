import { Case, CardUpdate, CheckIn, Message, OutboundMessage } from '../../entities'
import { deliver } from '../../src/jobs/deliver'
import { eachDatabase } from '../databases'
import { receivers, ROSTER, startWorld, type World } from '../world'

const MORE = `${ROSTER}qinlin2,秦岭,13800000022,乡镇管理员,青岭镇,,,,,,
`
/** Without a cadre who has no account, an alarm carries no link to forward. */
const ALL_REACHED = MORE.replace(',字有福,', 'ziyoufu,字有福,')

eachDatabase((_name, _open, newPlace) => {
  const db = (world: World) => world.server.rt.database.db
  const lastCase = async (world: World) => (await db(world).find(Case, { order: { id: 'DESC' } }))[0]
  const textTo = (pushes: readonly [string, string][], who: string) =>
    pushes
      .filter(([to]) => to === who)
      .map(([, text]) => text)
      .join('\n')

  /** A place sent from WeCom itself shows that cards are seen there. */
  async function proven(world: World, ...who: string[]) {
    for (const each of who)
      await world.standIn.locate(each, 25.1, 99.1, '村委会', { at: world.at('2026-06-30 08:00') })
    await world.arrived('07:30')
  }
  async function alarmed(world: World) {
    await world.say('duanli', '我们都在村里', '08:00')
    await world.say('yanghai', '在村', '08:00')
    for (const clock of ['09:00', '09:15', '09:30', '09:45']) await world.watch(clock)
    return world.watch('10:00')
  }
  const tap = async (world: World, who: string, button: string, clock: string) => {
    await world.arrived(clock)
    const answer = await world.standIn.tap(who, button, { at: world.at(clock) })
    const arrived = await world.arrived(clock)
    return { answer, arrived }
  }
  const shown = (world: World, who: string) => {
    const push = world.standIn
      .pushesTo(who)
      .filter(({ card }) => card)
      .at(-1)
    return JSON.stringify(push?.cardsOf?.[who] ?? push?.card ?? null)
  }

  describe('a card instead of a text', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace, { roster: ALL_REACHED })
    })
    afterEach(() => world.stop())

    it('asks and alarms those who were seen in WeCom in the last 30 days, and nobody else', async () => {
      await proven(world, 'wangzhishu', 'qinglin')
      await world.say('duanli', '我们都在村里', '08:00')
      await world.say('yanghai', '在村', '08:00')
      await world.watch('09:00')
      await world.watch('09:15')
      const asked = textTo(await world.watch('09:30'), 'wangzhishu')
      expect(asked).toContain('点一下就行')
      expect(asked).toContain('[在村里] [下组了] [不清楚]')
      await world.watch('09:45')
      const alarm = await world.watch('10:00')
      expect(textTo(alarm, 'qinglin')).toContain('[我来找] [知道了] [已找到]')
      expect(textTo(alarm, 'qinglin')).toContain('13800000001')
      expect(textTo(alarm, 'qinlin2')).toContain('『我来找』')
      const kinds = world.standIn.pushes.map(({ to, msgtype }) => `${to.join()} ${msgtype}`)
      expect(kinds).toContain('qinglin template_card')
      expect(kinds).toContain('qinlin2 text')
    })

    it('is not sent a month later, nor for a call for help', async () => {
      for (const who of ['qinglin', 'zhaowen'])
        await world.standIn.locate(who, 25.1, 99.1, '村委会', { at: world.at('2026-05-31 08:00') })
      await alarmed(world)
      expect(shown(world, 'qinglin')).toBe('null')
      await world.standIn.event(
        'qinglin',
        'template_card_menu_event',
        { EventKey: 'x', TaskId: 'y' },
        { at: world.at('10:05') },
      )
      await world.say('limin', '救命,张伟摔下山崖了', '10:10')
      expect(textTo(await world.arrived('10:10'), 'qinglin')).toContain('求助')
      expect(shown(world, 'qinglin')).toBe('null')
    })

    it('falls back to the text when WeCom refuses it', async () => {
      await proven(world, 'qinglin')
      await world.say('duanli', '我们都在村里', '08:00')
      await world.say('yanghai', '在村', '08:00')
      for (const clock of ['09:00', '09:15', '09:30', '09:45']) await world.watch(clock)
      world.standIn.failNext(1, { errcode: 42014 }, 'message/send template_card')
      const alarm = await world.watch('10:00')
      expect(receivers(alarm)).toEqual(['qinglin', 'qinlin2'])
      expect(textTo(alarm, 'qinglin')).toContain('『我来找』')
    })

    it('stays a text where a link has to be forwarded', async () => {
      await world.stop()
      world = await startWorld(newPlace, { roster: MORE, publicUrl: 'https://zaicun.example.com' })
      await proven(world, 'qinglin')
      expect(textTo(await alarmed(world), 'qinglin')).toContain('长按转发')
    })
  })

  describe('a tap', () => {
    let world: World
    beforeEach(async () => {
      world = await startWorld(newPlace, { roster: ALL_REACHED })
    })
    afterEach(() => world.stop())

    it('on 我来找 takes the case as the word does; the card becomes a new one, the others say who has it', async () => {
      await proven(world, 'qinglin', 'qinlin2')
      await alarmed(world)
      const { answer } = await tap(world, 'qinglin', '我来找', '10:05')
      expect(answer).toMatchObject({ status: 200, reply: null })
      expect((await lastCase(world))?.ownerId).not.toBeNull()
      expect(shown(world, 'qinglin')).toMatch(/由您来跟.*已找到.*误报.*交给别人/s)
      expect(shown(world, 'qinlin2')).toContain('秦琳在跟')
      await tap(world, 'qinglin', '已找到', '10:20')
      expect((await lastCase(world))?.outcome).toBe('found')
      expect(shown(world, 'qinglin')).toContain('了结')
    })

    it('on 交给别人 hands it over', async () => {
      await proven(world, 'qinglin')
      await alarmed(world)
      await tap(world, 'qinglin', '我来找', '10:05')
      await tap(world, 'qinglin', '交给别人', '10:06')
      expect(shown(world, 'qinglin')).toContain('交给哪一位')
      expect(await world.say('qinglin', '秦岭', '10:07')).toContain('交给秦岭了')
      expect(receivers(await world.arrived('10:07'))).toEqual(['qinlin2'])
    })

    it('answers about the case of its own card, whatever else is open', async () => {
      await proven(world, 'qinglin')
      for (const clock of ['09:00', '09:15', '09:30', '09:45', '10:00']) await world.watch(clock)
      const cards = world.standIn.pushesTo('qinglin').filter(({ card }) => card)
      expect(cards).toHaveLength(3)
      const [push] = cards.filter(({ text }) => text.includes('松坡村'))
      if (push === undefined) throw new Error('no card about 松坡村')
      await world.standIn.tap('qinglin', '知道了', { at: world.at('10:05'), push })
      const seen = await db(world).find(OutboundMessage, { where: { purpose: 'alarm' } })
      const marked = seen.filter(({ seenAt, text }) => seenAt !== null && text.includes('松坡村'))
      expect(marked).toHaveLength(1)
      expect(seen.filter(({ seenAt }) => seenAt !== null)).toHaveLength(1)
    })

    it('on a question is the spoken answer: it settles the morning and is kept as said', async () => {
      await proven(world, 'wangzhishu')
      await world.say('duanli', '我们都在村里', '08:00')
      await world.say('yanghai', '在村', '08:00')
      for (const clock of ['09:00', '09:15', '09:30']) await world.watch(clock)
      const { arrived } = await tap(world, 'wangzhishu', '下组了', '09:35')
      expect((await lastCase(world))?.state).toBe('closed')
      expect(textTo(arrived, 'limin')).toContain('王国平')
      expect(shown(world, 'wangzhishu')).toContain('收到')
      const said = await db(world).find(CheckIn)
      expect(said.map(({ status, source }) => [status, source])).toEqual(
        expect.arrayContaining([['field', 'cadre']]),
      )
      const [message] = await db(world).find(Message, { order: { id: 'DESC' } })
      expect(message?.text).toBe('下组了')
    })

    it('of a mate on 回来了 names who is back', async () => {
      await proven(world, 'limin')
      await world.say('suhong', '张书记上山了,12点回', '09:00')
      await world.watch('12:30')
      expect(textTo(await world.watch('12:45'), 'limin')).toContain('[回来了] [还在山上] [不清楚]')
      await tap(world, 'limin', '回来了', '12:50')
      const returns = await db(world).findBy(Case, { kind: 'return' })
      expect(returns.map(({ state }) => state)).toEqual(['closed'])
      const [message] = await db(world).find(Message, { order: { id: 'DESC' } })
      expect(message?.text).toBe('张伟回来了')
    })

    it('delivered again has no second effect', async () => {
      await proven(world, 'qinglin')
      await alarmed(world)
      const { answer } = await tap(world, 'qinglin', '我来找', '10:05')
      const before = [await db(world).count(Message), await db(world).count(CardUpdate)]
      await world.standIn.again(answer)
      expect(await world.arrived('10:06')).toEqual([])
      expect([await db(world).count(Message), await db(world).count(CardUpdate)]).toEqual(before)
    })

    it('gets its answer as a text when the card cannot be changed', async () => {
      await proven(world, 'qinglin')
      await alarmed(world)
      world.standIn.failNext(1, { errcode: 40058 }, 'message/update_template_card')
      const { arrived } = await tap(world, 'qinglin', '我来找', '10:05')
      expect(textTo(arrived, 'qinglin')).toContain('由您来跟')
      expect(await db(world).countBy(CardUpdate, { state: 'failed' })).toBe(1)
    })

    it('on a card that is over says so, and is a voice all the same', async () => {
      await proven(world, 'zhaowen', 'limin')
      await world.say('duanli', '我们都在村里', '08:00')
      await world.say('yanghai', '在村', '08:00')
      await world.watch('09:00')
      expect(shown(world, 'limin')).toContain('在村里')
      const push = world.standIn
        .pushesTo('limin')
        .filter(({ card }) => card)
        .at(-1)
      const card = { ...push?.card }
      await world.say('suhong', '都在村里', '09:05')
      await world.arrived('09:05')
      // The buttons are inert by now.
      expect(shown(world, 'limin')).toContain('已有消息')
      const elements = {
        EventKey: 'here',
        TaskId: String(card['task_id']),
        CardType: 'button_interaction',
        ResponseCode: 'x',
      }
      await world.standIn.event('limin', 'template_card_event', elements, { at: world.at('09:06') })
      expect(textTo(await world.arrived('09:06'), 'limin')).toContain('已经了结')
    })

    it('is tried again when WeCom is busy', async () => {
      await proven(world, 'qinglin')
      await alarmed(world)
      world.standIn.failNext(1, { errcode: -1 }, 'message/update_template_card')
      await tap(world, 'qinglin', '我来找', '10:05')
      expect(shown(world, 'qinglin')).not.toContain('由您来跟')
      await deliver(world.server.rt, world.server.client, world.at('10:07'), {
        machine: () => world.at('10:07'),
        newId: () => 'again',
      })
      expect(shown(world, 'qinglin')).toContain('由您来跟')
    })
  })
})
