import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

jest.setTimeout(120_000)

const ROOT = join(__dirname, '../..')

/** A folder whose .env would break the demo if it were read, and where its database goes. */
let folder: string
let taken: Server
let demo: ChildProcess | undefined

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zaicun-demo-test-'))
  writeFileSync(join(folder, '.env'), 'DATABASE_URL=nonsense\nWECOM_AGENT_ID=nonsense\nTIMEZONE=Nowhere\n')
  taken = createServer((_req, res) => res.end('somebody else')).listen(0, '127.0.0.1')
  await once(taken, 'listening')
})
afterAll(() => {
  demo?.kill('SIGKILL')
  taken.close()
  rmSync(folder, { recursive: true, force: true })
})

const databases = () => readdirSync(folder).filter((name) => name.startsWith('zaicun-demo-'))

async function addressOf({ stdout }: ChildProcess): Promise<string> {
  if (stdout === null) throw new Error('no output')
  for await (const line of createInterface(stdout)) {
    const url = /http:\/\/\S+/.exec(line)?.[0]
    if (url !== undefined) return url
  }
  throw new Error('the demo ended without an address')
}

describe('npm run demo', () => {
  it('prints an address, whatever stands in the environment and whoever has its port, and ends on Ctrl-C', async () => {
    const { port } = taken.address() as AddressInfo
    const args = ['--import', require.resolve('tsx'), join(ROOT, 'scripts/demo.ts'), '--port', String(port)]
    demo = spawn(process.execPath, args, {
      cwd: folder,
      env: {
        TSX_TSCONFIG_PATH: join(ROOT, 'tsconfig.json'),
        DATABASE_URL: 'nonsense',
        WECOM_CORP_ID: '',
        TIMEZONE: 'Nowhere',
        TMPDIR: folder,
      },
    })
    const exit = once(demo, 'exit')
    const url = await addressOf(demo)
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/)
    expect(url).not.toContain(`:${String(port)}/`)
    expect(await (await fetch(url)).text()).toContain('在村')
    expect((await fetch(url, { method: 'PUT' })).status).toBe(405)
    expect(databases().length).toBe(1)
    // As from a terminal: once to everybody in the group, and once passed on by whoever started it.
    demo.kill('SIGINT')
    demo.kill('SIGINT')
    expect(await exit).toEqual([0, null])
    expect(databases()).toEqual([])
  })
})
