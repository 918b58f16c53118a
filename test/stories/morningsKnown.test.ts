import { eachDatabase } from '../databases'
import { receivers, startWorld, type World } from '../world'

/** Says each of these at its time, then looks at nine: whose team is asked? */
const DAY = '2026-07-01'
const BEFORE = '2026-06-30'

type Play = (world: World, clock: string) => Promise<unknown>
const says =
  (who: string, text: string): Play =>
  (world, clock) =>
    world.say(who, text, clock)
const event =
  (who: string, name: string, elements: Record<string, string | number> = {}): Play =>
  (world, clock) =>
    world.standIn.event(who, name, elements, { at: world.at(clock) })

eachDatabase((_name, _open, newPlace) => {
  describe('a team is known', () => {
    let world: World
    beforeAll(async () => {
      world = await startWorld(newPlace, { day: BEFORE })
    })
    afterAll(() => world.stop())

    /** Each story has a working day of its own; the other two teams speak, so that only 丛岗村 can be asked. */
    const days = [
      ...['2026-07-01', '2026-07-03', '2026-07-07', '2026-07-09', '2026-07-13', '2026-07-15', '2026-07-17'],
      ...['2026-07-21', '2026-07-23', '2026-07-27', '2026-07-29', '2026-07-31', '2026-08-04', '2026-08-06'],
      ...['2026-08-10', '2026-08-12', '2026-08-14', '2026-08-18', '2026-08-20', '2026-08-24', '2026-08-26'],
      ...['2026-08-28', '2026-09-01', '2026-09-03', '2026-09-07', '2026-09-09', '2026-09-11', '2026-09-15'],
    ]
    let next = 0

    /** Plays on the morning of a day and gives who is asked at nine. */
    async function askedAfter(play: Play): Promise<string[]> {
      const day = days[next++] ?? DAY
      await world.say('duanli', '我们都在村里', `${day} 07:30`)
      await world.say('yanghai', '在村', `${day} 07:30`)
      await play(world, `${day} 08:10`)
      const asked = receivers(await world.watch(`${day} 09:00`))
      await world.say('suhong', '在村', `${day} 09:30`)
      await world.arrived(`${day} 09:30`)
      return asked
    }

    it.each<[string, Play]>([
      ['a text of anyone in it, whatever it says', says('suhong', '哈哈')],
      ['a question', says('limin', '今天谁请假')],
      ['the word 隐私', says('limin', '隐私')],
      ['a voice', (w, clock) => w.standIn.voice('limin', { at: w.at(clock) })],
      ['a picture', (w, clock) => w.standIn.picture('limin', { at: w.at(clock) })],
      ['a place', (w, clock) => w.standIn.locate('limin', 25.1, 99.1, '丛岗村', { at: w.at(clock) })],
      [
        'a place from the menu',
        (w, clock) => w.standIn.selectLocation('limin', 25.1, 99.1, '', { at: w.at(clock) }),
      ],
      ['a menu click of ours', (w, clock) => w.standIn.click('limin', 'in_village', { at: w.at(clock) })],
      ['a tap on a card', event('limin', 'template_card_event', { EventKey: 'x', TaskId: 't1' })],
      ['a village cadre who says where it is', says('zhaowen', '他们在村里')],
      ['a village cadre who names one of its people', says('wangzhishu', '李敏上山了')],
      ['a village cadre who says they are safe', says('wangzhishu', '工作队都平安')],
    ])('by %s', async (_what, play) => {
      expect(await askedAfter(play)).toEqual([])
    })

    it.each<[string, Play]>([
      ['entering the application', event('limin', 'enter_agent')],
      ['a position reported by the phone', event('limin', 'LOCATION', { Latitude: 25, Longitude: 99 })],
      ['opening a link of the menu', event('limin', 'view', { EventKey: 'https://example.com' })],
      ['scanning', event('limin', 'scancode_push', { EventKey: 'x' })],
      ['subscribing', event('limin', 'subscribe')],
      [
        'a change of the address book',
        event('limin', 'change_contact', { ChangeType: 'update_user', UserID: 'limin' }),
      ],
      ['a click on a menu that is not ours', event('limin', 'click', { EventKey: 'something_else' })],
      ['a village cadre who has not seen them', says('wangzhishu', '今天没见到他们')],
      ['a village cadre who does not know', says('wangzhishu', '不知道')],
      ['a village cadre who says 收到', says('wangzhishu', '收到')],
      ['a village cadre who asks', says('wangzhishu', '工作队在哪')],
      ['a village cadre who speaks of himself', says('wangzhishu', '我在村里')],
      ['a village cadre who speaks of another', says('wangzhishu', '赵文在村里')],
      ['a village cadre who says where they will be next week', says('wangzhishu', '工作队下周一去区里培训')],
      ['a supervisor who asks', says('qinglin', '丛岗村工作队在哪')],
    ])('but not by %s', async (_what, play) => {
      expect(await askedAfter(play)).toEqual(['limin', 'suhong'])
    })
  })
})
