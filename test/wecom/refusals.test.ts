import { randomBytes } from 'node:crypto'
import {
  encryptBytes,
  encryptMessage,
  innerXml,
  newKeys,
  outerXml,
  signedQuery,
  type Elements,
} from '../../src/standin/craft'
import { startCallback } from './server'

const keys = newKeys()
const SECONDS = 1_767_225_600

const text: Elements = {
  ToUserName: keys.corpId,
  FromUserName: 'LinXia',
  CreateTime: SECONDS,
  MsgType: 'text',
  Content: '在村里',
  MsgId: '7350000000000000001',
  AgentID: keys.agentId,
}

/** 16 random bytes, the length, the message, the receiver, then the padding as given. */
function encryptPadded(
  xml: string,
  padding: number[],
  told?: { length?: number; receiver?: string },
): string {
  const message = Buffer.from(xml)
  const length = Buffer.alloc(4)
  length.writeUInt32BE(told?.length ?? message.length)
  const receiver = Buffer.from(told?.receiver ?? keys.corpId)
  return encryptBytes(keys, Buffer.concat([randomBytes(16), length, message, receiver, Buffer.from(padding)]))
}

/** The good message, lengthened so that this many bytes of padding make its plain text a multiple of 32. */
function lacking(padding: number, receiver = keys.corpId): string {
  const length = (filler: string) =>
    20 + Buffer.byteLength(innerXml({ ...text, Content: filler })) + receiver.length
  const missing = (64 - padding - (length('在村里') % 32)) % 32
  return innerXml({ ...text, Content: `在村里${'!'.repeat(missing)}` })
}

const repeat = (value: number, times = value) => Array<number>(times).fill(value)

let server: Awaited<ReturnType<typeof startCallback>>
beforeAll(async () => {
  server = await startCallback(() => Promise.resolve('收到'), keys)
})
afterAll(() => server.stop())
beforeEach(() => {
  server.received.length = 0
  server.log.lines.length = 0
})

async function post(query: string, body: string) {
  const response = await fetch(`${server.url}?${query}`, { method: 'POST', body })
  return { status: response.status, body: await response.text() }
}

/** A callback with a true signature over whatever stands as ciphertext. */
function postEncrypted(encrypted: string, body = outerXml(keys, encrypted)) {
  return post(signedQuery(keys, encrypted, SECONDS).toString(), body)
}

async function expectRefused(
  answer: Promise<{ status: number; body: string }>,
  status: number,
  reason: RegExp,
) {
  const { status: given, body } = await answer
  expect([given, body]).toEqual([status, expect.stringMatching(reason)])
  expect(server.received).toEqual([])
  expect(body).not.toContain(keys.callbackToken)
  expect(JSON.stringify(server.log.lines)).not.toContain('在村里')
}

const good = () => encryptMessage(keys, innerXml(text))

describe('the query', () => {
  it.each([
    ['without msg_signature', (q: URLSearchParams) => q.delete('msg_signature')],
    ['without timestamp', (q: URLSearchParams) => q.delete('timestamp')],
    ['without nonce', (q: URLSearchParams) => q.delete('nonce')],
    ['with an empty nonce', (q: URLSearchParams) => q.set('nonce', '')],
    ['with a repeated nonce', (q: URLSearchParams) => q.append('nonce', q.get('nonce') ?? '')],
    ['with a repeated signature', (q: URLSearchParams) => q.append('msg_signature', 'x')],
    ['with a nonce spelled as an array', (q: URLSearchParams) => (q.delete('nonce'), q.set('nonce[]', '1'))],
  ])('%s is refused with 400', async (_, spoil) => {
    const encrypted = good()
    const query = signedQuery(keys, encrypted, SECONDS)
    spoil(query)
    await expectRefused(post(query.toString(), outerXml(keys, encrypted)), 400, /query parameter/)
  })
})

describe('the outer XML', () => {
  it.each([
    ['empty', ''],
    ['no XML', 'hello'],
    ['JSON', '{"encrypt":"x"}'],
    ['not closed', '<xml><Encrypt>x</Encrypt>'],
    ['with another root', '<other><Encrypt>x</Encrypt></other>'],
    ['with a DOCTYPE', '<!DOCTYPE xml [<!ENTITY e "x">]><xml><Encrypt>&e;</Encrypt></xml>'],
    ['with an external entity', '<!DOCTYPE x SYSTEM "file:///etc/hostname"><xml><Encrypt>x</Encrypt></xml>'],
    ['with an undefined entity', '<xml><Encrypt>&e;</Encrypt></xml>'],
    ['with two roots', '<xml><Encrypt>x</Encrypt></xml><xml/>'],
  ])('%s is refused with 400', async (_, body) => {
    await expectRefused(postEncrypted('x', body), 400, /not the XML/)
  })

  it.each([
    ['no Encrypt', '<xml><ToUserName>x</ToUserName></xml>'],
    ['two Encrypt', '<xml><Encrypt>x</Encrypt><Encrypt>x</Encrypt></xml>'],
  ])('with %s is refused with 400', async (_, body) => {
    await expectRefused(postEncrypted('x', body), 400, /exactly one Encrypt/)
  })
})

describe('the signature', () => {
  it.each([
    ['of another text', (q: URLSearchParams) => q.set('timestamp', '1767225601')],
    [
      'in capitals',
      (q: URLSearchParams) => q.set('msg_signature', (q.get('msg_signature') ?? '').toUpperCase()),
    ],
    ['too short', (q: URLSearchParams) => q.set('msg_signature', 'abc')],
    ['with other letters', (q: URLSearchParams) => q.set('msg_signature', '签'.repeat(40))],
  ])('%s is refused with 403', async (_, spoil) => {
    const encrypted = good()
    const query = signedQuery(keys, encrypted, SECONDS)
    spoil(query)
    await expectRefused(post(query.toString(), outerXml(keys, encrypted)), 403, /signature/)
  })

  it('is judged before the ciphertext is looked at', async () => {
    const query = signedQuery(keys, good(), SECONDS)
    await expectRefused(post(query.toString(), outerXml(keys, 'not base64!')), 403, /signature/)
  })
})

describe('the ciphertext', () => {
  it.each([
    ['with a line break', () => `${good()}\n`, /base64/],
    ['with URL-safe letters', () => 'ab-_', /base64/],
    ['without its padding', () => 'YWJjZA', /base64/],
    ['with stray bits', () => 'YWJjZB==', /base64/],
    ['empty', () => '', /whole number of blocks/],
    ['of 20 bytes', () => randomBytes(20).toString('base64'), /whole number of blocks/],
    ['padded with 0', () => encryptPadded(lacking(12), repeat(0, 12)), /padding/],
    ['padded with 33', () => encryptPadded(lacking(12), repeat(33, 12)), /padding/],
    ['padded unevenly', () => encryptPadded(lacking(12), [11, ...repeat(12, 11)]), /padding/],
    ['padded for more than it is', () => encryptBytes(keys, Buffer.alloc(16, 17)), /padding/],
    ['all padding', () => encryptBytes(keys, Buffer.alloc(32, 32)), /length/],
    ['shorter than its head', () => encryptBytes(keys, Buffer.alloc(32, 13)), /length/],
    ['with a length beyond its end', () => encryptPadded(lacking(9), repeat(9), { length: 5000 }), /length/],
    [
      'with a length above 2^31',
      () => encryptPadded(lacking(9), repeat(9), { length: 0xffffffff }),
      /length/,
    ],
  ])('%s is refused with 400', async (_, make, reason) => {
    await expectRefused(postEncrypted(make()), 400, reason)
  })

  it.each([1, 12, 31, 32])('may end in %i bytes of padding', async (padding) => {
    expect((await postEncrypted(encryptPadded(lacking(padding), repeat(padding)))).status).toBe(200)
  })

  it('may be padded to a multiple of 16 only', async () => {
    expect((await postEncrypted(encryptPadded(lacking(28), repeat(12)))).status).toBe(200)
  })

  it('of another key is refused', async () => {
    const { status } = await postEncrypted(encryptMessage({ ...keys, ...newKeys() }, innerXml(text)))
    expect([400, 403]).toContain(status)
    expect(server.received).toEqual([])
  })
})

describe('the inner XML', () => {
  it.each([
    ['unreadable', 'hello'],
    ['empty', ''],
    ['with a DOCTYPE', `<!DOCTYPE xml>${innerXml(text)}`],
    ['with an undefined entity', innerXml(text).replace('<![CDATA[在村里]]>', '&nobody;')],
    ['with another root', '<msg></msg>'],
    ['without FromUserName', innerXml({ ...text, FromUserName: '' })],
    ['without MsgType', innerXml({ ...text, MsgType: ' ' })],
    ['without CreateTime', innerXml({ ...text, CreateTime: '' })],
    ['with a CreateTime in words', innerXml({ ...text, CreateTime: 'now' })],
    ['with a negative CreateTime', innerXml({ ...text, CreateTime: -1 })],
    ['without MsgId', innerXml({ ...text, MsgId: '' })],
    ['with two MsgId', innerXml(text).replace('</xml>', '<MsgId>2</MsgId></xml>')],
    ['with two senders', innerXml(text).replace('</xml>', '<FromUserName>x</FromUserName></xml>')],
    ['with two types', innerXml(text).replace('</xml>', '<MsgType>text</MsgType></xml>')],
    ['with two texts', innerXml(text).replace('</xml>', '<Content>x</Content></xml>')],
    ['with a place off the earth', innerXml({ ...text, MsgType: 'location', Location_X: 91, Location_Y: 0 })],
    ['with a place without degrees', innerXml({ ...text, MsgType: 'location' })],
  ])('%s is refused with 400', async (_, xml) => {
    await expectRefused(postEncrypted(encryptMessage(keys, xml)), 400, /decrypted XML/)
  })

  it('is judged before the receiveid', async () => {
    await expectRefused(postEncrypted(encryptMessage(keys, 'hello', 'ww_other')), 400, /decrypted XML/)
  })
})

describe('the receiveid', () => {
  it.each([
    ['foreign', 'ww0000000000000000'],
    ['in other case', keys.corpId.toUpperCase()],
    ['longer', `${keys.corpId}x`],
    ['empty', ''],
  ])('%s is refused with 403', async (_, receiver) => {
    const encrypted = encryptPadded(lacking(12, receiver), repeat(12), { receiver })
    await expectRefused(postEncrypted(encrypted), 403, /receiveid/)
  })
})
