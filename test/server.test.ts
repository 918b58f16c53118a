import { createConnection } from 'node:net'
import { once } from 'node:events'
import pino from 'pino'
import { policyFrom } from '../src/policy'
import { openDatabase } from '../src/record/database'
import { gapsOverlapping } from '../src/record/gaps'
import { beat } from '../src/record/heartbeats'
import { type Server, startServer } from '../src/server'
import { type StandIn } from '../src/standin'
import type { Receive } from '../src/wecom/types'
import { eachDatabase, type Place } from './databases'
import { NINE, queued, silentLog, startWecom, to, ZONE } from './jobs/setup'

eachDatabase((_name, _open, newPlace) => {
  describe('the server', () => {
    let standIn: StandIn
    let server: Server | undefined
    beforeEach(async () => {
      ;({ standIn } = await startWecom())
    })
    afterEach(async () => {
      await server?.stop()
      server = undefined
      await standIn.stop()
    })

    async function start(
      receive: Receive = () => Promise.resolve('收到'),
      log = silentLog,
      at?: Place['target'],
    ) {
      const target = at ?? (await newPlace()).target
      let kick: (now: number) => void = () => undefined
      server = await startServer({
        config: {
          database: target,
          timezone: ZONE,
          policyFile: undefined,
          logLevel: 'silent',
          port: 0,
          host: '127.0.0.1',
          wecom: { ...standIn.keys, apiBaseUrl: standIn.apiBaseUrl },
          publicUrl: undefined,
          jobs: false,
        },
        policy: policyFrom({}),
        log,
        intake: (_rt, hooks) => {
          kick = hooks.kick
          return receive
        },
      })
      const url = `http://127.0.0.1:${server.port}`
      standIn.callbackUrl = `${url}/wecom/callback`
      return { server, target, url, kick: (now: number) => kick(now) }
    }

    it('answers WeCom', async () => {
      await start()
      expect((await standIn.verifyUrl()).status).toBe(200)
      expect(await standIn.say('chenjie', '在村')).toMatchObject({ status: 200, reply: '收到' })
    })

    it('keeps since when nobody listened, when that is longer than a restart takes', async () => {
      const { target } = await newPlace()
      const database = await openDatabase(target)
      const longAgo = Date.now() - 20 * 60_000
      await database.inTransaction((db) => beat(db, 'web:before:3000', longAgo, longAgo))
      await database.close()
      const { server: begun } = await start(undefined, silentLog, target)
      const gaps = await gapsOverlapping(begun.rt.database.db, longAgo, Date.now())
      expect(gaps.map(({ from }) => from)).toEqual([longAgo])
    })

    it('is alive and ready, and says why when it is not', async () => {
      const { url, target } = await start()
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
      expect(await (await fetch(`${url}/readyz`)).text()).toBe('ready')
      const other = await openDatabase(target)
      await other.source.query('DELETE FROM migration')
      const response = await fetch(`${url}/readyz`)
      expect([response.status, await response.text()]).toEqual([503, 'migrations are pending'])
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
      await other.close()
    })

    it.each([
      ['GET', '/nowhere', 404],
      ['POST', '/healthz', 405],
      ['DELETE', '/wecom/callback', 405],
      ['GET', '/%E0%A4%A', 404],
    ])('answers %s %s with a plain %d', async (method, path, status) => {
      const { url } = await start()
      const response = await fetch(`${url}${path}`, { method })
      expect(response.status).toBe(status)
      expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
      expect(response.headers.get('x-content-type-options')).toBe('nosniff')
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
      expect(response.headers.get('x-powered-by')).toBeNull()
    })

    it('shows its figures', async () => {
      const { url, server } = await start()
      await queued(server.rt.database, [to(1), to(2)])
      await fetch(`${url}/wecom/callback`)
      const text = await (await fetch(`${url}/metrics`)).text()
      expect(text).toMatch(/^zaicun_outbox_rows\{state="waiting"\} 2$/m)
      expect(text).toMatch(/^zaicun_build_info\{version="\d/m)
      expect(text).toMatch(/^zaicun_refusals_total\{status="400",reason="[^"]+"\} \d+$/m)
    })

    it('delivers what an intake queued, without a clock of its own', async () => {
      const { server, kick } = await start()
      await queued(server.rt.database, [to(1)])
      const arrived = new Promise((resolve) => standIn.onPush(resolve))
      kick(NINE)
      expect(await arrived).toMatchObject({ to: ['chenjie'] })
    })

    it('finishes what it has begun when it stops, and takes nothing new', async () => {
      const begun = new EventTarget()
      let finish: (reply: string) => void = () => undefined
      const { server: stopping, url } = await start(
        () =>
          new Promise((resolve) => {
            finish = resolve
            begun.dispatchEvent(new Event('begun'))
          }),
      )
      const answer = standIn.say('chenjie', '在村')
      await new Promise((resolve) => begun.addEventListener('begun', resolve, { once: true }))
      const stopped = stopping.stop()
      await expect(fetch(`${url}/healthz`)).rejects.toThrow('fetch failed')
      finish('收到')
      expect(await answer).toMatchObject({ status: 200, reply: '收到' })
      await stopped
      server = undefined
    })

    it('writes no secret and no text of a message to its log', async () => {
      const lines: string[] = []
      const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) })
      const { url, server } = await start(() => Promise.reject(new Error('database away')), log)
      await standIn.say('chenjie', '今天发烧在宿舍')
      await queued(server.rt.database, [
        to(1, { text: '不该写进日志' }),
        to(9, { text: '不该写进日志', safety: true }),
      ])
      await server.courier.deliver(NINE)
      await fetch(`${url}/wecom/callback`)
      const all = lines.join('')
      expect(all).toContain('a safety message cannot be delivered')
      for (const hidden of ['发烧', '不该写进日志', standIn.keys.secret, standIn.keys.callbackToken]) {
        expect(all).not.toContain(hidden)
      }
    })

    it('outlives a connection that breaks in the middle of a request', async () => {
      const { url, server } = await start()
      const socket = createConnection(server.port, '127.0.0.1')
      await once(socket, 'connect')
      socket.write('POST /wecom/callback?a=1 HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\n<xml>')
      socket.destroy()
      await once(socket, 'close')
      expect((await fetch(`${url}/healthz`)).status).toBe(200)
    })
  })
})
