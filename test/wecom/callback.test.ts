import { decrypt } from '@wecom/crypto'
import { startStandIn, type StandIn } from '../../src/standin'
import { encryptMessage, innerXml, newKeys, signedQuery } from '../../src/standin/craft'
import { startCallback } from './server'

const NOW = Date.parse('2026-03-02T08:30:00+08:00')

type Callback = Awaited<ReturnType<typeof startCallback>>
let server: Callback
let wecom: StandIn
let answer: (text: string) => Promise<string | null>

beforeAll(async () => {
  server = await startCallback(({ content }) => answer(content.kind === 'text' ? content.text : content.kind))
  wecom = await startStandIn({
    members: [{ userid: 'LinXia', name: '林夏' }],
    keys: server.keys,
    callbackUrl: server.url,
    now: () => NOW,
  })
})
afterAll(async () => {
  await wecom.stop()
  await server.stop()
})
beforeEach(() => {
  answer = () => Promise.resolve(null)
  server.received.length = 0
  server.log.lines.length = 0
})

describe('the URL check', () => {
  it("reads Tencent's published example", async () => {
    const published = await startCallback(undefined, {
      ...newKeys(),
      corpId: 'wx5823bf96d3bd56c7',
      callbackToken: 'QDG6eK',
      callbackAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
    })
    const query =
      'msg_signature=5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3&timestamp=1409659589&nonce=263014780&echostr='
    const echostr = 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ=='
    for (const written of [encodeURIComponent(echostr), echostr]) {
      const response = await fetch(`${published.url}?${query}${written}`)
      expect([response.status, await response.text()]).toEqual([200, '1616140317555161061'])
      expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
    }
    await published.stop()
  })

  it.each([
    ['without echostr', 400, (q: URLSearchParams) => q.delete('echostr')],
    ['with two echostr', 400, (q: URLSearchParams) => q.append('echostr', 'x')],
    ['with another echostr', 403, (q: URLSearchParams) => q.set('echostr', 'YWJj')],
    ['without nonce', 400, (q: URLSearchParams) => q.delete('nonce')],
  ])('%s is refused with %i', async (_, status, spoil) => {
    const echostr = encryptMessage(server.keys, '42')
    const query = signedQuery(server.keys, echostr, NOW / 1000)
    query.set('echostr', echostr)
    spoil(query)
    expect((await fetch(`${server.url}?${query.toString()}`)).status).toBe(status)
  })

  it('of another corp is refused with 403', async () => {
    const echostr = encryptMessage(server.keys, '42', 'ww_other')
    const query = signedQuery(server.keys, echostr, NOW / 1000)
    query.set('echostr', echostr)
    expect((await fetch(`${server.url}?${query.toString()}`)).status).toBe(403)
  })
})

describe('the passive reply', () => {
  it.each([
    ['plain', '收到,您在村里。', '收到,您在村里。'],
    ['with the end of a CDATA section', 'a]]>b]]]>>', 'a]]>b]]]>>'],
    ['with markup', '<b>&amp;</b>', '<b>&amp;</b>'],
    ['with control characters', 'a\u0000b\u001bc\r\nd\te\ud800f', 'abc\nd\tef'],
    ['above 2048 bytes', '村'.repeat(1000), '村'.repeat(682)],
    ['above 2048 bytes with wide characters', `x${'🌾'.repeat(600)}`, `x${'🌾'.repeat(511)}`],
  ])('%s arrives whole', async (_, reply, read) => {
    answer = () => Promise.resolve(reply)
    expect(await wecom.say('LinXia', '在')).toMatchObject({ status: 200, reply: read })
  })

  it('goes to the member as WeCom wrote the name, from the corp', async () => {
    answer = () => Promise.resolve('收到')
    const encrypted = encryptMessage(server.keys, innerXml(said('LinXia')))
    const query = signedQuery(server.keys, encrypted, 1_767_225_600)
    const body = `<xml><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`
    const response = await fetch(`${server.url}?${query.toString()}`, { method: 'POST', body })
    const xml = await response.text()
    expect(xml).toContain(`<TimeStamp>1767225600</TimeStamp><Nonce><![CDATA[${query.get('nonce')}]]></Nonce>`)
    const inner = decrypt(server.keys.callbackAesKey, /<Encrypt><!\[CDATA\[(.*?)\]\]>/.exec(xml)?.[1] ?? '')
    expect(inner.message).toContain('<ToUserName><![CDATA[LinXia]]></ToUserName>')
  })

  it('is an empty body when there is nothing to say', async () => {
    expect(await wecom.say('LinXia', '在')).toMatchObject({ status: 200, reply: null })
  })
})

function said(from: string) {
  return {
    ToUserName: server.keys.corpId,
    FromUserName: from,
    CreateTime: NOW / 1000,
    MsgType: 'text',
    Content: '在',
    MsgId: '7350000000000000009',
    AgentID: server.keys.agentId,
  }
}

describe('what has no effect', () => {
  it.each([
    ['a message of another application', { MsgType: 'text', Content: '在', MsgId: '1', AgentID: 1000099 }],
    ['a kind nobody knows', { MsgType: 'hologram', MsgId: '1' }],
    ['an event nobody knows', { MsgType: 'event', Event: 'moon_landing' }],
    ['an event spelled like a message', { MsgType: 'event', Event: 'location' }],
  ])('%s gets 200 and an empty body, and is logged', async (_, elements) => {
    const common = { FromUserName: 'linxia', CreateTime: NOW / 1000, AgentID: server.keys.agentId }
    expect(await wecom.deliver(innerXml({ ...common, ...elements }))).toMatchObject({
      status: 200,
      reply: null,
    })
    expect(server.received).toEqual([])
    expect(server.log.lines).toEqual([expect.objectContaining({ message: 'callback ignored' })])
  })
})

describe('a message that could not be stored', () => {
  it('gets no answer at all, so that WeCom repeats it', async () => {
    answer = (text) => Promise.reject(Object.assign(new Error('disk full'), { parameters: [text] }))
    expect(await wecom.say('LinXia', '秘密的话')).toMatchObject({ status: 0, reply: null })
    expect(server.log.lines).toEqual([expect.objectContaining({ level: 'error' })])
    expect(JSON.stringify(server.log.lines)).not.toContain('秘密的话')
  })

  it('is taken when it comes again, under the same key', async () => {
    answer = () => Promise.reject(new Error('disk full'))
    const first = await wecom.say('LinXia', '在')
    answer = () => Promise.resolve('收到')
    expect(await wecom.again(first)).toMatchObject({ status: 200, reply: '收到' })
    expect(server.received[1]).toEqual(server.received[0])
  })
})
