import { type Database } from '../../src/record/database'
import { importRoster } from '../../src/roster'
import { type Server, startServer } from '../../src/server'
import type { StandIn } from '../../src/standin'
import { policyFrom } from '../../src/policy'
import { eachDatabase } from '../databases'
import { startGateway } from '../gateway'
import { NINE, silentLog, startWecom, ZONE } from '../jobs/setup'
import { runCommand, settingsFor } from './command'

jest.setTimeout(120_000)

const ROSTER = `账号,姓名,职务,乡镇,村,驻村开始
chenjie,陈洁,第一书记,青岭镇,丛岗村,2026-05-30
,李华,工作队员,青岭镇,丛岗村,2026-05-30
zhaomin,赵敏,区级管理员,,,
`

const marked = (out: string, mark: string) =>
  out.split('\n').flatMap((line) => (line.startsWith(`${mark} `) ? [line.slice(2).split(':')[0]] : []))

eachDatabase((_name, open) => {
  describe('npm run doctor', () => {
    let standIn: StandIn
    let database: Database
    let server: Server
    let settings: Record<string, string>
    beforeAll(async () => {
      ;({ standIn } = await startWecom())
      const opened = await open()
      database = opened
      await importRoster(database, Buffer.from(ROSTER), 'roster.csv', NINE)
      settings = settingsFor(standIn, opened.url)
      server = await startServer({
        config: {
          database: { kind: 'sqlite', path: ':memory:' },
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
        log: silentLog,
        intake: () => () => Promise.resolve(null),
      })
    })
    afterAll(async () => {
      await server.stop()
      await database.close()
      await standIn.stop()
    })
    const doctor = (more: Record<string, string> = {}) =>
      runCommand('scripts/doctor.ts', [], {
        ...settings,
        PUBLIC_URL: `http://127.0.0.1:${server.port}`,
        ...more,
      })

    it('finds nothing to mend where all is well', async () => {
      const { code, out } = await doctor()
      expect([code, marked(out, '✗')]).toEqual([0, []])
      expect(marked(out, '✓')).toEqual(
        expect.arrayContaining([
          '配置',
          '数据库',
          '网络和时钟',
          '企业和 Secret',
          '应用和可信 IP',
          '回调地址',
          '区级管理员',
        ]),
      )
      expect(out).toContain('其中 1 人没有企业微信账号')
      for (const secret of [standIn.keys.secret, standIn.keys.callbackToken, standIn.keys.callbackAesKey]) {
        expect(out).not.toContain(secret)
      }
    })

    it('says how to mend an IP that is not trusted, and a server with another Token', async () => {
      standIn.failNext(1, { errcode: 60020 }, 'menu/get')
      const { code, out } = await doctor({ WECOM_CALLBACK_TOKEN: 'another' })
      expect([code, marked(out, '✗')]).toEqual([1, ['应用和可信 IP', '回调地址']])
      expect(out).toContain('企业可信 IP')
      expect(out).toContain('应答 403')
    })

    it('asks whether the gateway for short messages answers, sends nothing and never prints its address', async () => {
      const gateway = await startGateway()
      const { code, out } = await doctor({ SMS_WEBHOOK_URL: gateway.url })
      await gateway.stop()
      expect([code, marked(out, '✗')]).toEqual([0, []])
      expect(marked(out, '✓')).toContain('短信网关')
      expect(gateway.got).toEqual([])
      const gone = await doctor({ SMS_WEBHOOK_URL: gateway.url })
      expect([gone.code, marked(gone.out, '✗')]).toEqual([1, ['短信网关']])
      expect(out + gone.out).not.toContain('geheim')
    })

    it('stops at a wrong Secret', async () => {
      const { code, out } = await doctor({ WECOM_AGENT_SECRET: 'never-printed-secret' })
      expect([code, marked(out, '✗')]).toEqual([1, ['企业和 Secret']])
      expect(out).not.toContain('never-printed-secret')
    })
  })
})

describe('npm run doctor, on a bare machine', () => {
  it('names every bad variable and still looks at the rest', async () => {
    const { code, out } = await runCommand('scripts/doctor.ts', [], {
      WECOM_AGENT_ID: 'x',
      DATABASE_URL: 'mysql://zaicun:hidden-password@127.0.0.1:9/zaicun',
    })
    expect([code, marked(out, '✗')]).toEqual([1, ['配置', '数据库']])
    expect(out).toContain('WECOM_CORP_ID is missing')
    expect(out).toContain('WECOM_AGENT_ID is malformed')
    expect(out).not.toContain('hidden-password')
  })
})
