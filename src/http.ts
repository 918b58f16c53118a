import type { RequestListener } from 'node:http'
import Koa from 'koa'
import Router from 'koa-router'
import { metrics } from './metrics'
import { type Answer, isCallback } from './wecom/callback'
import type { Log } from './wecom/types'

export interface HttpOptions {
  log: Log
  /** Why nothing can be stored just now, in a word; null when it can. */
  whyNotReady: () => Promise<string | null>
  callback: Answer
  /** Whatever pages there are. */
  routers: readonly Router[]
}

/** Pages that need more than nothing say so themselves. */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
}

/** WeCom's callback, and beside it the Koa application: error boundary, health, metrics, and the routes it is given. */
export function createListener({ log, whyNotReady, callback, routers }: HttpOptions): RequestListener {
  const app = new Koa()
  // Koa tells of connections broken by the other side this way: nothing to mend.
  app.on('error', (error: Error) => log.info({ err: error }, 'response not written'))

  app.use(async (ctx, next) => {
    ctx.set(HEADERS)
    try {
      await next()
    } catch (error) {
      if (error instanceof Koa.HttpError && error.expose) return answer(ctx, error.status, error.message)
      log.error({ err: error, method: ctx.method, path: ctx.path }, 'request failed')
      answer(ctx, 503, 'try again later')
    }
  })
  for (const router of [...routers, healthRoutes(whyNotReady)])
    app.use(router.routes()).use(router.allowedMethods())
  const others = app.callback()

  return (req, res) => {
    if (!isCallback(req)) return void others(req, res)
    // WeCom posts there, not a browser.
    if (req.method !== 'POST') for (const [name, value] of Object.entries(HEADERS)) res.setHeader(name, value)
    void callback(req, res)
  }
}

function answer(ctx: Koa.Context, status: number, words: string): void {
  ctx.status = status
  ctx.type = 'text/plain'
  ctx.body = words
}

function healthRoutes(whyNotReady: HttpOptions['whyNotReady']): Router {
  return new Router()
    .get('/healthz', (ctx) => {
      ctx.body = 'ok'
    })
    .get('/readyz', async (ctx) => {
      const reason = await whyNotReady()
      ctx.status = reason === null ? 200 : 503
      ctx.body = reason ?? 'ready'
    })
    .get('/metrics', async (ctx) => {
      ctx.type = 'text/plain; version=0.0.4; charset=utf-8'
      ctx.body = await metrics.render()
    })
}
