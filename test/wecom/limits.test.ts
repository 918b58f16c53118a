import { request } from 'node:http'
import { connect } from 'node:net'
import { encryptMessage, innerXml, newKeys, outerXml, signedQuery } from '../../src/standin/craft'
import { startCallback } from './server'

const keys = newKeys()
const LIMIT = 64 * 1024
const encrypted = encryptMessage(
  keys,
  innerXml({
    FromUserName: 'linxia',
    CreateTime: 1_767_225_600,
    MsgType: 'text',
    Content: '石桥组 🌾 12户'.repeat(200),
    MsgId: '1',
    AgentID: keys.agentId,
  }),
)
const query = signedQuery(keys, encrypted, 1_767_225_600).toString()
const body = outerXml(keys, encrypted)

let server: Awaited<ReturnType<typeof startCallback>>
beforeEach(async () => {
  server = await startCallback(() => Promise.resolve('收到'), keys)
})
afterEach(() => server.stop())

/** Sends the pieces one after another without telling the whole length. */
function postChunks(path: string, chunks: (string | Buffer)[]) {
  return new Promise<{ status: number; body: string }>((resolve, reject) => {
    const req = request(`${server.url}?${path}`, { method: 'POST' }, (res) => {
      const parts: Buffer[] = []
      res.on('data', (part: Buffer) => parts.push(part))
      res.on('end', () => resolve({ status: res.statusCode ?? 0, body: Buffer.concat(parts).toString() }))
    })
    req.on('error', reject)
    chunks.forEach((chunk) => req.write(chunk))
    req.end()
  })
}

describe('the size of a body', () => {
  it('of 300 KiB is refused before anything else is looked at', async () => {
    const response = await fetch(server.url, { method: 'POST', body: 'x'.repeat(300 * 1024) })
    expect([response.status, await response.text()]).toEqual([413, expect.stringMatching(/larger/)])
    expect(server.received).toEqual([])
  })

  it('is noticed when it was not told beforehand', async () => {
    const answer = await postChunks(query, Array<string>(30).fill('x'.repeat(10 * 1024)))
    expect(answer).toEqual({ status: 413, body: expect.stringMatching(/larger/) as string })
  })

  it('may be 64 KiB and not one byte more', async () => {
    const filled = body.replace('</xml>', `${' '.repeat(LIMIT - Buffer.byteLength(body))}</xml>`)
    const statuses = [filled, ` ${filled}`].map(
      async (sent) => (await fetch(`${server.url}?${query}`, { method: 'POST', body: sent })).status,
    )
    expect(await Promise.all(statuses)).toEqual([200, 413])
  })

  it('ends the connection of a sender who does not stop', async () => {
    const socket = connect(server.port, '127.0.0.1')
    socket.on('error', () => undefined)
    const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
    socket.write('POST /wecom/callback HTTP/1.1\r\nHost: x\r\nContent-Length: 1000000000\r\n\r\n')
    const piece = Buffer.alloc(LIMIT)
    const pump = () => {
      if (!socket.destroyed) socket.write(piece, pump)
    }
    pump()
    await closed
    expect(server.received).toEqual([])
  })
})

describe('the pieces of a body', () => {
  it('are put together, characters that were split included', async () => {
    const bytes = Buffer.from(body.replace('<xml>', '<xml><!-- 驻村工作队 -->'))
    const single = [...bytes].map((byte) => Buffer.from([byte]))
    expect((await postChunks(query, single)).status).toBe(200)
    expect(server.received[0]?.content).toEqual({ kind: 'text', text: '石桥组 🌾 12户'.repeat(200) })
  })

  it('that never come all leave no trace', async () => {
    const socket = connect(server.port, '127.0.0.1')
    const head = `POST /wecom/callback?${query} HTTP/1.1\r\nHost: x\r\nContent-Length: ${body.length + 500}\r\n\r\n`
    await new Promise<void>((resolve) => socket.write(head + body, () => resolve()))
    socket.destroy()
    expect((await postChunks(query, [body])).status).toBe(200)
    expect(server.received).toHaveLength(1)
  })
})

describe('other methods', () => {
  it.each(['PUT', 'DELETE', 'PATCH', 'HEAD', 'OPTIONS'])(
    '%s gets 405 and the two that are allowed',
    async (method) => {
      const response = await fetch(server.url, { method })
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST'])
    },
  )
})
