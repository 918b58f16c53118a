import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import coWechat from 'co-wechat'
import Koa from 'koa'
import pino from 'pino'
import { readDatabaseConfig } from '../../src/config'
import { createIntake } from '../../src/intake'
import { policyFrom } from '../../src/policy'
import { startServer } from '../../src/server'
import { CREDENTIALS } from './requests'

/**
 * The servers that are measured, each a process of its own: `serve.ts koa`, `serve.ts koa-body`, `serve.ts co-wechat`,
 * `serve.ts zaicun <database url>`.
 */

const REPLY = '收到,您在村里,今天整台账。有事随时说一声。'

/** One route that answers at once and reads nothing. */
function bareKoa(): Koa {
  return new Koa().use((ctx) => {
    ctx.body = 'ok'
  })
}

/** One route that reads the body to its end, and no more. */
function readingKoa(): Koa {
  return new Koa().use(async (ctx) => {
    const chunks: Buffer[] = []
    for await (const chunk of ctx.req) chunks.push(chunk as Buffer)
    ctx.body = Buffer.concat(chunks).length > 0 ? 'ok' : 'empty'
  })
}

/** Decrypts and replies; stores nothing. */
function middleware(): Koa {
  const config = {
    token: CREDENTIALS.callbackToken,
    appid: CREDENTIALS.corpId,
    encodingAESKey: CREDENTIALS.callbackAesKey,
  }
  return new Koa().use(coWechat(config).middleware(() => Promise.resolve(REPLY)))
}

async function listen(app: Koa): Promise<number> {
  const handle = app.callback()
  const server = createServer((req, res) => void handle(req, res)).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return (server.address() as AddressInfo).port
}

async function zaicun(url: string): Promise<number> {
  const server = await startServer({
    config: {
      database: readDatabaseConfig({ DATABASE_URL: url }).database,
      timezone: 'Asia/Shanghai',
      policyFile: undefined,
      logLevel: 'warn',
      port: 0,
      host: '127.0.0.1',
      wecom: CREDENTIALS,
      publicUrl: undefined,
      jobs: false,
    },
    policy: policyFrom({}),
    log: pino({ level: 'warn' }, pino.destination({ dest: 2, sync: true })),
    intake: createIntake,
  })
  return server.port
}

const SERVERS: Record<string, (url: string) => Promise<number>> = {
  koa: () => listen(bareKoa()),
  'koa-body': () => listen(readingKoa()),
  'co-wechat': () => listen(middleware()),
  zaicun,
}

async function main(kind: string, url: string): Promise<void> {
  const port = await SERVERS[kind]?.(url)
  process.send?.({ port })
  process.on('message', () => process.send?.({ rss: process.memoryUsage.rss(), cpu: process.cpuUsage() }))
  process.once('disconnect', () => process.exit(0))
}

void main(process.argv[2] ?? '', process.argv[3] ?? '')
