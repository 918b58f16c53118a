import type { IncomingMessage, ServerResponse } from 'node:http'
import { parse } from 'node:querystring'
import { readBody, TOO_LARGE } from './body'
import { createEnvelope, refuse, type Refusal, type Seal } from './envelope'
import { readInner, replyXml } from './inner'
import { createRefusalLog } from './refusals'
import type { Credentials, Log, Receive } from './types'

const BODY_LIMIT = 64 * 1024
const CALLBACK = /^(?:https?:\/\/[^/?]*)?\/wecom\/callback\/?(?:\?|$)/i

export interface CallbackOptions {
  credentials: Credentials
  receive: Receive
  log: Log
  /** Every answer other than 200, with its reason. */
  onRefusal?: (status: number, reason: string) => void
}

export type Answer = (req: IncomingMessage, res: ServerResponse) => Promise<void>

export const isCallback = ({ url = '' }: IncomingMessage): boolean => CALLBACK.test(url)

/**
 * What WeCom calls: GET checks the URL, POST brings messages and events. It stands before any middleware, which would cost
 * as much as all it has to do to refuse a forged message.
 */
export function createCallback({ credentials, receive, log, onRefusal }: CallbackOptions): Answer {
  const envelope = createEnvelope(credentials)
  const tellRefusal = createRefusalLog(log, Date.now)

  function refuseWith(res: ServerResponse, refusal: Refusal): void {
    tellRefusal(refusal)
    end(res, refusal.refused, PLAIN, refusal.reason)
    onRefusal?.(refusal.refused, refusal.reason)
  }

  function verifyUrl(req: IncomingMessage, res: ServerResponse): void {
    const query = queryOf(req)
    const seal = sealOf(query)
    const echo = single(query, 'echostr')
    if (!seal || !echo) return refuseWith(res, PARAMETERS)
    // A form decoder reads the plus of base64 as a space.
    const opened = envelope.open(echo.replaceAll(' ', '+'), seal)
    if ('refused' in opened) return refuseWith(res, opened)
    if (!opened.forUs) return refuseWith(res, FOREIGN)
    end(res, 200, PLAIN, opened.message)
  }

  async function takeDelivery(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const body = await readBody(req, BODY_LIMIT).catch(() => null)
    if (body === null) return drop(req)
    if (body === TOO_LARGE) return refuseWith(res, OVERSIZE)
    const seal = sealOf(queryOf(req))
    if (!seal) return refuseWith(res, PARAMETERS)

    const wrapped = envelope.unwrap(body)
    if ('refused' in wrapped) return refuseWith(res, wrapped)
    const opened = envelope.open(wrapped.encrypted, seal)
    if ('refused' in opened) return refuseWith(res, opened)
    const inner = readInner(opened.message, credentials.agentId)
    if (inner === null) return refuseWith(res, UNREADABLE)
    if (!opened.forUs) return refuseWith(res, FOREIGN)

    if ('ignored' in inner) {
      log.info(inner, 'callback ignored')
      return end(res, 200, PLAIN, '')
    }
    const { delivery, sender } = inner
    try {
      const reply = await receive(delivery)
      if (reply === null) return end(res, 200, PLAIN, '')
      const xml = replyXml(sender, credentials.corpId, delivery.at, reply)
      end(res, 200, XML, envelope.close(xml, seal.timestamp, seal.nonce))
    } catch (error) {
      // The stack alone: a database error also carries the values it could not store.
      const reason = error instanceof Error ? error.stack : String(error)
      log.error(
        { key: delivery.key, reason },
        'message not stored; connection dropped so that WeCom repeats it',
      )
      drop(req)
    }
  }

  return async (req, res) => {
    try {
      if (req.method === 'POST') await takeDelivery(req, res)
      else if (req.method === 'GET') verifyUrl(req, res)
      else {
        res.setHeader('Allow', 'GET, POST')
        end(res, 405, PLAIN, ONLY)
        onRefusal?.(405, ONLY)
      }
    } catch (error) {
      log.error({ err: error }, 'callback failed')
      if (res.headersSent) return drop(req)
      end(res, 503, PLAIN, LATER)
      onRefusal?.(503, LATER)
    }
  }
}

const PLAIN = 'text/plain; charset=utf-8'
const XML = 'text/xml; charset=utf-8'
const ONLY = 'only GET and POST'
const LATER = 'try again later'
const OVERSIZE = refuse(413, `body is larger than ${BODY_LIMIT} bytes`)
const PARAMETERS = refuse(400, 'a query parameter is missing, empty or repeated')
const UNREADABLE = refuse(400, 'decrypted XML cannot be read')
const FOREIGN = refuse(403, 'receiveid is not this corp (check WECOM_CORP_ID)')

type Query = ReturnType<typeof parse>

function queryOf({ url = '' }: IncomingMessage): Query {
  const mark = url.indexOf('?')
  return mark === -1 ? {} : parse(url.slice(mark + 1))
}

/** A repeated parameter arrives as an array: it is as bad as none. */
function single(query: Query, name: string): string | null {
  const value = query[name]
  return typeof value === 'string' && value !== '' ? value : null
}

function sealOf(query: Query): Seal | null {
  const signature = single(query, 'msg_signature')
  const timestamp = single(query, 'timestamp')
  const nonce = single(query, 'nonce')
  return signature && timestamp && nonce ? { signature, timestamp, nonce } : null
}

function end(res: ServerResponse, status: number, type: string, body: string): void {
  res.writeHead(status, { 'Content-Type': type, 'Content-Length': Buffer.byteLength(body) })
  res.end(body)
}

function drop({ socket }: IncomingMessage): void {
  socket.destroy()
}
