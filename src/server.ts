import { once } from 'node:events'
import { createServer, type Server as HttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { hostname } from 'node:os'
import type Router from 'koa-router'
import type { Logger } from 'pino'
import { startClock } from './clock'
import type { ServerConfig } from './config'
import { type Courier, createCourier } from './courier'
import { createListener } from './http'
import { createJobs, type Job } from './jobs'
import { counted } from './metrics'
import { linksOf, withUrl } from './pages/links'
import { witnessRoutes } from './pages/witness'
import type { Policy } from './policy'
import { type Database, openDatabase } from './record/database'
import { recordGap } from './record/gaps'
import { beat, lastBeat } from './record/heartbeats'
import { whyNotReady } from './record/readiness'
import { tokenStore } from './record/tokens'
import type { Runtime } from './runtime'
import { openSpool } from './spool'
import { createSmsGateway } from './sms'
import { watchDatabase } from './gauges'
import { createCallback } from './wecom/callback'
import { createClient, type WecomClient } from './wecom/client'
import type { Receive } from './wecom/types'

export interface ServerParts {
  config: ServerConfig
  policy: Policy
  log: Logger
  /** What is done with a message. `kick`: something may be queued, and is committed; deliver soon. */
  intake: (rt: Runtime, hooks: { kick: (now: number) => void; machine: () => number }) => Receive
  /** Pages beside the callback. */
  pages?: (rt: Runtime) => readonly Router[]
}

export interface Server {
  port: number
  rt: Runtime
  courier: Courier
  client: WecomClient
  /** All jobs, whether this process has a clock for them or not. */
  jobs: readonly Job[]
  /** In order: clock, requests, delivery, database. Nothing under way is lost; 8 s for requests to end. */
  stop(): Promise<void>
}

const AWAY = 'database is away; messages are kept in the spool'
const BEAT_EVERY = 60_000
const REQUESTS_END_WITHIN = 8_000
const machine = () => Date.now()

/** Opens the database, applying what migrations are pending, and listens; JOBS decides whether a clock runs here too. */
export async function startServer({ config, policy, log, intake, pages }: ServerParts): Promise<Server> {
  const database = await openDatabase(config.database)
  try {
    const links = linksOf(config, machine)
    const hasSms = config.smsWebhookUrl !== undefined
    const rt: Runtime = { timezone: config.timezone, policy, log, database, hasSms, ...withUrl(links) }
    const { client, courier, jobs } = connect(rt, config)
    const store = intake(rt, { kick: (now) => courier.kick(now), machine })
    const spool = await spoolFor(rt, config, store)
    const receive = spool?.receive ?? store
    const listener = createListener({
      log,
      whyNotReady: async () => (spool?.isAway() === true ? AWAY : whyNotReady(database)),
      callback: createCallback({
        ...{ credentials: config.wecom, receive, log },
        onRefusal: (status, reason) => counted.refusals.add({ status: String(status), reason }),
      }),
      routers: [
        witnessRoutes({ rt, tokens: links.tokens, machine, kick: (now) => courier.kick(now) }),
        ...(pages?.(rt) ?? []),
      ],
    })
    const http = await listen(createServer({ connectionsCheckingInterval: 5_000 }, listener), config)
    const { port } = http.address() as AddressInfo
    watchDatabase(database)
    const heart = await startHeart(rt, `web:${hostname()}:${port}`.slice(0, 64))
    const clock = config.jobs ? startClock(rt, jobs, machine) : undefined
    log.info({ port, jobs: config.jobs, database: config.database.kind }, 'listening')

    async function stop(): Promise<void> {
      const jobsEnded = clock?.stop()
      await close(http)
      clearInterval(heart)
      await spool?.stop()
      await courier.stop()
      await jobsEnded
      await database.close()
    }
    return { port, rt, courier, client, jobs, stop }
  } catch (error) {
    await database.close()
    throw error
  }
}

function spoolFor(rt: Runtime, { spoolDir }: ServerConfig, receive: Receive) {
  if (spoolDir === undefined) return undefined
  return openSpool(rt, { directory: spoolDir, receive, machine })
}

/** The way to WeCom, and the jobs that use it: the same for a server and for a command. */
export function connect(
  rt: Runtime,
  { wecom, smsWebhookUrl }: Pick<ServerConfig, 'wecom' | 'smsWebhookUrl'>,
): { client: WecomClient; courier: Courier; jobs: Job[] } {
  const tokens = tokenStore(rt.database, `${wecom.corpId}:${wecom.agentId}`, machine)
  const client = createClient({ credentials: wecom, tokens, log: rt.log })
  const sms = smsWebhookUrl === undefined ? undefined : createSmsGateway({ url: smsWebhookUrl })
  const courier = createCourier(rt, client, machine, sms)
  return { client, courier, jobs: createJobs((now) => courier.deliver(now)) }
}

async function listen(server: HttpServer, { port, host }: ServerConfig): Promise<HttpServer> {
  // Slow senders may not hold a connection for long; an idle one is kept a little longer than proxies keep theirs.
  server.headersTimeout = 10_000
  server.requestTimeout = 15_000
  server.keepAliveTimeout = 65_000
  server.listen(port, host)
  await once(server, 'listening')
  return server
}

/** Lets running requests end, and cuts what is left after 8 s. */
async function close(server: HttpServer): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  const idle = setInterval(() => server.closeIdleConnections(), 50)
  const enough = setTimeout(() => server.closeAllConnections(), REQUESTS_END_WITHIN)
  await closed
  clearInterval(idle)
  clearTimeout(enough)
}

/** Says every minute that a process listens, so that the next start knows how long none did. */
async function startHeart({ database, log }: Runtime, name: string): Promise<NodeJS.Timeout> {
  const startedAt = machine()
  const beatNow = (db: Database['db']) => beat(db, name, startedAt, machine())
  await database.inTransaction(async (db) => {
    const before = await lastBeat(db)
    if (before !== null) {
      log.info({ silentForMs: startedAt - before }, 'first beat after the last process')
      await recordGap(db, before, startedAt, 'stopped')
    }
    await beatNow(db)
  })
  return setInterval(() => {
    database
      .inTransaction(beatNow)
      .catch((error: unknown) => log.warn({ err: error }, 'heartbeat not stored'))
  }, BEAT_EVERY).unref()
}
