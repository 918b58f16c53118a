import { createCipheriv, createDecipheriv, timingSafeEqual } from 'node:crypto'
import { getSignature } from '@wecom/crypto'
import { randomBlocks } from './randomBlocks'
import { cdata, childrenOf, readXml } from './xml'
import type { Credentials } from './types'

/** The three query parameters beside every ciphertext. */
export interface Seal {
  signature: string
  timestamp: string
  nonce: string
}

/** Why a callback is not accepted; `reason` is plain text for whoever called. */
export interface Refusal {
  refused: 400 | 403 | 413
  reason: string
}

export function refuse(refused: Refusal['refused'], reason: string): Refusal {
  return { refused, reason }
}

export interface Envelope {
  /** the ciphertext of an outer XML */
  unwrap(body: string): { encrypted: string } | Refusal
  /** checks the signature, then everything around the plain text; `forUs`: the receiveid is this corp */
  open(encrypted: string, seal: Seal): { message: string; forUs: boolean } | Refusal
  /** the outer XML of an encrypted passive reply */
  close(message: string, timestamp: string, nonce: string): string
}

const BLOCK = 16
/** 16 random bytes and the length of the message */
const HEAD = 20
const LONGEST_PADDING = 32

/** Signs, verifies, encrypts and decrypts for one application. */
export function createEnvelope(credentials: Credentials): Envelope {
  const { callbackToken, callbackAesKey, corpId } = credentials
  const key = Buffer.from(`${callbackAesKey}=`, 'base64')
  const iv = key.subarray(0, BLOCK)
  const receiver = Buffer.from(corpId)
  const nextBlock = randomBlocks(BLOCK)

  function open(encrypted: string, seal: Seal): ReturnType<Envelope['open']> {
    const expected = getSignature(callbackToken, seal.timestamp, seal.nonce, encrypted)
    if (!sameText(expected, seal.signature)) return refuse(403, 'signature does not match (check Token)')

    const ciphertext = Buffer.from(encrypted, 'base64')
    if (ciphertext.toString('base64') !== encrypted) return refuse(400, 'Encrypt is not canonical base64')
    if (ciphertext.length === 0 || ciphertext.length % BLOCK !== 0) {
      return refuse(400, 'ciphertext is not a whole number of blocks')
    }

    // The block size of the padding is 32, which Node's own padding does not know.
    const decipher = createDecipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
    const plain = Buffer.concat([decipher.update(ciphertext), decipher.final()])
    const end = endWithoutPadding(plain)
    if (end === null) return refuse(400, 'padding is wrong (check EncodingAESKey)')
    if (end < HEAD || HEAD + plain.readUInt32BE(BLOCK) > end) {
      return refuse(400, 'message length points beyond the plain text')
    }

    const messageEnd = HEAD + plain.readUInt32BE(BLOCK)
    // A broken byte becomes U+FFFD: a call for help with one bad character must still arrive.
    const message = plain.toString('utf8', HEAD, messageEnd)
    return { message, forUs: plain.subarray(messageEnd, end).equals(receiver) }
  }

  /** 16 random bytes, the length of the message, the message, the corp; padded to whole blocks of 32. */
  function encrypt(message: string): string {
    const length = Buffer.byteLength(message)
    const end = HEAD + length + receiver.length
    const padding = LONGEST_PADDING - (end % LONGEST_PADDING)
    const plain = Buffer.alloc(end + padding, padding)
    nextBlock().copy(plain)
    plain.writeUInt32BE(length, BLOCK)
    plain.write(message, HEAD)
    receiver.copy(plain, HEAD + length)
    const cipher = createCipheriv('aes-256-cbc', key, iv).setAutoPadding(false)
    return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
  }

  function close(message: string, timestamp: string, nonce: string): string {
    const encrypted = encrypt(message)
    const signature = getSignature(callbackToken, timestamp, nonce, encrypted)
    return (
      `<xml><Encrypt>${cdata(encrypted)}</Encrypt><MsgSignature>${cdata(signature)}</MsgSignature>` +
      `<TimeStamp>${/^\d+$/.test(timestamp) ? timestamp : cdata(timestamp)}</TimeStamp><Nonce>${cdata(nonce)}</Nonce></xml>`
    )
  }

  return { unwrap, open, close }
}

/** The outer XML exactly as WeCom writes it; a form that is not this one is read by the reader for any XML. */
const USUAL =
  /^<xml>\s*(?:<(ToUserName|AgentID)><!\[CDATA\[[^\]<]*\]\]><\/\1>\s*)*<Encrypt><!\[CDATA\[([^\]<]*)\]\]><\/Encrypt>\s*(?:<(ToUserName|AgentID)><!\[CDATA\[[^\]<]*\]\]><\/\3>\s*)*<\/xml>\s*$/

function unwrap(body: string): { encrypted: string } | Refusal {
  const usual = USUAL.exec(body)?.[2]
  if (usual !== undefined) return { encrypted: usual }
  const root = readXml(body)
  if (root?.name !== 'xml') return refuse(400, 'body is not the XML that WeCom sends')
  const [only, ...more] = childrenOf(root, 'Encrypt')
  if (!only || more.length > 0) return refuse(400, 'body must hold exactly one Encrypt')
  return { encrypted: only.text }
}

function sameText(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)]
  return a.length === b.length && timingSafeEqual(a, b)
}

/** Where the plain text ends, or null when the last bytes are not one uniform PKCS#7 padding of 1 to 32. */
function endWithoutPadding(plain: Buffer): number | null {
  const padding = plain[plain.length - 1] ?? 0
  if (padding < 1 || padding > LONGEST_PADDING || padding > plain.length) return null
  const end = plain.length - padding
  for (let i = end; i < plain.length; i++) if (plain[i] !== padding) return null
  return end
}
