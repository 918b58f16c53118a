import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { encryptMessage, innerXml, outerXml, signedQuery } from '../../src/standin/craft'
import { entities, Message } from '../../entities'
import type { Answer } from '../../src/standin/callbacks'
import { eachDatabase } from '../databases'
import { startWorld, type World } from '../world'

jest.setTimeout(90_000)

const IDLE = 2_000
const SLOW = 100

eachDatabase((name, _open, newPlace) => {
  describe('hostile load', () => {
    let world: World
    const sockets: Socket[] = []
    let dripping: NodeJS.Timeout | undefined
    beforeEach(async () => {
      world = await startWorld(newPlace)
    })
    afterEach(async () => {
      clearInterval(dripping)
      for (const socket of sockets.splice(0)) socket.destroy()
      await world.stop()
    })

    async function open(count: number, first = ''): Promise<Socket[]> {
      const opened: Socket[] = []
      for (let i = 0; i < count; i++) {
        const socket = connect(world.server.port, '127.0.0.1')
        socket.on('error', () => undefined)
        sockets.push(socket)
        opened.push(socket)
        await once(socket, 'connect')
        if (first !== '') socket.write(first)
      }
      return opened
    }
    /** As WeCom does: what has no answer within 5 s comes again, three times at most. */
    async function sayOne(userid: string, text: string, at: number): Promise<Answer> {
      let answer = await world.standIn.say(userid, text, { at })
      for (let times = 0; answer.status !== 200 && times < 3; times++)
        answer = await world.standIn.again(answer)
      return answer
    }
    const say = (count: number, clock: string) =>
      Promise.all(
        Array.from({ length: count }, (_, i) =>
          sayOne(['zhangwei', 'limin', 'duanli'][i % 3] ?? '', `走访${i + 1}户`, world.at(clock)),
        ),
      )
    const countMessages = () => world.server.rt.database.db.countBy(Message, {})
    const allRows = () => Promise.all(entities.map((entity) => world.server.rt.database.db.find(entity)))

    // What the sockets do has nothing to do with the database.
    const once1 = name === 'SQLite' ? it : it.skip

    once1(
      `${IDLE} idle connections and ${SLOW} bodies that hardly come keep nobody waiting, and are ended`,
      async () => {
        await open(IDLE)
        const head =
          'POST /wecom/callback?msg_signature=a&timestamp=1&nonce=b HTTP/1.1\r\nHost: x\r\nContent-Length: 600\r\n\r\n<xml>'
        const slow = await open(SLOW, head)
        dripping = setInterval(() => {
          for (const socket of slow) socket.write(' ')
        }, 500)
        const begun = Date.now()
        const ended = Promise.all(slow.map((socket) => once(socket.resume(), 'close')))
        for (const clock of ['10:00', '10:02', '10:04', '10:06']) {
          const answers = await say(9, clock)
          expect(answers.filter(({ status, reply }) => status !== 200 || reply === null)).toEqual([])
        }
        await ended
        expect(Date.now() - begun).toBeLessThan(30_000)
        expect(await countMessages()).toBe(36)
      },
    )

    it('a flood of bad signatures is refused, stores nothing and holds up nobody', async () => {
      const { keys, callbackUrl = '' } = world.standIn
      const encrypted = encryptMessage(keys, innerXml({ Content: randomBytes(200).toString('base64') }))
      const query = signedQuery({ ...keys, callbackToken: 'guessed' }, encrypted, 1_767_225_600).toString()
      const body = outerXml(keys, encrypted)
      const statuses = new Map<number, number>()
      async function knock(times: number): Promise<void> {
        for (let i = 0; i < times; i++) {
          const { status, body: rest } = await fetch(`${callbackUrl}?${query}`, { method: 'POST', body })
          await rest?.cancel()
          statuses.set(status, (statuses.get(status) ?? 0) + 1)
        }
      }
      const flood = Promise.all(Array.from({ length: 20 }, () => knock(20)))
      const answers = await say(9, '10:00')
      await flood
      expect([...statuses]).toEqual([[403, 400]])
      expect(answers.every(({ status, reply }) => status === 200 && reply !== null)).toBe(true)
      expect(await countMessages()).toBe(9)
    })

    it("a whole day's traffic brought again has no effect and the same replies", async () => {
      const at = (clock: string) => ({ at: world.at(clock) })
      const wire = world.standIn
      await world.arrived('20:00')
      const day: Answer[] = [
        await wire.event('zhangwei', 'enter_agent', { EventKey: '' }, at('08:10')),
        await wire.say('zhangwei', '我和李敏上山核图斑,6点前回,没信号', at('08:30')),
        await wire.say('limin', '核图斑12块,3块有争议', at('09:00')),
        await wire.picture('suhong', at('09:10')),
        await wire.click('duanli', 'in_village', at('09:20')),
        await wire.locate('pujian', 25.1, 99.1, '松坡村委会', at('09:30')),
        await wire.say('yanghai', '发烧39度,在宿舍', at('10:00')),
        await wire.say('duanli', '求助,我在松坡摔断了腿', at('10:30')),
        await wire.say('qinglin', '今天谁还没消息', at('11:00')),
        await wire.say('qinglin', '我来找', at('11:05')),
        await wire.say('qinglin', '已处理', at('11:30')),
        await wire.say('limin', '更正,核图斑15块', at('12:00')),
        await wire.say('suhong', '明天请假一天,孩子看病', at('12:10')),
        await wire.say('zhangwei', '撤回', at('12:20')),
        await wire.say('nobody', '我是谁', at('12:30')),
        ...(await say(12, '13:00')),
      ]
      await world.arrived('20:10')
      expect(day.filter(({ status }) => status !== 200)).toEqual([])
      const before = { rows: await allRows(), pushes: wire.pushes.length }
      const replayed = [...day].reverse()
      for (const each of replayed)
        expect(await wire.again(each)).toMatchObject({ status: 200, reply: each.reply })
      const together = await Promise.all(day.map((each) => wire.again(each)))
      expect(together.map(({ reply }) => reply)).toEqual(day.map(({ reply }) => reply))
      await world.arrived('20:20')
      expect({ rows: await allRows(), pushes: wire.pushes.length }).toEqual(before)
      expect(await countMessages()).toBe(day.length - 1)
    })
  })
})
