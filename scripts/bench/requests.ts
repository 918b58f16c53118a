import { encrypt, getSignature } from '@wecom/crypto'
import type { Credentials } from '../../src/wecom/types'
import type { Said } from './texts'

/** Callbacks as WeCom sends them, ready to be written to a socket. */

export const CREDENTIALS: Credentials = {
  corpId: 'wwbench0123456789a',
  agentId: 1000007,
  secret: 'bench-secret-that-opens-nothing',
  callbackToken: 'benchtoken',
  callbackAesKey: 'BenchBenchBenchBenchBenchBenchBenchBench123',
  apiBaseUrl: 'http://127.0.0.1:9',
}

const cdata = (text: string) => `<![CDATA[${text}]]>`

function bodyOf({ from, text, at }: Said, msgId: number): { body: string; encrypted: string } {
  const inner =
    `<xml><ToUserName>${cdata(CREDENTIALS.corpId)}</ToUserName><FromUserName>${cdata(from.userid)}</FromUserName>` +
    `<CreateTime>${at / 1000}</CreateTime><MsgType>${cdata('text')}</MsgType><Content>${cdata(text)}</Content>` +
    `<MsgId>${7_000_000_000_000_000 + msgId}</MsgId><AgentID>${CREDENTIALS.agentId}</AgentID></xml>`
  const encrypted = encrypt(CREDENTIALS.callbackAesKey, inner, CREDENTIALS.corpId)
  const body =
    `<xml><ToUserName>${cdata(CREDENTIALS.corpId)}</ToUserName><Encrypt>${cdata(encrypted)}</Encrypt>` +
    `<AgentID>${cdata(String(CREDENTIALS.agentId))}</AgentID></xml>`
  return { body, encrypted }
}

/** One POST. The parameters that only co-wechat wants do no harm to anybody else. */
export function requestOf(said: Said, msgId: number): Buffer {
  const { body, encrypted } = bodyOf(said, msgId)
  const timestamp = String(said.at / 1000)
  const nonce = String(100_000_000 + msgId)
  const signature = getSignature(CREDENTIALS.callbackToken, timestamp, nonce, encrypted)
  const query = `msg_signature=${signature}&timestamp=${timestamp}&nonce=${nonce}&encrypt_type=aes`
  const bytes = Buffer.from(body)
  const head =
    `POST /wecom/callback?${query} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/xml\r\n` +
    `Content-Length: ${bytes.length}\r\n\r\n`
  return Buffer.concat([Buffer.from(head), bytes])
}
