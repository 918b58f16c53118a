import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '../../src/record/database'
import type { StandIn } from '../../src/standin'
import { eachDatabase } from '../databases'
import { startWecom } from '../jobs/setup'
import { npmStart, runCommand, settingsFor, startCommand } from './command'

jest.setTimeout(120_000)

/** The first log line with this message. */
async function logged(child: ChildProcess, message: string): Promise<Record<string, unknown>> {
  if (child.stdout === null) throw new Error('no output')
  for await (const line of createInterface(child.stdout)) {
    const entry = JSON.parse(line) as Record<string, unknown>
    if (entry['msg'] === message) return entry
  }
  child.stderr?.setEncoding('utf8')
  throw new Error(`ended without "${message}": ${String(child.stderr?.read())}`)
}

eachDatabase((name, _open, newPlace) => {
  describe('npm start', () => {
    let standIn: StandIn
    beforeEach(async () => {
      ;({ standIn } = await startWecom())
    })
    afterEach(() => standIn.stop())

    const signal = name === 'SQLite' ? 'SIGTERM' : 'SIGINT'
    it(`migrates, listens, and ends well on ${signal}`, async () => {
      const place = await newPlace()
      const settings = { ...settingsFor(standIn, place.url), PORT: '0', HOST: '127.0.0.1' }
      const server = startCommand('src/main.ts', settings)
      const exit = once(server, 'exit')
      const { port } = await logged(server, 'listening')
      const url = `http://127.0.0.1:${String(port)}`
      expect((await fetch(`${url}/readyz`)).status).toBe(200)
      standIn.callbackUrl = `${url}/wecom/callback`
      expect((await standIn.verifyUrl()).status).toBe(200)
      expect((await standIn.say('nobody', '你好')).reply).not.toBeNull()
      server.stdout?.resume()
      server.kill(signal)
      expect(await exit).toEqual([0, null])
      const database = await openDatabase(place.target)
      expect(await database.source.query('SELECT COUNT(*) AS count FROM message')).toHaveLength(1)
      await database.close()
    })
  })
})

describe('npm start, stopped', () => {
  it('passes the signal on to the server', async () => {
    const { standIn } = await startWecom()
    const folder = mkdtempSync(join(tmpdir(), 'zaicun-main-'))
    const settings = settingsFor(standIn, `sqlite:${join(folder, 'z.sqlite')}`)
    const npm = npmStart({ ...settings, PORT: '0', HOST: '127.0.0.1' })
    await logged(npm, 'listening')
    const stopped = logged(npm, 'stopped')
    npm.kill('SIGTERM')
    expect(await stopped).toMatchObject({ msg: 'stopped' })
    await standIn.stop()
    rmSync(folder, { recursive: true, force: true })
  })
})

describe('npm start, set up wrongly', () => {
  const folder = mkdtempSync(join(tmpdir(), 'zaicun-main-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  const complete = {
    DATABASE_URL: `sqlite:${join(folder, 'z.sqlite')}`,
    WECOM_CORP_ID: 'ww0123456789abcdef',
    WECOM_AGENT_ID: '1000002',
    WECOM_AGENT_SECRET: 'never-printed-secret',
    WECOM_CALLBACK_TOKEN: 'Token123',
    WECOM_CALLBACK_AES_KEY: 'A'.repeat(43),
    HOST: '127.0.0.1',
    PORT: '0',
  }

  it('names every bad variable in one message and does not start', async () => {
    const { code, out, err } = await runCommand('src/main.ts', [], { WECOM_AGENT_ID: 'x', JOBS: 'maybe' })
    expect([code, out]).toEqual([1, ''])
    for (const name of ['WECOM_CORP_ID', 'WECOM_AGENT_ID', 'WECOM_AGENT_SECRET', 'JOBS'])
      expect(err).toContain(name)
  })

  it('does not start on a policy it does not understand', async () => {
    const file = join(folder, 'policy.yaml')
    writeFileSync(file, 'mornings:\n  dew: "09:00"\n')
    const { code, err } = await runCommand('src/main.ts', [], { ...complete, POLICY_FILE: file })
    expect([code, err]).toEqual([1, expect.stringContaining('mornings: unknown key dew')])
  })

  it('says in one line that the database is away', async () => {
    const { code, err } = await runCommand('src/main.ts', [], {
      ...complete,
      DATABASE_URL: 'mysql://zaicun:hidden-password@127.0.0.1:9/zaicun',
    })
    expect([code, err.trim().split('\n').length]).toEqual([1, 1])
    expect(err).toContain('ECONNREFUSED')
    expect(err).not.toContain('hidden-password')
  })
})
