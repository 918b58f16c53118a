import Koa from 'koa'
import Router from 'koa-router'
import { counted, metrics } from './metrics'
import type { Log } from './wecom/types'

export interface HttpOptions {
  log: Log
  /** Why nothing can be stored just now, in a word; null when it can. */
  whyNotReady: () => Promise<string | null>
  /** The callback, and whatever pages there are. */
  routers: readonly Router[]
}

const CALLBACK = '/wecom/callback'

/** Pages that need more than nothing say so themselves. */
const HEADERS = {
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
}

/** The Koa application: error boundary, health, metrics, and the routes it is given. */
export function createApp({ log, whyNotReady, routers }: HttpOptions): Koa {
  const app = new Koa()
  // Koa tells of connections broken by the other side this way: nothing to mend.
  app.on('error', (error: Error) => log.info({ err: error }, 'response not written'))

  app.use(async (ctx, next) => {
    // WeCom calls there, not a browser.
    if (ctx.method !== 'POST' || ctx.path !== CALLBACK) ctx.set(HEADERS)
    try {
      await next()
    } catch (error) {
      if (error instanceof Koa.HttpError && error.expose) return answer(ctx, error.status, error.message)
      log.error({ err: error, method: ctx.method, path: ctx.path }, 'request failed')
      answer(ctx, 503, 'try again later')
    } finally {
      countRefusal(ctx)
    }
  })

  const health = healthRoutes(whyNotReady)
  // In the order of their use: each that is asked in vain costs something.
  for (const router of [...routers, health]) app.use(router.routes()).use(router.allowedMethods())
  return app
}

function answer(ctx: Koa.Context, status: number, words: string): void {
  ctx.status = status
  ctx.type = 'text/plain'
  ctx.body = words
}

function countRefusal({ path, status, body, respond }: Koa.Context): void {
  if (path !== CALLBACK || status < 400 || respond === false) return
  counted.refusals.add({ status: String(status), reason: typeof body === 'string' ? body : 'other' })
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
