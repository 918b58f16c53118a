import { existsSync } from 'node:fs'
import { z } from 'zod'
import type { Credentials } from './wecom/types'

/** Where the rows live. */
export type DatabaseTarget =
  | { kind: 'sqlite'; path: string }
  | { kind: 'mysql'; host: string; port: number; user: string; password: string; database: string }

export interface DatabaseConfig {
  database: DatabaseTarget
  timezone: string
  policyFile: string | undefined
  logLevel: LogLevel
}

export interface ServerConfig extends DatabaseConfig {
  port: number
  host: string
  wecom: Credentials
  publicUrl: string | undefined
  jobs: boolean
  /** The gateway for short messages; may hold a secret. */
  smsWebhookUrl?: string
  /** The folder in which messages wait while the database is away; without one they are left to WeCom's redelivery. */
  spoolDir?: string
}

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const
type LogLevel = (typeof LOG_LEVELS)[number]

/** Every bad variable at once, each with what it should look like; values are never repeated. */
export class ConfigError extends Error {}

const text = (hint: string) => z.string({ error: hint }).trim().min(1, hint)
const optional = <T extends z.ZodType>(schema: T) => z.preprocess((v) => (v === '' ? undefined : v), schema)

const isZone = (zone: string) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}

const isHttpUrl = (value: string) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)

const MYSQL_HINT = 'sqlite:./path/to/file.sqlite or mysql://user:password@host:3306/database'

function databaseTarget(value: string): DatabaseTarget | undefined {
  if (value.startsWith('sqlite:')) {
    const path = value.slice('sqlite:'.length)
    return path === '' ? undefined : { kind: 'sqlite', path }
  }
  if (!URL.canParse(value)) return undefined
  const url = new URL(value)
  const database = decodeURIComponent(url.pathname.slice(1))
  if (!/^(mysql|mariadb):$/.test(url.protocol) || url.hostname === '' || database === '') return undefined
  return {
    kind: 'mysql',
    host: url.hostname,
    port: url.port === '' ? 3306 : Number(url.port),
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database,
  }
}

const databaseShape = {
  DATABASE_URL: optional(
    z
      .string()
      .default('sqlite:./data/zaicun.sqlite')
      .transform((value, context) => {
        const target = databaseTarget(value.trim())
        if (target === undefined) context.addIssue({ code: 'custom', message: MYSQL_HINT })
        return target ?? z.NEVER
      }),
  ),
  TIMEZONE: optional(
    z.string().default('Asia/Shanghai').refine(isZone, 'an IANA time zone such as Asia/Shanghai'),
  ),
  POLICY_FILE: optional(
    z.string().refine(existsSync, 'the path of an existing policy file (see policy.example.yaml)').optional(),
  ),
  LOG_LEVEL: optional(z.enum(LOG_LEVELS, { error: `one of ${LOG_LEVELS.join(', ')}` }).default('info')),
}

const serverShape = {
  ...databaseShape,
  PORT: optional(
    z.coerce
      .number({ error: 'a port number, 0 to 65535' })
      .int('a port number, 0 to 65535')
      .min(0, 'a port number, 0 to 65535')
      .max(65535, 'a port number, 0 to 65535')
      .default(3000),
  ),
  HOST: optional(z.string().default('0.0.0.0')),
  WECOM_CORP_ID: text('the CorpID, such as ww0123456789abcdef (我的企业 → 企业ID)'),
  WECOM_AGENT_ID: text("the application's AgentId, such as 1000002").regex(
    /^\d{1,10}$/,
    "the application's AgentId, such as 1000002",
  ),
  WECOM_AGENT_SECRET: text("the application's Secret"),
  WECOM_CALLBACK_TOKEN: text('the Token of 接收消息: letters and digits, at most 32').regex(
    /^[A-Za-z0-9]{1,32}$/,
    'the Token of 接收消息: letters and digits, at most 32',
  ),
  WECOM_CALLBACK_AES_KEY: text('the EncodingAESKey of 接收消息: exactly 43 letters and digits').regex(
    /^[A-Za-z0-9]{43}$/,
    'the EncodingAESKey of 接收消息: exactly 43 letters and digits',
  ),
  WECOM_API_BASE_URL: optional(
    z.string().default('https://qyapi.weixin.qq.com').refine(isHttpUrl, 'an http(s) URL'),
  ),
  PUBLIC_URL: optional(
    z.string().refine(isHttpUrl, "the http(s) URL under which members' phones reach this server").optional(),
  ),
  SMS_WEBHOOK_URL: optional(
    z.string().refine(isHttpUrl, 'the http(s) URL of a gateway that takes POST {"to","text"}').optional(),
  ),
  SPOOL_DIR: optional(z.string().default('./data/spool')),
  JOBS: optional(z.enum(['on', 'off'], { error: 'on or off' }).default('on')),
}

type Environment = Readonly<Record<string, string | undefined>>

function parse<S extends z.ZodRawShape>(shape: S, env: Environment): z.output<z.ZodObject<S>> {
  const result = z.object(shape).safeParse(env)
  if (result.success) return result.data
  const hints = new Map<string, string>()
  for (const issue of result.error.issues) {
    const name = String(issue.path[0])
    if (!hints.has(name)) hints.set(name, issue.message)
  }
  const lines = [...hints].map(
    ([name, hint]) => `  ${name} ${(env[name] ?? '') === '' ? 'is missing' : 'is malformed'}: ${hint}`,
  )
  throw new ConfigError(`Configuration errors (see .env.example):\n${lines.join('\n')}`)
}

const DEFAULT_POLICY_FILE = './policy.yaml'

const toDatabaseConfig = (v: z.output<z.ZodObject<typeof databaseShape>>): DatabaseConfig => ({
  database: v.DATABASE_URL,
  timezone: v.TIMEZONE,
  policyFile: v.POLICY_FILE ?? (existsSync(DEFAULT_POLICY_FILE) ? DEFAULT_POLICY_FILE : undefined),
  logLevel: v.LOG_LEVEL,
})

/** What a command needs that touches only the database. Throws ConfigError. */
export const readDatabaseConfig = (env: Environment): DatabaseConfig =>
  toDatabaseConfig(parse(databaseShape, env))

/** What the server needs. Throws ConfigError. */
export function readServerConfig(env: Environment): ServerConfig {
  const v = parse(serverShape, env)
  return {
    ...toDatabaseConfig(v),
    port: v.PORT,
    host: v.HOST,
    wecom: {
      corpId: v.WECOM_CORP_ID,
      agentId: Number(v.WECOM_AGENT_ID),
      secret: v.WECOM_AGENT_SECRET,
      callbackToken: v.WECOM_CALLBACK_TOKEN,
      callbackAesKey: v.WECOM_CALLBACK_AES_KEY,
      apiBaseUrl: v.WECOM_API_BASE_URL.replace(/\/+$/, ''),
    },
    publicUrl: v.PUBLIC_URL?.replace(/\/+$/, ''),
    jobs: v.JOBS === 'on',
    spoolDir: v.SPOOL_DIR,
    ...(v.SMS_WEBHOOK_URL === undefined ? {} : { smsWebhookUrl: v.SMS_WEBHOOK_URL }),
  }
}

/** The process's environment with `.env` underneath it: a variable already set wins. */
export function environment(): Environment {
  if (existsSync('.env')) process.loadEnvFile('.env')
  return process.env
}

/** Names of all variables, for the test that compares them with `.env.example`. */
export const VARIABLES = Object.keys(serverShape)
