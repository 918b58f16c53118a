import { createCipheriv, randomBytes, randomInt } from 'node:crypto'
import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import { XMLParser } from 'fast-xml-parser'

/**
 * The pieces of a callback as WeCom makes them, each of use alone, so that a test can spoil exactly one.
 * Written without the code of `src/wecom`: the two sides must agree by the protocol, not by a shared mistake.
 */

export interface Keys {
  corpId: string
  agentId: number
  secret: string
  callbackToken: string
  callbackAesKey: string
}

/** Elements by name: text becomes CDATA, numbers stay bare, objects nest, lists repeat the element. */
export interface Elements {
  [name: string]: string | number | bigint | Elements | Elements[]
}

/** Invented keys in WeCom's shapes, different each time. */
export function newKeys(agentId = 1000007): Keys {
  return {
    corpId: `ww${randomBytes(8).toString('hex')}`,
    agentId,
    secret: randomBytes(32).toString('base64url'),
    callbackToken: randomBytes(12).toString('hex'),
    callbackAesKey: newAesKey(),
  }
}

/** 43 letters and digits, as the console gives them; base64 knows two characters more. */
function newAesKey(): string {
  const key = randomBytes(32).toString('base64').slice(0, 43)
  return /^[A-Za-z0-9]+$/.test(key) ? key : newAesKey()
}

/** The inner XML, elements in the order given. */
export function innerXml(elements: Elements): string {
  return `<xml>${renderElements(elements)}</xml>`
}

function renderElements(elements: Elements): string {
  return Object.entries(elements)
    .flatMap(([name, value]) =>
      (Array.isArray(value) ? value : [value]).map((one) => `<${name}>${renderValue(one)}</${name}>`),
    )
    .join('')
}

function renderValue(value: string | number | bigint | Elements): string {
  if (typeof value === 'string') return asCdata(value)
  return typeof value === 'object' ? renderElements(value) : String(value)
}

function asCdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}

/** The ciphertext of a message, base64. `receiveid` is the corp unless said otherwise. */
export function encryptMessage(keys: Keys, message: string, receiveid = keys.corpId): string {
  return encrypt(keys.callbackAesKey, message, receiveid)
}

/** Any bytes as ciphertext, base64; they must bring their own padding to a multiple of 16. */
export function encryptBytes(keys: Keys, padded: Buffer): string {
  const key = Buffer.from(`${keys.callbackAesKey}=`, 'base64')
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64')
}

/** The query of a callback: signature, timestamp (unix seconds), nonce. */
export function signedQuery(keys: Keys, encrypted: string, timestamp: number): URLSearchParams {
  const nonce = String(randomInt(1e9))
  const signature = getSignature(keys.callbackToken, timestamp, nonce, encrypted)
  return new URLSearchParams({ msg_signature: signature, timestamp: String(timestamp), nonce })
}

/** The body of a callback POST. */
export function outerXml(keys: Keys, encrypted: string): string {
  return innerXml({ ToUserName: keys.corpId, AgentID: String(keys.agentId), Encrypt: encrypted })
}

/** What stands in an encrypted passive reply. Throws when WeCom would not accept it. */
export function openReply(keys: Keys, body: string): { to: string; text: string } {
  const outer = flatXml(body)
  const { Encrypt = '', MsgSignature, TimeStamp = '', Nonce = '' } = outer
  if (getSignature(keys.callbackToken, TimeStamp, Nonce, Encrypt) !== MsgSignature) {
    throw new Error('passive reply: MsgSignature does not match')
  }
  const { message, id } = decrypt(keys.callbackAesKey, Encrypt)
  if (id !== keys.corpId) throw new Error(`passive reply: receiveid is ${id}`)
  const inner = flatXml(message)
  if (inner['MsgType'] !== 'text') throw new Error(`passive reply: MsgType is ${inner['MsgType']}`)
  if (inner['FromUserName'] !== keys.corpId) throw new Error('passive reply: FromUserName is not the corp')
  if (!/^\d+$/.test(inner['CreateTime'] ?? '')) throw new Error('passive reply: CreateTime is no number')
  const text = inner['Content'] ?? ''
  if (Buffer.byteLength(text) > 2048) throw new Error('passive reply: Content is longer than 2048 bytes')
  return { to: inner['ToUserName'] ?? '', text }
}

const parser = new XMLParser({ parseTagValue: false, trimValues: false, ignoreDeclaration: true })

function flatXml(source: string): Record<string, string | undefined> {
  const parsed: unknown = parser.parse(source)
  const root: unknown = typeof parsed === 'object' && parsed !== null && 'xml' in parsed ? parsed.xml : null
  if (typeof root !== 'object' || root === null)
    throw new Error('passive reply: not the XML that WeCom reads')
  return Object.fromEntries(Object.entries(root).map(([name, value]) => [name, String(value)]))
}
