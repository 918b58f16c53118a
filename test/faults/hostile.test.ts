import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { encryptMessage, innerXml, outerXml, signedQuery } from '../../src/standin/craft'
import { entities, Message, WorkItem } from '../../entities'
import type { Answer } from '../../src/standin/callbacks'
import { eachDatabase } from '../databases'
import { startWorld, type World } from '../world'

jest.setTimeout(90_000)

const IDLE = 2_000
const SLOW = 100

type Spoil = (xml: string) => string

const beforeEnd = (more: string) => (xml: string) => xml.replace('</xml>', `${more}</xml>`)

/** What may be wrong with a document that is otherwise sound. */
const SPOILT: Record<string, Spoil> = {
  'huge: more than 64 KiB': beforeEnd(' '.repeat(64 * 1024)),
  'cut short': (xml) => xml.slice(0, -6),
  'closed twice': (xml) => `${xml}</xml>`,
  'deeply nested': beforeEnd('<a>'.repeat(5_000) + '</a>'.repeat(5_000)),
  'with entities of entities': (xml) =>
    `<!DOCTYPE xml [<!ENTITY a "在"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>${beforeEnd('<c>&b;</c>')(xml)}`,
  'with an unknown entity': beforeEnd('<c>&b;</c>'),
  'with a file outside': (xml) => `<!DOCTYPE xml [<!ENTITY a SYSTEM "file:///etc/passwd">]>${xml}`,
}

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

    // What a message meets before it is stored has nothing to do with the database.
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

    once1(
      'bodies that are huge, cut, deeply nested or laden with entities are refused, store nothing and hold up nobody',
      async () => {
        const { keys, callbackUrl = '' } = world.standIn
        const words = { ToUserName: keys.corpId, FromUserName: 'limin', CreateTime: world.at('09:00') / 1000 }
        const inner = innerXml({
          ...words,
          MsgType: 'text',
          Content: '在村',
          MsgId: 1,
          AgentID: keys.agentId,
        })
        const statuses = new Map<string, Set<number>>()
        // Each is a message like any other but for what is wrong with it, signed as WeCom signs.
        async function bring(
          what: string,
          spoilInner: Spoil | null,
          spoilOuter: Spoil | null,
        ): Promise<void> {
          const encrypted = encryptMessage(keys, spoilInner?.(inner) ?? inner)
          const query = signedQuery(keys, encrypted, 1_767_225_600).toString()
          const outer = outerXml(keys, encrypted)
          const body = spoilOuter?.(outer) ?? outer
          const { status, body: rest } = await fetch(`${callbackUrl}?${query}`, { method: 'POST', body })
          await rest?.cancel()
          statuses.set(what, (statuses.get(what) ?? new Set()).add(status))
        }
        const brought = Array.from({ length: 10 }, () =>
          Object.entries(SPOILT).flatMap(([what, spoil]) => [
            bring(`${what}, outside`, null, spoil),
            bring(`${what}, inside`, spoil, null),
          ]),
        ).flat()
        const answers = await say(9, '10:00')
        await Promise.all(brought)
        for (const [what, seen] of statuses)
          expect([what, ...seen]).toEqual([what, what.startsWith('huge') ? 413 : 400])
        expect(statuses.size).toBe(2 * Object.keys(SPOILT).length)
        expect(answers.every(({ status, reply }) => status === 200 && reply !== null)).toBe(true)
        expect(await countMessages()).toBe(9)
      },
    )

    once1(
      'a flood from one sender is stored and understood, the reply left out, and help works all the while',
      async () => {
        await world.say('limin', '你好', '09:00')
        await world.arrived('09:30')
        const flood = Array.from({ length: 50 }, (_, i) =>
          sayOne('limin', `走访${i + 1}户`, world.at('10:00')),
        )
        const [others, ...answers] = await Promise.all([say(1, '10:00'), ...flood])
        const call = await sayOne('limin', '求助,塌方了,我被困住了', world.at('10:00'))
        expect(others[0]?.reply).toContain('走访')
        expect(call.reply).toContain('120')
        expect(answers.every(({ status }) => status === 200)).toBe(true)
        const said = answers.flatMap(({ reply }) => reply ?? [])
        expect(said.filter((reply) => reply.includes('消息有点多'))).toHaveLength(1)
        expect(said).toHaveLength(31)
        expect((await world.arrived('10:02')).map(([who]) => who)).toEqual(
          expect.arrayContaining(['qinglin', 'quyu']),
        )
        expect(await countMessages()).toBe(53)
        expect(await world.server.rt.database.db.countBy(WorkItem, {})).toBe(51)
      },
    )

    once1('the worst texts that fit into a body keep nobody waiting', async () => {
      const spent = async (piece: string, bytes: number) => {
        const text = piece.repeat(bytes / Buffer.byteLength(piece))
        const begun = process.cpuUsage()
        const answers = [await sayOne('suhong', text, world.at('10:00')), ...(await say(2, '10:00'))]
        expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
        return process.cpuUsage(begun).user
      }
      const least = async (piece: string, bytes: number) =>
        Math.min(await spent(piece, bytes), await spent(piece, bytes))
      await spent('今天下组走访。', 45_000)
      // Four times the text takes four times as long; sixteen times, were each character held against all others.
      for (const piece of ['三', '5月', '12户', '张书记、', '1.']) {
        const growth = (await least(piece, 45_000)) / (await least(piece, 11_250))
        expect([piece, growth < 9]).toEqual([piece, true])
      }
      expect(await countMessages()).toBe(63)
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
