import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseEnv } from 'node:util'
import { ConfigError, readDatabaseConfig, readServerConfig, VARIABLES } from '../src/config'

const EXAMPLE = parseEnv(readFileSync(join(__dirname, '../.env.example'), 'utf8'))

const COMPLETE = {
  WECOM_CORP_ID: 'ww0123456789abcdef',
  WECOM_AGENT_ID: '1000002',
  WECOM_AGENT_SECRET: 'never-printed-secret',
  WECOM_CALLBACK_TOKEN: 'Token123',
  WECOM_CALLBACK_AES_KEY: 'A'.repeat(43),
}

const messageOf = (env: Record<string, string>) => {
  try {
    readServerConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.message
  }
  return 'accepted'
}

describe('.env.example', () => {
  it('names every variable, and none besides', () => {
    expect(Object.keys(EXAMPLE).sort()).toEqual([...VARIABLES].sort())
  })

  it('holds the defaults', () => {
    expect(readServerConfig({ ...EXAMPLE, ...COMPLETE })).toEqual(readServerConfig(COMPLETE))
  })
})

describe('the configuration', () => {
  it('starts on the application alone', () => {
    expect(readServerConfig(COMPLETE)).toMatchObject({
      port: 3000,
      host: '0.0.0.0',
      database: { kind: 'sqlite', path: './data/zaicun.sqlite' },
      timezone: 'Asia/Shanghai',
      jobs: true,
      logLevel: 'info',
      wecom: { corpId: 'ww0123456789abcdef', agentId: 1000002, apiBaseUrl: 'https://qyapi.weixin.qq.com' },
    })
  })

  it('names every missing variable in one message', () => {
    const message = messageOf({})
    for (const name of Object.keys(COMPLETE)) expect(message).toContain(`${name} is missing`)
  })

  it.each([
    ['WECOM_AGENT_ID', 'zaicun'],
    ['WECOM_CALLBACK_TOKEN', 'not a token!'],
    ['WECOM_CALLBACK_AES_KEY', 'too-short'],
    ['WECOM_API_BASE_URL', 'qyapi.weixin.qq.com'],
    ['PUBLIC_URL', 'ftp://zaicun.example.cn'],
    ['DATABASE_URL', 'postgres://somebody:hidden-password@db/zaicun'],
    ['DATABASE_URL', 'mysql://somebody:hidden-password@db'],
    ['PORT', '70000'],
    ['PORT', 'http'],
    ['TIMEZONE', 'Mars/Base'],
    ['JOBS', 'maybe'],
    ['LOG_LEVEL', 'loud'],
    ['POLICY_FILE', './no-such-policy.yaml'],
  ])('refuses %s=%s, saying what it should look like and never the value', (name, value) => {
    const message = messageOf({ ...COMPLETE, [name]: value })
    expect(message).toMatch(new RegExp(`${name} is malformed: .{5}`))
    expect(message).not.toContain(value)
    expect(message).not.toContain(COMPLETE.WECOM_AGENT_SECRET)
  })

  it('reads a MySQL address with escaped characters and leaves out slashes at the end of URLs', () => {
    const config = readServerConfig({
      ...COMPLETE,
      DATABASE_URL: 'mysql://za%40i:p%2Fw@db.example.cn/zaicun',
      PUBLIC_URL: 'https://zaicun.example.cn/',
    })
    expect(config.database).toEqual({
      kind: 'mysql',
      host: 'db.example.cn',
      port: 3306,
      user: 'za@i',
      password: 'p/w',
      database: 'zaicun',
    })
    expect(config.publicUrl).toBe('https://zaicun.example.cn')
  })

  it('asks a command that touches only the database for nothing of WeCom', () => {
    expect(readDatabaseConfig({ DATABASE_URL: 'sqlite::memory:' })).toMatchObject({
      database: { kind: 'sqlite', path: ':memory:' },
      timezone: 'Asia/Shanghai',
    })
  })
})
