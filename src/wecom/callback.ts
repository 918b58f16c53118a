import Router, { type RouterContext } from 'koa-router'
import { readBody, TOO_LARGE } from './body'
import { createEnvelope, refuse, type Refusal, type Seal } from './envelope'
import { readInner, replyXml } from './inner'
import { createRefusalLog } from './refusals'
import type { Credentials, Log, Receive } from './types'

const PATH = '/wecom/callback'
const BODY_LIMIT = 64 * 1024

export interface CallbackOptions {
  credentials: Credentials
  receive: Receive
  log: Log
}

/** The route WeCom calls: GET checks the URL, POST brings messages and events. */
export function callbackRoutes({ credentials, receive, log }: CallbackOptions): Router {
  const envelope = createEnvelope(credentials)
  const tellRefusal = createRefusalLog(log, Date.now)

  function verifyUrl(ctx: RouterContext): void {
    const seal = readSeal(ctx)
    const echo = single(ctx, 'echostr')
    if (!seal || !echo) return answerRefusal(ctx, PARAMETERS)
    // A form decoder reads the plus of base64 as a space.
    const opened = envelope.open(echo.replaceAll(' ', '+'), seal)
    if ('refused' in opened) return answerRefusal(ctx, opened)
    if (!opened.forUs) return answerRefusal(ctx, FOREIGN)
    ctx.type = 'text/plain'
    ctx.body = opened.message
  }

  async function takeDelivery(ctx: RouterContext): Promise<void> {
    const body = await readBody(ctx.req, BODY_LIMIT).catch(() => null)
    if (body === null) return drop(ctx)
    if (body === TOO_LARGE) return answerRefusal(ctx, OVERSIZE)
    const seal = readSeal(ctx)
    if (!seal) return answerRefusal(ctx, PARAMETERS)

    const wrapped = envelope.unwrap(body)
    if ('refused' in wrapped) return answerRefusal(ctx, wrapped)
    const opened = envelope.open(wrapped.encrypted, seal)
    if ('refused' in opened) return answerRefusal(ctx, opened)
    const inner = readInner(opened.message, credentials.agentId)
    if (inner === null) return answerRefusal(ctx, UNREADABLE)
    if (!opened.forUs) return answerRefusal(ctx, FOREIGN)

    ctx.status = 200
    ctx.body = ''
    if ('ignored' in inner) return log.info(inner, 'callback ignored')
    const { delivery, sender } = inner
    try {
      const reply = await receive(delivery)
      if (reply === null) return
      const xml = replyXml(sender, credentials.corpId, delivery.at, reply)
      ctx.type = 'text/xml'
      ctx.body = envelope.close(xml, seal.timestamp, seal.nonce)
    } catch (error) {
      // The stack alone: a database error also carries the values it could not store.
      const reason = error instanceof Error ? error.stack : String(error)
      log.error(
        { key: delivery.key, reason },
        'message not stored; connection dropped so that WeCom repeats it',
      )
      drop(ctx)
    }
  }

  function answerRefusal(ctx: RouterContext, refusal: Refusal): void {
    tellRefusal(refusal)
    ctx.status = refusal.refused
    ctx.type = 'text/plain'
    ctx.body = refusal.reason
  }

  return new Router().all(PATH, (ctx) => {
    if (ctx.method === 'POST') return takeDelivery(ctx)
    if (ctx.method === 'GET') return verifyUrl(ctx)
    ctx.status = 405
    ctx.set('Allow', 'GET, POST')
    ctx.body = 'only GET and POST'
  })
}

const OVERSIZE = refuse(413, `body is larger than ${BODY_LIMIT} bytes`)
const PARAMETERS = refuse(400, 'a query parameter is missing, empty or repeated')
const UNREADABLE = refuse(400, 'decrypted XML cannot be read')
const FOREIGN = refuse(403, 'receiveid is not this corp (check WECOM_CORP_ID)')

/** A repeated parameter arrives as an array: it is as bad as none. */
function single(ctx: RouterContext, name: string): string | null {
  const value = ctx.query[name]
  return typeof value === 'string' && value !== '' ? value : null
}

function readSeal(ctx: RouterContext): Seal | null {
  const signature = single(ctx, 'msg_signature')
  const timestamp = single(ctx, 'timestamp')
  const nonce = single(ctx, 'nonce')
  return signature && timestamp && nonce ? { signature, timestamp, nonce } : null
}

function drop(ctx: RouterContext): void {
  ctx.respond = false
  ctx.req.socket.destroy()
}
