import { parseArgs } from 'node:util'
import { ConfigError, environment, readServerConfig, type ServerConfig } from '../src/config'
import { createLog, reasonOf } from '../src/log'
import { linksOf, withUrl } from '../src/pages/links'
import { PolicyError, readPolicy } from '../src/policy'
import { openDatabase } from '../src/record/database'
import { connect } from '../src/server'
import { JOB_NAMES, type JobName } from '../src/jobs'
import { readInstant } from './instant'

const USAGE = `用法:npm run -s job -- 名称 [--at 时刻] [--yes]

把一个定时任务按那个时刻运行一次,做了什么以一个 JSON 对象写到标准输出(日志写到标准错误)。
同一时刻运行两次与一次相同。
  ${JOB_NAMES.join('、')}
  --at    ISO 8601 的时刻,如 2026-11-24T09:00:00+08:00;不写时区就按 TIMEZONE;不写就是现在
  --yes   时刻与现在相差 5 分钟以上、企业微信又不是本机的替身时,确认仍要运行(会真的发消息)
  --help  这段说明

配置与服务相同(见 .env.example)。任务失败或配置不对时退出码为 1,参数不对或没有确认时为 2。`

interface Arguments {
  name: JobName
  at: string | undefined
  confirmed: boolean
}

/** The arguments, or what is wrong with them. */
function readArguments(args: string[]): Arguments | 'help' | Error {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        at: { type: 'string' },
        yes: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (values.help === true) return 'help'
    const [wanted, ...rest] = positionals
    const name = JOB_NAMES.find((each) => each === wanted)
    if (name === undefined)
      return new Error(wanted === undefined ? '没有写任务的名称。' : `没有叫 ${wanted} 的任务。`)
    if (rest.length > 0) return new Error('一次只运行一个任务。')
    return { name, at: values.at, confirmed: values.yes === true }
  } catch (error) {
    return new Error(reasonOf(error))
  }
}

const FAR = 5 * 60_000

const isLoopback = (url: string) => /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname)

async function run({ name, at, confirmed }: Arguments, config: ServerConfig): Promise<number> {
  const now = at === undefined ? Date.now() : readInstant(at, config.timezone)
  if (now === null) {
    console.error(`--at ${at ?? ''} 不是一个时刻,应像 2026-11-24T09:00:00+08:00。`)
    return 2
  }
  if (Math.abs(now - Date.now()) > FAR && !confirmed && !isLoopback(config.wecom.apiBaseUrl)) {
    console.error(
      '--at 与现在相差 5 分钟以上,而企业微信不在本机:消息会真的发给成员,内容却是那个时刻的。确要运行请加 --yes。',
    )
    return 2
  }
  const policy = readPolicy(config.policyFile)
  const database = await openDatabase(config.database)
  try {
    const log = createLog(config.logLevel, 'stderr')
    const rt = {
      timezone: config.timezone,
      policy,
      log,
      database,
      hasSms: config.smsWebhookUrl !== undefined,
      ...withUrl(linksOf(config, () => Date.now())),
    }
    const { jobs, courier } = connect(rt, config)
    const report = await jobs.find((job) => job.name === name)?.run(rt, now)
    await courier.stop()
    console.log(JSON.stringify(report))
    return 0
  } finally {
    await database.close()
  }
}

async function main(): Promise<number> {
  const args = readArguments(process.argv.slice(2))
  if (args === 'help') {
    console.log(USAGE)
    return 0
  }
  if (args instanceof Error) {
    console.error(`${args.message}\n\n${USAGE}`)
    return 2
  }
  try {
    return await run(args, readServerConfig(environment()))
  } catch (error) {
    const known = error instanceof ConfigError || error instanceof PolicyError
    console.error(known ? error.message : `任务 ${args.name} 没有完成:${reasonOf(error)}`)
    return 1
  }
}

void main().then((code) => {
  process.exitCode = code
})
