import { parseArgs } from 'node:util'
import pino from 'pino'
import {
  ConfigError,
  type DatabaseConfig,
  environment,
  readDatabaseConfig,
  readServerConfig,
  type ServerConfig,
} from '../src/config'
import { reasonOf } from '../src/log'
import { dayOf } from '../src/time'
import { createClient } from '../src/wecom/client'
import { memoryTokens } from '../src/wecom/tokens'
import { checkDatabase } from './doctor/database'
import { bad, type Finding, good, lineOf } from './doctor/finding'
import { checkCalendar, checkDisk, checkPolicy, checkSpool } from './doctor/machine'
import { checkSms } from './doctor/sms'
import { checkApplication, checkCallback, checkClock } from './doctor/wecom'

const USAGE = `用法:npm run doctor

逐项检查配置、规则文件、数据库、磁盘、时钟、节假日历、企业微信、回调地址和花名册,什么也不改动。
✓ 没有问题,! 能用但值得看一眼,✗ 要改,后面写着怎么改。
回调地址要在服务运行时检查。有 ✗ 时退出码为 1,参数不对时为 2。`

type Environment = Parameters<typeof readServerConfig>[0]

/** What can be read of the configuration, and every variable that cannot. */
function checkConfig(env: Environment): {
  database?: DatabaseConfig
  server?: ServerConfig
  finding: Finding
} {
  const about = '配置'
  try {
    const server = readServerConfig(env)
    return { server, database: server, finding: good(about, '变量齐全') }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const finding = bad(about, `${error.message}\n  → 写在环境变量或 .env 里`)
    try {
      return { database: readDatabaseConfig(env), finding }
    } catch {
      return { finding }
    }
  }
}

/** Prints each finding as soon as it is there; true when nothing has to be mended. */
async function examine(env: Environment, now: number): Promise<boolean> {
  let healthy = true
  const tell = (...findings: Finding[]) => {
    for (const finding of findings) {
      console.log(lineOf(finding))
      healthy &&= finding.mark !== '✗'
    }
  }

  const { database, server, finding } = checkConfig(env)
  tell(finding)
  if (database !== undefined) {
    const { timezone, policyFile } = database
    tell(checkPolicy(policyFile), checkCalendar(now, timezone), ...checkDisk(database.database))
    tell(...(await checkDatabase(database.database, dayOf(now, timezone))))
  }
  if (server !== undefined) {
    const { wecom, publicUrl, spoolDir, smsWebhookUrl } = server
    if (spoolDir !== undefined) tell(checkSpool(spoolDir))
    tell(await checkClock(wecom.apiBaseUrl, () => Date.now()))
    const log = pino({ level: 'silent' })
    tell(...(await checkApplication(createClient({ credentials: wecom, tokens: memoryTokens(), log }))))
    tell(await checkCallback(publicUrl, wecom))
    if (smsWebhookUrl !== undefined) tell(await checkSms(smsWebhookUrl))
  }
  return healthy
}

async function main(): Promise<number> {
  try {
    const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' } } })
    if (values.help === true) {
      console.log(USAGE)
      return 0
    }
  } catch (error) {
    console.error(`${reasonOf(error)}\n\n${USAGE}`)
    return 2
  }
  const healthy = await examine(environment(), Date.now())
  console.log(healthy ? '\n可以用了。' : '\n有 ✗ 的改好以后再运行一次。')
  return healthy ? 0 : 1
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: unknown) => {
    console.error(reasonOf(error))
    process.exitCode = 1
  },
)
